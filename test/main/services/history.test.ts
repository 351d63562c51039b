import { beforeEach, describe, expect, test } from 'vitest'
import type { HistoryQuery } from '../../../src/contract/history.ts'
import { defaultDesign } from '../../../src/contract/design/index.ts'
import type { ProjectFile } from '../../../src/main/db/connection.ts'
import { experimentOf } from '../../../src/main/db/experiments.ts'
import { insertMetrics } from '../../../src/main/db/metrics.ts'
import { openMemory } from '../../../src/main/db/open.ts'
import { insertResults } from '../../../src/main/db/results.ts'
import { endRun, insertRun } from '../../../src/main/db/runs.write.ts'
import type { HistoryService } from '../../../src/main/services/history/index.ts'
import { createHistory } from '../../../src/main/services/history/index.ts'

const carrier = { host: 'h', processId: 1, processToken: '' }
const base = defaultDesign('classification')
let store: ProjectFile
let history: HistoryService

/** Completed runs with seeds 1 to n, accuracy 1/n to 1, and etaPlus 0.001 to n/1000. */
function fill(count: number): string[] {
  return store.write((db) =>
    Array.from({ length: count }, (_, i) => {
      if (base.kind !== 'classification') throw new Error('not a classification')
      const design = { ...base, rule: { ...base.rule, etaPlus: (i + 1) / 1000 } }
      const run = {
        experiment: null as never,
        design,
        preset: 'p',
        seed: i + 1,
        workers: 1,
        engineVersion: '1',
        carrier,
      }
      const { number, id } = insertRun(db, run, 1000 * i)
      const accuracy = { label: 'Accuracy', value: (i + 1) / count, unit: '' }
      insertResults(db, number, { scalars: { accuracy }, series: {}, arrays: {}, figures: [], checks: [] })
      endRun(
        db,
        number,
        { status: 'completed', digest: null, error: null, wallMs: 60_000 * i, simulatedMs: 1 },
        1000 * i,
      )
      return id
    }),
  )
}

const query = (filter: string, more: Partial<HistoryQuery> = {}): { total: number; seeds: number[] } => {
  const page = history.query({ filter, sort: { by: 'seed', descending: false }, offset: 0, limit: 100, ...more })
  expect(page.filterProblem).toBeNull()
  return { total: page.total, seeds: page.runs.map(({ seed }) => seed) }
}

beforeEach(() => {
  store = openMemory()
  history = createHistory(store, { list: () => [], get: () => undefined as never })
})

describe('the history', () => {
  test('finds by metric, field, parameter, label and text', () => {
    const ids = fill(10)
    history.label([ids[1], ids[3]], { addTags: ['ablation'], folder: 'trials', starred: true })
    history.label([ids[3]], { removeTags: ['ablation'], notes: 'with 100% noise_level', name: 'noisy' })
    expect(query('accuracy > 0.8').seeds).toEqual([9, 10])
    expect(query('accuracy:50%').seeds).toEqual([5])
    expect(query('seed:3').seeds).toEqual([3])
    expect(query('rule.etaPlus:0.004..0.006').seeds).toEqual([4, 5, 6])
    expect(query('tag:ablation').seeds).toEqual([2])
    expect(query('-tag:ablation seed < 4').seeds).toEqual([1, 3])
    expect(query('"100% noise_"').seeds).toEqual([4])
    expect(query('starred:yes -folder:nowhere').seeds).toEqual([2, 4])
    expect(query('duration >= 8min').seeds).toEqual([9, 10])
    expect(query('status:completed,failed seed:..2').seeds).toEqual([1, 2])
  })

  test('gives pages in any order, what has no value last', () => {
    fill(10)
    expect(query('', { sort: { by: 'accuracy', descending: true }, limit: 3, offset: 2 })).toEqual({
      total: 10,
      seeds: [8, 7, 6],
    })
    expect(query('', { sort: { by: 'rule.etaPlus', descending: true }, limit: 2 }).seeds).toEqual([10, 9])
    store.write((db) => db.run('DELETE FROM scalars WHERE run = 4'))
    for (const descending of [true, false]) {
      expect(query('', { sort: { by: 'accuracy', descending } }).seeds.at(-1)).toBe(4)
    }
  })

  test('puts runs that differ in their seeds alone into one row, at the place of the first', () => {
    store.write((db) => {
      if (base.kind !== 'classification') throw new Error('not a classification')
      for (const [seed, etaPlus] of [
        [1, 0.001],
        [2, 0.002],
        [3, 0.001],
        [4, 0.003],
        [5, 0.002],
      ] as const) {
        const design = { ...base, name: `run of seed ${seed}`, rule: { ...base.rule, etaPlus } }
        // One of them from before experiments were kept.
        const experiment = seed === 3 ? (null as never) : experimentOf(db, design, 'p', 0)
        insertRun(db, { experiment, design, preset: 'p', seed, workers: 1, engineVersion: '1', carrier }, 0)
      }
    })
    const grouped = (more: Partial<HistoryQuery>) => {
      const page = history.query({
        filter: '',
        sort: { by: 'seed', descending: false },
        offset: 0,
        limit: 9,
        bySeeds: true,
        ...more,
      })
      return { total: page.total, sizes: page.sizes, seeds: page.runs.map(({ seed }) => seed) }
    }
    expect(grouped({})).toEqual({ total: 3, sizes: [2, 2, 1], seeds: [1, 3, 2, 5, 4] })
    expect(grouped({ offset: 1, limit: 1 })).toEqual({ total: 3, sizes: [2], seeds: [2, 5] })
    expect(grouped({ filter: 'seed > 2' })).toEqual({ total: 3, sizes: [1, 1, 1], seeds: [3, 4, 5] })
  })

  test('sorts and filters by the best accuracy on held-out digits, whenever it was', () => {
    fill(3)
    const curves = [[0.2, 0.9, 0.4], [0.5, 0.6, 0.7], []]
    store.write((db) =>
      curves.forEach((values, run) =>
        insertMetrics(
          db,
          run + 1,
          values.map((value, step) => ({ name: 'heldOutAccuracy', unit: '', step, value })),
        ),
      ),
    )
    expect(query('', { sort: { by: 'best', descending: true } }).seeds).toEqual([1, 2, 3])
    expect(query('best:65%..75%').seeds).toEqual([2])
  })

  test('keeps what is in the trash apart, and gives it back', () => {
    const ids = fill(3)
    history.trash([ids[0]])
    expect(query('').seeds).toEqual([2, 3])
    expect(query('', { only: 'trash' }).seeds).toEqual([1])
    expect(history.folders()).toEqual([{ folder: '', runs: 2, starred: 0, interrupted: 0, trashed: 1 }])
    history.restore([ids[0]])
    expect(query('').total).toBe(3)
  })

  test('says what differs between runs, and nothing else', () => {
    const ids = fill(3)
    const differences = history.differences([ids[0], ids[2]])
    expect(differences.map(({ path }) => path).sort()).toEqual(['rule.etaPlus', 'seed'])
    expect(differences.find(({ path }) => path === 'rule.etaPlus')?.values).toEqual({
      [ids[0]]: 0.001,
      [ids[2]]: 0.003,
    })
  })

  test('keeps filters by name', () => {
    history.saveFilter({ name: 'good', filter: 'accuracy > 0.8' })
    history.saveFilter({ name: 'good', filter: 'accuracy > 0.9' })
    expect(history.savedFilters()).toEqual([{ name: 'good', filter: 'accuracy > 0.9' }])
    history.deleteFilter('good')
    expect(history.savedFilters()).toEqual([])
  })
})
