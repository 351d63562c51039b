import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Design } from '../../../src/contract/design/index.ts'
import { defaultDesign } from '../../../src/contract/design/index.ts'
import type { SweepPlan } from '../../../src/contract/sweep/index.ts'
import { thisProcess } from '../../../src/main/db/liveness.ts'
import { openMemory } from '../../../src/main/db/open.ts'
import type { Desk } from '../../../src/main/services/desk/index.ts'
import { createDesk } from '../../../src/main/services/desk/index.ts'
import { createHistory } from '../../../src/main/services/history/index.ts'
import { createQueue } from '../../../src/main/services/queue/index.ts'
import { usualCheckpoints } from '../../../src/main/services/runs/checkpoint-policy.ts'
import type { Conduct, RunService } from '../../../src/main/services/runs/index.ts'
import { createRunService } from '../../../src/main/services/runs/index.ts'
import type { SweepService } from '../../../src/main/services/sweeps/index.ts'
import { createSweeps } from '../../../src/main/services/sweeps/index.ts'
import { fakeConduct, fakeOutcome } from '../../support/conduct.ts'

const design = defaultDesign('srdp')
const plan = (lags: number[], seeds: number[]): SweepPlan => ({
  axes: [{ path: 'pairing.lagMs', spread: 'list', values: lags }],
  ...{ seeds, random: null },
})

/** What was simulated, in order: nothing may appear twice. */
let simulated: string[]
let computing: number
let mostComputing: number
/** Lets the runs that wait for it go on. */
let gate: Promise<void>
let open: () => void
let store: ReturnType<typeof openMemory>
let runs: RunService
let desk: Desk
let sweeps: SweepService

const conduct: Conduct = async function* (given, seed, context) {
  computing += context.ports.length
  mostComputing = Math.max(mostComputing, computing)
  await Promise.race([gate, context.control.whenTold()])
  try {
    const outcome = yield* fakeConduct(given, seed, context)
    if (outcome.status === 'completed') simulated.push(`${lagOf(given)}/${seed}`)
    return { ...outcome, results: fakeOutcome(seed, 10, outcome.status).results }
  } finally {
    computing -= context.ports.length
  }
}
const lagOf = (given: Design): number => (given.kind === 'srdp' ? given.pairing.lagMs : NaN)

beforeEach(() => {
  simulated = []
  ;[computing, mostComputing] = [0, 0]
  gate = new Promise((resolve) => (open = resolve))
  store = openMemory()
  const openPool = (threads: number) => ({
    ports: Array.from({ length: threads }, () => undefined as never),
    close: () => Promise.resolve(),
  })
  runs = createRunService(store, { conduct, openPool, engineVersion: '1', carrier: thisProcess() })
  const prepare = (given: Design, preset: string | null) => {
    if (lagOf(given) === 13) throw new Error('a defect')
    return { design: given, preset }
  }
  desk = createDesk({
    ...{ store, runs, prepare, queue: createQueue(3), report: () => undefined, checkpoints: () => usualCheckpoints },
    probeEnded: () => Promise.reject(new Error('nobody asks')),
  })
  const estimate = {
    of: (_: Design, seeds: number) =>
      Promise.resolve({
        ...{ runs: seeds, simulatedMs: 10 * seeds, wallMs: 7, memoryBytes: 100 * seeds, recordedBytes: 5 * seeds },
        ...{ basis: 'measured', measured: true, overBudget: null },
      }),
  }
  sweeps = createSweeps({ store, prepare, desk, estimate })
})
afterEach(async () => {
  open()
  await desk.close()
})

const idle = async (): Promise<void> => {
  for await (const event of desk.activity()) {
    if (event.type !== 'progress' && !desk.busy()) return
  }
}
const finish = (): Promise<void> => {
  open()
  return idle()
}

