import { expect, test } from 'vitest'
import type { LabApi } from '../../src/contract/api.ts'
import type { HistoryQuery } from '../../src/contract/history.ts'
import type { RunSummary } from '../../src/contract/runs.ts'
import { createRunPages } from '../../src/renderer/features/history/model/run-pages.ts'

const question = { filter: '', sort: { by: 'number', descending: true }, bySeeds: false }
const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve))

/** A core with 1,000 runs; it notes what it is asked for. */
function core(asked: number[]): LabApi {
  const query = ({ offset, limit }: HistoryQuery) => {
    asked.push(offset)
    const runs = Array.from({ length: limit }, (_, k) => ({ id: `r${offset + k}` }) as RunSummary)
    return Promise.resolve({ total: 1000, runs, sizes: runs.map(() => 1), filterProblem: null })
  }
  return { history: { query } } as unknown as LabApi
}

test('rows are fetched before they come into view, in both directions, and once', async () => {
  const asked: number[] = []
  const pages = createRunPages(core(asked), () => Promise.resolve())
  await pages.ask(question)
  pages.need(0, 30)
  pages.need(10, 40)
  expect(asked).toEqual([0, 100, 200])
  await settled()
  pages.need(690, 720)
  await settled()
  expect(asked.slice(3)).toEqual([600, 700, 800, 500, 900, 400])
})

test('rows that were scrolled past before their turn came are not fetched', async () => {
  const asked: number[] = []
  const pages = createRunPages(core(asked), () => Promise.resolve())
  await pages.ask(question)
  for (let first = 0; first <= 900; first += 20) pages.need(first, first + 30)
  await settled()
  expect(asked).toEqual([0, 100, 200, 900, 800, 700])
})

test('a row appears with what is learned of it', async () => {
  let learned = (): void => undefined
  const pages = createRunPages(core([]), (runs) =>
    runs[0].id === 'r100' ? new Promise((resolve) => (learned = resolve)) : Promise.resolve(),
  )
  await pages.ask(question)
  pages.need(0, 30)
  await settled()
  expect(pages.rows.value[200]).toBeDefined()
  expect(pages.rows.value[100]).toBeUndefined()
  learned()
  await settled()
  expect(pages.rows.value[100]?.runs[0].id).toBe('r100')
})

test('what has changed is asked for where it is seen, and elsewhere when it comes near; until then rows stay', async () => {
  const asked: number[] = []
  const pages = createRunPages(core(asked), () => Promise.resolve())
  await pages.ask(question)
  pages.need(590, 620)
  await settled()
  asked.length = 0
  await pages.refresh()
  expect(asked).toEqual([500, 600])
  expect(pages.rows.value[0]).toBeDefined()
  pages.need(590, 620)
  await settled()
  expect(asked.slice(2)).toEqual([700, 400, 800, 300])
  asked.length = 0
  pages.need(0, 30)
  await settled()
  expect(asked).toEqual([0, 100, 200])
})

test('while a filter cannot be read, rows go on with the question that they answer', async () => {
  const filters: string[] = []
  const lab = core([])
  const query = (asked: HistoryQuery) => {
    filters.push(asked.filter)
    const answer = lab.history.query(asked)
    if (!asked.filter.endsWith(':')) return answer
    return Promise.resolve({ total: 0, runs: [], sizes: [], filterProblem: { message: 'no such field', at: 0 } })
  }
  const pages = createRunPages({ history: { query } } as unknown as LabApi, () => Promise.resolve())
  await pages.ask(question)
  await pages.ask({ ...question, filter: 'sede:' })
  expect(pages.problem.value).not.toBeNull()
  expect(pages.answered.value).toEqual(question)
  pages.need(590, 620)
  await settled()
  expect(pages.rows.value[600]?.runs[0].id).toBe('r600')
  await pages.refresh()
  expect(new Set(filters.slice(2))).toEqual(new Set(['']))

  await pages.ask({ ...question, filter: 'seed:3' })
  expect(pages.problem.value).toBeNull()
  expect(pages.answered.value?.filter).toBe('seed:3')
  expect(pages.rows.value[600]).toBeUndefined()
})

test('a page that comes after the question has changed is left out', async () => {
  const late: (() => void)[] = []
  const lab = core([])
  const query = async (asked: HistoryQuery) => {
    if (asked.offset > 0) await new Promise<void>((resolve) => late.push(resolve))
    return lab.history.query(asked)
  }
  const pages = createRunPages({ history: { query } } as unknown as LabApi, () => Promise.resolve())
  await pages.ask(question)
  pages.need(0, 30)
  await pages.ask({ ...question, filter: 'seed:3' })
  for (const answer of late) answer()
  await settled()
  expect(pages.rows.value[100]).toBeUndefined()
})
