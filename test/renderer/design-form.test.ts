import { describe, expect, it } from 'vitest'
import {
  defaultDesign,
  describeFields,
  readFieldValue,
  valueAt,
  whyIdle,
  withField,
} from '../../src/contract/design/index.ts'
import { alternativeOf, alternativesOf } from '../../src/renderer/features/design-form/alternatives.ts'
import { partsOf, summaryOf } from '../../src/renderer/features/design-form/parts.ts'
import { sliderScale, written } from '../../src/renderer/features/design-form/values.ts'
import { readSeeds } from '../../src/renderer/features/design-form/seeds.ts'

const field = (path: string) =>
  [...describeFields('classification'), ...describeFields('stdp-window')].find((info) => info.path === path)!

describe('what is typed into a field', () => {
  it('is taken within its range, with a comma too', () => {
    expect(readFieldValue(field('rule.etaPlus'), ' 0.008 ')).toEqual({ value: 0.008 })
    expect(readFieldValue(field('rule.etaPlus'), '0,008')).toEqual({ value: 0.008 })
    expect(readFieldValue(field('rule.etaPlus'), '8e-3')).toEqual({ value: 0.008 })
  })

  it.each(['', '-1', '2', 'abc', '0.1.2', 'Infinity'])('is refused as "%s", with the range in words', (text) => {
    expect(readFieldValue(field('rule.etaPlus'), text)).toEqual({
      problem: `rule.etaPlus is ${text === '' ? 'empty' : text}: it must be a number between 0 and 1.`,
    })
  })

  it('is whole where only whole numbers make sense', () => {
    expect(readFieldValue(field('schedule.trainSamples'), '20000')).toEqual({ value: 20000 })
    expect(readFieldValue(field('schedule.trainSamples'), '2.5')).toHaveProperty('problem')
  })

  it('may be a list', () => {
    expect(readFieldValue(field('window.frequenciesHz'), '1, 10 20')).toEqual({ value: [1, 10, 20] })
    expect(readFieldValue(field('window.frequenciesHz'), '1, x')).toHaveProperty('problem')
    expect(written([1, 10, 20])).toBe('1, 10, 20')
  })
})

describe('a slider', () => {
  it.each(['rule.tauPreMs', 'rule.etaPlus', 'rule.driftPerS', 'schedule.trainSamples', 'neuron.restMv'])(
    'of %s reaches both ends and comes back to where it was',
    (path) => {
      const info = field(path)
      const { toStep, toValue } = sliderScale(info)!
      expect(toValue(0)).toBe(info.min)
      expect(toValue(1000)).toBe(info.max)
      for (const step of [100, 500, 900]) expect(toStep(toValue(step))).toBeCloseTo(step, -0.5)
    },
  )

  it('gives small values their room on a logarithmic scale', () => {
    const { toStep } = sliderScale(field('rule.etaPlus'))!
    expect(toStep(0.02)).toBeGreaterThan(500)
  })
})

describe('a design', () => {
  it('is changed in one place and shared in the others', () => {
    const design = { rule: { etaPlus: 0.02 }, stimulus: { onRateHz: 75 } }
    const changed = withField(design, 'rule.etaPlus', 0.01)
    expect(valueAt(changed, 'rule.etaPlus')).toBe(0.01)
    expect(valueAt(design, 'rule.etaPlus')).toBe(0.02)
    expect(changed.stimulus).toBe(design.stimulus)
  })
})

describe('fields that count with another value of a choice', () => {
  const fields = describeFields('classification')
  const design = defaultDesign('classification')
  const namesOf = (path: string): Record<string, string[]> =>
    Object.fromEntries(
      alternativesOf(design, fields, field(path)).map((other) => [other.option, other.fields.map((one) => one.path)]),
    )

  it('are not shown, and the choice tells of them', () => {
    expect(alternativeOf(design, fields, field('teacher.rateHz'))?.path).toBe('teacher.kind')
    expect(namesOf('teacher.kind')).toEqual({ spikes: ['teacher.rateHz', 'teacher.spikeMv'] })
    expect(namesOf('synapse.connectivity')).toEqual({
      random: ['synapse.probability'],
      'fixed-fan-in': ['synapse.fanIn'],
    })
    expect(namesOf('stimulus.expansion.kind').conjunctions).toContain('stimulus.expansion.members')
    expect(namesOf('stimulus.expansion.kind').edges).not.toContain('stimulus.expansion.members')
  })

  it('are not those that are switched off: these stay where they are', () => {
    const off = withField(design, 'inhibition.on', false)
    expect(whyIdle(off, field('inhibition.gain'))).toBe('No effect while Inhibition is off (inhibition.on).')
    expect(alternativeOf(off, fields, field('inhibition.gain'))).toBeNull()
  })
})

describe('what a part comes to', () => {
  it('is told by what counts in it', () => {
    const summary = (kind: 'classification' | 'stdp-window', name: string): string =>
      summaryOf(
        partsOf(describeFields(kind)).find((part) => part.name === name)!,
        defaultDesign(kind),
      )
    expect(summary('classification', 'rule')).toBe('bcall')
    // Its efficacy, a choice, does nothing there.
    expect(summary('stdp-window', 'rule')).toBe('')
    expect(summary('stdp-window', 'stopLearning')).toBe('off')
  })
})

describe('seeds', () => {
  it.each([
    ['1', [1]],
    ['1, 2 5-8', [1, 2, 5, 6, 7, 8]],
    ['4294967295', [4294967295]],
  ])('%s are %j', (text, seeds) => {
    expect(readSeeds(text)).toEqual(seeds)
  })

  it.each(['', '-1', '1.5', '3-1', '1, 1', '1-2000', '4294967296', 'x'])('cannot be "%s"', (text) => {
    expect(readSeeds(text)).toBeNull()
  })
})
