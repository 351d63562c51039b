import type { LabApi } from '../../../src/contract/api.ts'
import type { Design } from '../../../src/contract/design/index.ts'
import type { SweepDetails, SweepInfo, SweepPlan, SweepRun } from '../../../src/contract/sweep/index.ts'
import { expandSweep } from '../../../src/contract/sweep/index.ts'
import type { FakeRuns } from './runs.ts'

/** Sweeps over runs that only pretend. A launch is always a new sweep. */
export function fakeSweeps(runs: FakeRuns, estimate: LabApi['designs']['estimate']): LabApi['sweeps'] {
  const sweeps = new Map<string, Omit<SweepDetails, 'runs'>>()

  const get = (sweepId: string): SweepDetails => {
    const sweep = sweeps.get(sweepId)
    if (sweep === undefined) throw new Error(`There is no sweep "${sweepId}".`)
    const list = sweep.list.map((trial) => ({ ...trial, runs: trial.runs.map(({ runId }) => runOf(runId)) }))
    const counts: SweepInfo['runs'] = {}
    for (const { status } of list.flatMap((trial) => trial.runs)) counts[status] = (counts[status] ?? 0) + 1
    return { ...sweep, list, runs: counts }
  }
  const runOf = (runId: string): SweepRun => {
    const { id, number, seed, status, metrics, wallMs } = runs.get(runId)
    return { runId: id, number, seed, status, metrics, wallMs }
  }
  const launch = (design: Design, preset: string | null, plan: SweepPlan): SweepInfo => {
    const number = sweeps.size + 1
    const id = `s${String(number).padStart(4, '0')}`
    const list = expandSweep(design, plan).trials.map(({ values, design: changed, problems }, i) => ({
      ...{ trial: i + 1, values, problems },
      runs: (changed === null ? [] : plan.seeds).map((seed) =>
        runOf(runs.start(changed!, null, seed, { sweep: { id, number, trial: i + 1 } })),
      ),
    }))
    const paths = plan.axes.map(({ path }) => path)
    const counts = { trials: list.length, refused: list.filter(({ problems }) => problems.length > 0).length }
    const { name, kind } = design
    sweeps.set(id, {
      id,
      number,
      name,
      kind,
      preset,
      paths,
      ...counts,
      createdAtMs: Date.now(),
      trashedAtMs: null,
      design,
      plans: [plan],
      list,
    })
    return get(id)
  }
  const setAll = (sweepId: string, from: string[], to: 'stopped' | 'running'): void => {
    for (const { runId, status } of get(sweepId).list.flatMap((trial) => trial.runs)) {
      if (from.includes(status)) runs.setStatus(runId, to)
    }
  }
  const trash = (sweepId: string, trashedAtMs: number | null): void => {
    const { runs: _, ...sweep } = get(sweepId)
    sweeps.set(sweepId, { ...sweep, trashedAtMs })
  }
  return {
    list: async () => [...sweeps.keys()].map(get).reverse(),
    get: async ({ sweepId }) => get(sweepId),
    preview: async ({ design, plan }) => {
      const { trials, problems } = expandSweep(design, plan)
      const refused = trials.filter((trial) => trial.design === null).length
      const total = (trials.length - refused) * plan.seeds.length
      return {
        trials: trials.map(({ values, problems: refusals }) => ({ values, problems: refusals, done: 0 })),
        ...{ runs: { total, done: 0, left: total }, refused, extends: null, problems },
      }
    },
    estimate: async ({ design, plan, workers }) =>
      estimate({ design, seeds: expandSweep(design, plan).trials.length * plan.seeds.length, workers }),
    launch: async ({ design, preset, plan }) => launch(design, preset, plan),
    extend: async ({ sweepId, plan }) => launch(get(sweepId).design, get(sweepId).preset, plan),
    stop: async ({ sweepId }) => setAll(sweepId, ['queued', 'running', 'paused'], 'stopped'),
    continue: async ({ sweepId }) => {
      setAll(sweepId, ['stopped', 'interrupted', 'failed'], 'running')
      return get(sweepId)
    },
    rename: async ({ sweepId, name }) => {
      const { runs: _, ...sweep } = get(sweepId)
      sweeps.set(sweepId, { ...sweep, name: name || sweep.design.name })
      return get(sweepId)
    },
    trash: async ({ sweepId }) => trash(sweepId, Date.now()),
    restore: async ({ sweepId }) => trash(sweepId, null),
  }
}
