import { describe, expect, test } from 'vitest'
import { classificationSchema } from '../../../src/contract/design/classification.ts'
import { ablationsSchema, type AblationsDesign } from '../../../src/contract/design/ablations.ts'
import { conduct } from '../../../src/engine/experiments/index.ts'
import { variantsOf } from '../../../src/engine/experiments/ablations/variants.ts'
import type { Checkpoint } from '../../../src/engine/experiments/live.ts'
import type { RunEvent, RunOutcome } from '../../../src/engine/experiments/run.ts'
import { data, localPorts, running, runToEnd, smallDesign, tickingClock } from './fixture.ts'

/** Two mechanisms and one rule, on pictures that are learned in a moment. */
function smallComparison(): AblationsDesign {
  const { kind: _kind, ...parts } = smallDesign((raw) => (raw.schedule = { trainSamples: 100 }))
  return ablationsSchema.parse({
    ...parts,
    kind: 'ablations',
    comparison: { ablations: ['inhibition', 'teacher-lead', 'pair-stdp'], seeds: 2 },
  })
}

async function run(design: AblationsDesign, workers: number, resumeFrom?: Checkpoint) {
  const events: RunEvent[] = []
  const context = {
    ports: localPorts(workers),
    data,
    control: running(),
    now: tickingClock(3),
    resumeFrom,
    checkpointEveryMs: 1,
  }
  const steps = conduct(design, 5, context)
  for (;;) {
    const step = await steps.next()
    if (step.done) return { events, outcome: step.value }
    events.push(step.value)
  }
}

const bits = ({ results, state, simulatedMs, status }: RunOutcome) => ({ results, state, simulatedMs, status })

describe('a comparison of ablations', () => {
  const design = smallComparison()

  test('reports for every variant what a run of it alone comes to', async () => {
    const { outcome } = await run(design, 2)
    expect(outcome.status).toBe('completed')
    for (const { id, design: variant } of variantsOf(design)) {
      const alone = [await runToEnd(variant, 5, 1), await runToEnd(variant, 6, 1)]
      const accuracies = alone.map((one) => one.outcome.results.scalars.accuracy.value)
      const { value, error } = outcome.results.scalars[id === 'complete' ? 'accuracy' : `accuracy.${id}`]
      expect(value).toBeCloseTo((accuracies[0] + accuracies[1]) / 2, 12)
      expect(error).toBeCloseTo(Math.abs(accuracies[0] - accuracies[1]) / Math.SQRT2, 12)
    }
  })

  test('gives the same bits on any number of workers, and resumed from any checkpoint', async () => {
    const whole = await run(design, 1)
    expect(bits((await run(design, 3)).outcome)).toEqual(bits(whole.outcome))
    const checkpoints = whole.events.flatMap((event) => (event.type === 'checkpoint' ? [event.checkpoint] : []))
    expect(checkpoints).toHaveLength(8)
    for (const checkpoint of [checkpoints[0], checkpoints[4]]) {
      const stored = JSON.parse(JSON.stringify(checkpoint)) as Checkpoint
      expect(bits((await run(design, 2, stored)).outcome)).toEqual(bits(whole.outcome))
    }
  })

  test('finds that learning needs what it is taught with', async () => {
    const { outcome } = await run(design, 2)
    const { scalars, checks } = outcome.results
    expect(scalars.accuracy.value - scalars['accuracy.pair-stdp'].value).toBeGreaterThan(0.1)
    expect(checks.map(({ name }) => name)).toContain('the teacher has to lead')
  })

  test('puts every rule in place of BCaLL, as in its paper and tuned', () => {
    const all = variantsOf(ablationsSchema.parse({ kind: 'ablations' })).filter(({ kind }) => kind === 'rule')
    const rules = all.map(({ id, design: { rule } }) => [id, rule.kind])
    expect(rules.map(([id]) => id.replace('-tuned', ''))).toEqual(rules.map(([, kind]) => kind))
    expect(rules).toHaveLength(8)
    for (const { design: variant } of all) expect(classificationSchema.parse(variant)).toEqual(variant)
    const [published, own] = all.map(({ design: { rule } }) => rule.pairStdp)
    expect(own).not.toEqual(published)
  })

  test('ends with what is finished when it is stopped', async () => {
    const control = running()
    const steps = conduct(design, 5, {
      ports: localPorts(1),
      data,
      control,
      now: tickingClock(3),
      checkpointEveryMs: 1,
    })
    for (;;) {
      const step = await steps.next()
      if (step.done) {
        expect(step.value.status).toBe('stopped')
        expect(step.value.results.scalars.accuracy.value).toBeGreaterThan(0.5)
        expect(step.value.results.checks).toEqual([])
        return
      }
      if (step.value.type === 'checkpoint') control.stopRequested = true
    }
  })
})
