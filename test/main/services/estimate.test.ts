import { describe, expect, test } from 'vitest'
import { ablationsSchema } from '../../../src/contract/design/ablations.ts'
import type { Design } from '../../../src/contract/design/index.ts'
import { defaultDesign } from '../../../src/contract/design/index.ts'
import { oscillationSchema } from '../../../src/contract/design/oscillation.ts'
import { recurrentSchema } from '../../../src/contract/design/recurrent.ts'
import { conduct } from '../../../src/engine/index.ts'
import { createEstimate } from '../../../src/main/services/estimate/index.ts'
import { data, localPorts, smallDesign } from '../../engine/classification/fixture.ts'
import { fakeConduct } from '../../support/conduct.ts'

const openPool = (threads: number) => ({ ports: localPorts(threads), close: () => Promise.resolve() })
const prepare = (design: Design, preset: string | null) => ({ design, preset, data })
const service = (by: typeof conduct, budgetMb = 10_000) =>
  createEstimate({ prepare, openPool, conduct: by, memoryBudgetMb: () => budgetMb, busy: () => false })

const { kind: _kind, ...parts } = smallDesign()
const designs = {
  classification: smallDesign(),
  ablations: ablationsSchema.parse({
    ...parts,
    kind: 'ablations',
    comparison: { ablations: ['inhibition'], seeds: 2 },
  }),
  recurrent: recurrentSchema.parse({
    kind: 'recurrent',
    stimulus: { biasInputs: 2 },
    output: { classes: 3, unitsPerClass: 5 },
    schedule: { trainSamples: 100 },
    evaluation: { testSamples: 60, holdOutSamples: 40, everySamples: 50 },
    recall: { completionDigits: 7, fractions: [0.5], persistenceDigits: 0 },
  }),
  oscillation: oscillationSchema.parse({
    ...{ kind: 'oscillation', population: { neurons: 20 } },
    procedure: { settleMs: 100, learningMs: 500 },
  }),
  'timing-modulation': defaultDesign('timing-modulation'),
  'rate-maps': defaultDesign('rate-maps'),
} satisfies Record<string, Design>

/** By how much a second thread shortens one run. */
async function gain(design: Design): Promise<number> {
  const estimate = service(fakeConduct)
  const one = await estimate.of(design, 1, 1)
  return one.wallMs / (await estimate.of(design, 1, 2)).wallMs
}

describe('what a design costs', () => {
  test.each(['classification', 'ablations', 'oscillation', 'timing-modulation'] as const)(
    '%s is shared by two threads',
    async (kind) => {
      expect(await gain(designs[kind])).toBeCloseTo(2)
    },
  )

  test('a protocol of the rule is done by one thread, several seeds by several', async () => {
    const estimate = service(fakeConduct)
    const design = designs['rate-maps']
    const one = await estimate.of(design, 1, 2)
    expect((await estimate.of(design, 2, 2)).wallMs).toBeCloseTo(one.wallMs)
    expect((await estimate.of(design, 2, 1)).wallMs).toBeCloseTo(2 * one.wallMs)
  })

  test('a recurrent network trains on one thread, and the digits looked at are dealt out', async () => {
    // 100 trained on one; 60 tested, 3 x 40 held out and 2 x 7 completed dealt out, each as long in this design.
    const { schedule, teacher, stimulus, evaluation } = designs.recurrent
    const length = evaluation.presentationMs / (teacher.leadMs + stimulus.presentationMs)
    const looked = (60 + 3 * 40 + 2 * 7) * length
    expect(schedule.epochs).toBe(1)
    expect(await gain(designs.recurrent)).toBeCloseTo((100 + looked) / (100 + looked / 2))
  })

  test('memory counts images once, every thread, and the networks that go on at a time', async () => {
    const estimate = service(fakeConduct)
    const bytes = async (design: Design, seeds: number, workers: number): Promise<number> =>
      (await estimate.of(design, seeds, workers)).memoryBytes
    const [one, two] = [await bytes(designs.classification, 1, 1), await bytes(designs.classification, 2, 2)]
    expect(two - one).toBeGreaterThan(30e6)
    expect(two).toBeLessThan(2 * one)
    // One network is shared out; each lane of a comparison and each worker of a recurrent run has a whole one.
    const added = async (design: Design): Promise<number> => (await bytes(design, 1, 2)) - (await bytes(design, 1, 1))
    expect(await added(designs.classification)).toBe(30e6)
    expect(await added(designs.ablations)).toBeGreaterThan(31e6)
    expect(await added(designs.recurrent)).toBeGreaterThan(31e6)
    expect(await added(designs['rate-maps'])).toBe(0)
  })

  test('says by how much a design is over the budget', async () => {
    const { overBudget } = await service(fakeConduct, 50).of(designs.classification, 1, 1)
    expect(overBudget).toMatch(/^It needs \d+ MB of memory, and the budget is 50 MB\./)
  })

  test('while other runs go on it is not measured, says so, and is measured when they have ended', async () => {
    let busy = true
    const estimate = createEstimate({
      prepare,
      openPool,
      conduct: fakeConduct,
      memoryBudgetMb: () => 1e4,
      busy: () => busy,
    })
    const before = await estimate.of(designs.classification, 1, 1)
    expect(before).toMatchObject({ wallMs: 0, measured: false, basis: expect.stringMatching(/^not measured yet/) })
    busy = false
    expect(await estimate.of(designs.classification, 1, 1)).toMatchObject({ measured: true })
    busy = true
    const like = await estimate.of(
      smallDesign((raw) => (raw.schedule = { trainSamples: 20 })),
      1,
      1,
    )
    expect(like.wallMs).toBeGreaterThan(0)
    expect(like).toMatchObject({ measured: false, basis: expect.stringMatching(/^taken from a design of this kind/) })
  })

  test('a measurement that saw not one step is not kept', async () => {
    let slow = true
    const conductOnce: typeof conduct = async function* (design, seed, context) {
      if (!slow) return yield* fakeConduct(design, seed, context)
      yield { type: 'progress', phase: 'training', done: 0, total: 10, unit: 'digits', simulatedMs: 0 }
      // As on a machine that is busy with something else: the first block has not ended when the time is over.
      return await new Promise<never>(() => undefined)
    }
    const estimate = service(conductOnce)
    expect(await estimate.of(designs.classification, 1, 1)).toMatchObject({ wallMs: 0, measured: false })
    slow = false
    expect(await estimate.of(designs.classification, 1, 1)).toMatchObject({ measured: true })
  })

  test.each(Object.values(designs))('$kind is measured by running it', async (design) => {
    const cost = await service(conduct).of(design, 1, 1)
    expect(cost.wallMs).toBeGreaterThan(0)
    expect(cost.simulatedMs).toBeGreaterThan(0)
    expect(cost.basis).toMatch(/^measured/)
  })
})
