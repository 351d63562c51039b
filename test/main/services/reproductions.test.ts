import { beforeEach, describe, expect, test } from 'vitest'
import type { ClassificationDesign } from '../../../src/contract/design/classification.ts'
import { defaultDesign } from '../../../src/contract/design/index.ts'
import type { RunStatus } from '../../../src/contract/runs.ts'
import type { ProjectFile } from '../../../src/main/db/connection.ts'
import { experimentOf } from '../../../src/main/db/experiments.ts'
import { openMemory } from '../../../src/main/db/open.ts'
import { insertResults } from '../../../src/main/db/results.ts'
import { endRun, insertRun } from '../../../src/main/db/runs.write.ts'
import { reproductionsOf } from '../../../src/main/services/history/reproductions.ts'

const design = defaultDesign('classification')
const changed: ClassificationDesign = { ...design, rule: { ...design.rule, etaPlus: design.rule.etaPlus / 2 } }
const preset = {
  ...{ name: 'p', title: 'A figure', description: 'what it is', expected: 'what must come out', minutes: 1 },
  ...{ design, quickDesign: design },
}
let store: ProjectFile

function run(of: ClassificationDesign, seed: number, accuracy: number, status: 'completed' | 'failed' = 'completed') {
  return store.write((db) => {
    const key = { experiment: experimentOf(db, of, 'p', 0), design: of, preset: 'p', seed, workers: 1 }
    const carrier = { host: 'h', processId: 1, processToken: '' }
    const { number, id } = insertRun(db, { ...key, engineVersion: '1', carrier }, 0)
    const check = { name: 'learns', pass: true, got: String(accuracy), expected: 'more' }
    const scalars = { accuracy: { label: 'Accuracy', value: accuracy, unit: '' } }
    if (status === 'completed')
      insertResults(db, number, { scalars, series: {}, arrays: {}, figures: [], checks: [check] })
    endRun(db, number, { status, digest: null, error: null, wallMs: 100, simulatedMs: 1 }, 1000)
    return id
  })
}

const card = () => store.read((db) => reproductionsOf(db, [preset]))[0]

beforeEach(() => {
  store = openMemory()
})

describe('the card of an experiment', () => {
  test('that never ran says what is expected', () => {
    expect(card()).toMatchObject({ preset: 'p', expected: 'what must come out', lastRun: null, spread: null })
  })

  test('tells of its newest run, and of the spread over seeds', () => {
    run(design, 1, 0.2)
    run(design, 1, 0.8)
    const id = run(design, 2, 0.6)
    const { lastRun, spread } = card()
    expect(lastRun).toMatchObject({ runId: id, status: 'completed' satisfies RunStatus, changed: false, wallMs: 100 })
    expect(lastRun!.checks).toMatchObject([{ name: 'learns', pass: true }])
    // Of a seed the newest run counts; the sample standard deviation of 0.8 and 0.6 is their difference over the root of 2.
    expect(spread).toMatchObject({ metric: 'accuracy', runs: 2 })
    expect(spread!.mean).toBeCloseTo(0.7, 12)
    expect(spread!.sd).toBeCloseTo(0.2 / Math.SQRT2, 12)
  })

  test('does not mix designs, and says when parameters were changed', () => {
    run(design, 1, 0.8)
    run(design, 2, 0.6)
    run(changed, 3, 0.1)
    expect(card()).toMatchObject({ lastRun: { changed: true }, spread: { mean: 0.1, runs: 1 } })
    run(design, 4, 0, 'failed')
    expect(card()).toMatchObject({ lastRun: { status: 'failed', changed: false }, spread: { runs: 2 } })
  })
})
