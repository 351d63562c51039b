import { describe, expect, test } from 'vitest'
import type { Design, DesignKind, FieldInfo } from '../../../src/contract/design/index.ts'
import {
  applySettings,
  countsIn,
  describeFields,
  parseDesign,
  valueAt,
  whyIdle,
  withField,
} from '../../../src/contract/design/index.ts'
import { designKinds } from '../../../src/contract/design/index.ts'
import { digestOf } from '../../../src/main/services/runs/digest.ts'
import { smallestDesign } from '../../support/small-designs.ts'
import { runToEnd } from './fixture.ts'

/** Everything that a run gives, bit for bit: its digest, and what is shown of it. */
async function allOf(design: Design): Promise<unknown> {
  const { outcome } = await runToEnd(design, 1, 1)
  if (!('results' in outcome)) throw new Error('It has no results.')
  const { scalars, arrays, series, figures, checks } = outcome.results
  return [digestOf(outcome.state, scalars), digestOf(arrays, {}), JSON.stringify([series, figures, checks])]
}

/** Another value that the field may have. */
function anotherValue({ type, min, max, options, element }: FieldInfo, value: unknown): unknown {
  switch (type) {
    case 'boolean':
      return value !== true
    case 'choice':
      return options!.find((option) => option !== value)
    case 'whole':
    case 'number': {
      const number = value as number
      const other = number === 0 ? 0.01 * max! : Math.min(max!, number * 1.04)
      return type === 'whole' ? (number < max! ? number + 1 : min) : other
    }
    case 'list':
      return element!.type === 'text' ? ['1>1'] : [element!.min]
    case 'text':
      return `${String(value)}.`
  }
}

function withAllOthers(design: Design, fields: readonly FieldInfo[]): Design {
  const changed = fields.reduce(
    (before, field) => withField(before, field.path, anotherValue(field, valueAt(before, field.path))),
    design,
  )
  return parseDesign(changed)
}

const off = ['stopLearning.on=false', 'rule.bistable=false', 'inhibition.on=false', 'teacher.fraction=1']
const network = [
  ['classification', off],
  ['classification', ['teacher.kind=spikes', 'synapse.connectivity=random']],
  ['classification', ['synapse.connectivity=fixed-fan-in', 'synapse.fanIn=20', 'recorders.lastSamples=2']],
  ['classification', ['stimulus.expansion.kind=edges', 'stimulus.expansion.units=30', 'synapse.kind=delta']],
  ['classification', ['rule.kind=pair-stdp']],
  ['classification', ['rule.kind=triplet']],
  ['classification', ['rule.kind=sdsp']],
  ['classification', ['rule.kind=calcium']],
  ['recurrent', ['rule.kind=triplet', 'recall.completionDigits=0', 'recall.persistenceDigits=0']],
  ['oscillation', ['rule.kind=sdsp']],
  ['timing-modulation', ['rule.kind=calcium']],
  ['ablations', ['comparison.ablations=sdsp-tuned', ...off]],
  ['continuous-presentation', ['comparison.presentations=continuous']],
] satisfies [DesignKind, string[]][]

describe('fields without effect', () => {
  test.each<[DesignKind, string[]]>([...designKinds.map((kind): [DesignKind, string[]] => [kind, []]), ...network])(
    'of %s with %j change nothing',
    async (kind, settings) => {
      const design = applySettings(smallestDesign(kind), settings)
      const idle = describeFields(kind).filter((field) => !countsIn(design, field))
      if (settings.length > 0 || !['linear-baseline'].includes(kind)) expect(idle.length).toBeGreaterThan(0)
      expect(await allOf(withAllOthers(design, idle))).toEqual(await allOf(design))
    },
  )

  // Each with what makes it count, and with what does not.
  test.each<[path: string, counts: string[], idle: string]>([
    ['synapse.probability', ['synapse.connectivity=random'], 'Connectivity is all-to-all (synapse.connectivity)'],
    ['synapse.fanIn', ['synapse.connectivity=fixed-fan-in', 'synapse.fanIn=20'], 'Connectivity is all-to-all'],
    ['teacher.rateHz', ['teacher.kind=spikes'], 'Teacher is current (teacher.kind)'],
    ['teacher.spikeMv', ['teacher.kind=spikes'], 'Teacher is current'],
    ['stimulus.expansion.threshold', ['stimulus.expansion.kind=edges'], 'Expansion is none'],
    ['stimulus.expansion.members', ['stimulus.expansion.kind=conjunctions'], 'Expansion is none'],
    ['rule.triplet.tauPlusMs', ['rule.kind=triplet'], 'Rule is bcall (rule.kind)'],
  ])('%s counts with %j', async (path, settings, reason) => {
    const small = applySettings(smallestDesign('classification'), ['stimulus.expansion.units=30'])
    const field = describeFields('classification').find((info) => info.path === path)!
    expect(whyIdle(small, field)).toContain(`No effect while ${reason}`)
    const design = applySettings(small, settings)
    expect(whyIdle(design, field)).toBeNull()
    const other = typeof valueAt(design, path) === 'number' ? Number(valueAt(design, path)) * 0.6 : null
    const changed = applySettings(design, [`${path}=${field.type === 'whole' ? Math.round(other!) : other}`])
    expect(await allOf(changed)).not.toEqual(await allOf(design))
  })

  test.each<[path: string, off: string]>([
    ['rule.driftPerS', 'rule.bistable=false'],
    ['stopLearning.ltdHigh', 'stopLearning.on=false'],
    ['inhibition.gain', 'inhibition.on=false'],
    ['teacher.choice', 'teacher.fraction=1'],
    ['teacher.currentMv', 'teacher.kind=spikes'],
    ['neuron.tauSynapseMs', 'synapse.kind=delta'],
    ['rule.tauPreMs', 'rule.kind=sdsp'],
    ['stopLearning.jump', 'rule.kind=calcium'],
  ])('%s counts unless %s', async (path, setting) => {
    const design = smallestDesign('classification')
    const field = describeFields('classification').find((info) => info.path === path)!
    expect(whyIdle(design, field)).toBeNull()
    const number = valueAt(design, path)
    const value = typeof number === 'number' ? Number((number * 0.7).toPrecision(3)) : 'similar'
    expect(await allOf(applySettings(design, [`${path}=${value}`]))).not.toEqual(await allOf(design))
    expect(whyIdle(applySettings(design, [setting]), field)).toMatch(/^No effect while /)
  })

  test('parameters of a rule count where a comparison puts that rule in place of the own one', () => {
    const design = applySettings(smallestDesign('ablations'), ['comparison.ablations=triplet'])
    const counts = (path: string) =>
      countsIn(
        design,
        describeFields('ablations').find((info) => info.path === path)!,
      )
    expect(counts('rule.triplet.tauPlusMs')).toBe(true)
    expect(counts('rule.tauPreMs')).toBe(true)
    expect(counts('rule.sdsp.stepUp')).toBe(false)
  })
})