describe('a sweep', () => {
  test('lists and counts every trial before anything is written', async () => {
    const preview = sweeps.preview(design, null, plan([5, 10, 30], [1, 2]))
    expect(preview).toMatchObject({
      ...{ runs: { total: 4, done: 0, left: 4 }, refused: 1, extends: null, problems: [] },
      trials: [{ values: [5] }, { values: [10] }, { values: [30], problems: [expect.stringContaining('period')] }],
    })
    expect(sweeps.list()).toEqual([])
    // 4 runs, 3 at a time: each measured as 3 that go side by side.
    expect(await sweeps.estimate(design, null, plan([5, 10, 30], [1, 2]), 3)).toMatchObject({
      ...{ runs: 4, simulatedMs: 40, memoryBytes: 300, recordedBytes: 20 },
      wallMs: expect.closeTo((7 * 4) / 3),
    })
  })

  test('runs every trial with every seed, never more threads than there are', async () => {
    const { id } = sweeps.launch(design, null, plan([2, 5, 10, 15], [1, 2, 3]))
    await finish()
    expect(simulated.sort()).toEqual([2, 5, 10, 15].flatMap((lag) => [1, 2, 3].map((seed) => `${lag}/${seed}`)).sort())
    expect(mostComputing).toBe(3)
    const sweep = sweeps.get(id)
    expect(sweep).toMatchObject({ number: 1, trials: 4, refused: 0, runs: { completed: 12 }, paths: ['pairing.lagMs'] })
    expect(sweep.list[2]).toMatchObject({ trial: 3, values: [10] })
    expect(sweep.list[2].runs.map(({ seed, metrics }) => [seed, metrics.accuracy])).toEqual([
      [1, 1],
      [2, 1],
      [3, 1],
    ])
  })

  test('keeps what its design refuses, and does not run it', async () => {
    const { id } = sweeps.launch(design, null, plan([10, 30], [1]))
    await finish()
    expect(simulated).toEqual(['10/1'])
    expect(sweeps.get(id).list[1]).toMatchObject({ values: [30], problems: [expect.stringContaining('lag')], runs: [] })
  })

  test('is extended with values and seeds, and repeats nothing', async () => {
    const { id } = sweeps.launch(design, null, plan([5, 10], [1]))
    await finish()
    expect(sweeps.preview(design, null, plan([5, 10, 15], [1, 2]))).toMatchObject({
      ...{ runs: { total: 6, done: 2, left: 4 }, extends: { sweepId: id, number: 1 } },
    })
    expect(sweeps.extend(id, plan([5, 10, 15], [1, 2])).id).toBe(id)
    await finish()
    expect(simulated).toHaveLength(6)
    expect(new Set(simulated).size).toBe(6)
    expect(sweeps.get(id)).toMatchObject({
      trials: 3,
      runs: { completed: 6 },
      plans: [{ seeds: [1] }, { seeds: [1, 2] }],
    })
    // Launched again as it was: nothing is left to do.
    sweeps.launch(design, null, plan([5, 10, 15], [2, 1]))
    expect(desk.busy()).toBe(false)
    expect(sweeps.list()).toHaveLength(1)
  })

  test('takes over what the project has of the same design and seed', async () => {
    const own = { ...design, pairing: { ...design.pairing, lagMs: 5 } }
    const [runId] = desk.launch([{ prepared: { design: own, preset: null }, seed: 1 }], null)
    await finish()
    const { id } = sweeps.launch(design, null, plan([5, 10], [1]))
    await finish()
    expect(simulated).toEqual(['5/1', '10/1'])
    expect(sweeps.get(id).list[0].runs).toMatchObject([{ runId, status: 'completed' }])
  })

  test('is known again when designs have gained a field since', async () => {
    const { id } = sweeps.launch(design, null, plan([5, 10], [1]))
    await finish()
    store.write((db) => {
      for (const table of ['experiments', 'sweeps']) {
        db.run(`UPDATE ${table} SET design = json_remove(design, '$.pairing.pairs', '$.quality')`)
      }
    })
    expect(sweeps.preview(design, null, plan([5, 10], [1]))).toMatchObject({
      ...{ runs: { total: 2, done: 2, left: 0 }, extends: { sweepId: id } },
    })
  })

  test('is stopped and continued', async () => {
    const { id } = sweeps.launch(design, null, plan([2, 5, 10, 15], [1, 2]))
    expect(sweeps.get(id).runs).toEqual({ running: 3, queued: 5 })
    sweeps.stop(id)
    await idle()
    expect(sweeps.get(id).runs).toEqual({ stopped: 8 })
    expect(simulated).toEqual([])
    sweeps.continue(id)
    await finish()
    expect(sweeps.get(id).runs).toEqual({ completed: 8 })
    expect(new Set(simulated).size).toBe(8)
    // The same runs went on: none was written twice.
    expect(sweeps.get(id).list.every((trial) => trial.runs.length === 2)).toBe(true)
  })

  test('has a name of its own, or that of its design', async () => {
    const { id } = sweeps.launch(design, null, plan([5], [1]))
    expect(sweeps.get(id).name).toBe(design.name)
    expect(sweeps.rename(id, 'Short lags')).toMatchObject({ id, name: 'Short lags' })
    expect(sweeps.list().map(({ name }) => name)).toEqual(['Short lags'])
    expect(sweeps.rename(id, '').name).toBe(design.name)
    await finish()
  })

  test('goes to the trash with its runs, and comes back with those that went with it', async () => {
    const { id } = sweeps.launch(design, null, plan([5, 10, 15], [1]))
    expect(() => sweeps.trash(id)).toThrow('stop it first')
    await finish()
    const other = sweeps.launch(design, null, {
      ...plan([5], [1]),
      axes: [...plan([5], [1]).axes, { path: 'pairing.pairs', spread: 'list', values: [60] }],
    })
    const [shared, thrownAway] = sweeps.get(id).list.map((trial) => trial.runs[0].runId)
    const history = createHistory(store, { list: () => [], get: () => undefined as never })
    const listed = (only?: 'trash') =>
      history.query({ filter: '', only, sort: { by: 'number', descending: false }, offset: 0, limit: 9 }).total
    // In the same millisecond.
    const now = vi.spyOn(Date, 'now').mockReturnValue(Date.now())
    history.trash([thrownAway])
    sweeps.trash(id)
    now.mockRestore()
    expect(sweeps.get(id)).toMatchObject({ trashedAtMs: expect.any(Number), runs: { completed: 1 } })
    // What also belongs to a sweep that stays is not thrown away.
    expect(sweeps.get(other.id).list[0].runs).toMatchObject([{ runId: shared }])
    expect([listed(), listed('trash')]).toEqual([1, 2])
    // Nothing of it is extended, or known.
    expect(sweeps.preview(design, null, plan([10, 15], [1]))).toMatchObject({ runs: { done: 0 }, extends: null })
    sweeps.restore(id)
    expect(sweeps.get(id)).toMatchObject({ trashedAtMs: null, runs: { completed: 2 } })
    expect([listed(), listed('trash')]).toEqual([2, 1])
  })

  test('of many runs is stopped at once, and so is its queue', async () => {
    const { id } = sweeps.launch(design, null, plan([2, 5, 10, 15], [1, 2, 3, 4, 5]))
    const begun: string[] = []
    void (async () => {
      for await (const event of desk.activity()) {
        if (event.type === 'run' && event.run.status === 'running') begun.push(event.run.id)
      }
    })()
    await Promise.resolve()
    const before = begun.length
    sweeps.stop(id)
    await idle()
    expect(sweeps.get(id).runs).toEqual({ stopped: 20 })
    expect(begun.length).toBeLessThanOrEqual(Math.max(before, 3))
  })

  test('over other fields is another one', async () => {
    sweeps.launch(design, null, plan([5], [1]))
    const pairs: SweepPlan = { ...plan([], [1]), axes: [{ path: 'pairing.pairs', spread: 'list', values: [10] }] }
    sweeps.launch(design, null, pairs)
    expect(sweeps.list().map(({ number, paths }) => [number, ...paths])).toEqual([
      [2, 'pairing.pairs'],
      [1, 'pairing.lagMs'],
    ])
    await finish()
  })

  test('that cannot be planned is refused with every reason, and nothing is written', () => {
    const wrong: SweepPlan = {
      ...plan([1000], [1]),
      axes: [...plan([1000], [1]).axes, { ...plan([1], [1]).axes[0], path: 'x' }],
    }
    expect(() => sweeps.launch(design, null, wrong)).toThrow(
      /cannot be launched\.\s+pairing\.lagMs is 1000: it must be.*\s+x does not exist/,
    )
    expect(() => sweeps.launch(design, null, plan([5, 13], [1]))).toThrow('a defect')
    expect(sweeps.list()).toEqual([])
  })

  test('is one group in the history', async () => {
    const { id } = sweeps.launch(design, null, plan([5, 10], [1]))
    await finish()
    const history = createHistory(store, { list: () => [], get: () => undefined as never })
    const page = history.query({ filter: '', sort: { by: 'number', descending: false }, offset: 0, limit: 9 })
    expect(page.runs.map(({ sweep }) => sweep)).toEqual([
      { id, number: 1, trial: 1 },
      { id, number: 1, trial: 2 },
    ])
    const [single] = desk.launch([{ prepared: { design, preset: null }, seed: 9 }], null)
    await finish()
    const rows = (filter: string, collapseSweeps: boolean) =>
      history
        .query({ filter, collapseSweeps, sort: { by: 'number', descending: false }, offset: 0, limit: 9 })
        .runs.map((run) => (run.id === single ? 'single' : run.sweep!.trial))
    expect(rows('', true)).toEqual([2, 'single'])
    expect(rows('sweep:1', false)).toEqual([1, 2])
    // The line of the sweep stays when its newest run goes to the trash.
    history.trash([page.runs[1].id])
    expect(rows('', true)).toEqual([1, 'single'])
  })
})
