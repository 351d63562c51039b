import type { CostEstimate } from '../../../contract/api.ts'
import type { Design } from '../../../contract/design/index.ts'
import { LabError } from '../../../contract/errors.ts'
import { liveStatuses, resumableStatuses } from '../../../contract/runs.ts'
import type { SweepDetails, SweepInfo, SweepPlan, SweepPreview, SweepRun } from '../../../contract/sweep/index.ts'
import type { ProjectFile, Writer } from '../../db/connection.ts'
import { findSweep, getSweep, listSweeps } from '../../db/sweeps.read.ts'
import {
  insertPlan,
  insertSweep,
  linkRun,
  nameSweep,
  restoreSweep,
  trashSweep,
  trialOf,
} from '../../db/sweeps.write.ts'
import type { Desk, Work } from '../desk/index.ts'
import type { EstimateService } from '../estimate/index.ts'
import { costOf } from './cost.ts'
import type { PlannedSweep, Prepare } from './plan.ts'
import { emptyMemory, planSweep, previewOf } from './plan.ts'

export interface SweepDependencies {
  store: ProjectFile
  prepare: Prepare
  desk: Pick<Desk, 'launch' | 'resume' | 'stopAll' | 'touched'>
  estimate: EstimateService
}

export interface SweepService {
  list: () => SweepInfo[]
  /** By its id, or its number. */
  get: (reference: string) => SweepDetails
  preview: (design: Design, preset: string | null, plan: SweepPlan) => SweepPreview
  /** Of what is left to do. */
  estimate: (design: Design, preset: string | null, plan: SweepPlan, workers: number) => Promise<CostEstimate>
  /** Queues what is not there yet, and lets what ended early go on. Extends the sweep over the same fields of the same design. */
  launch: (design: Design, preset: string | null, plan: SweepPlan) => SweepInfo
  extend: (reference: string, plan: SweepPlan) => SweepInfo
  /** Its runs end with everything up to now; those that wait are taken out. */
  stop: (reference: string) => void
  /** What ended early goes on, and what is missing is begun. */
  continue: (reference: string) => SweepInfo
  /** '': as its design is called. */
  rename: (reference: string, name: string) => SweepInfo
  /** With its runs, none of which may go on. */
  trash: (reference: string) => void
  restore: (reference: string) => void
}

/** Groups of runs that vary fields of one design. */
export function createSweeps({ store, prepare, desk, estimate }: SweepDependencies): SweepService {
  const memory = emptyMemory()
  const find = (reference: string): SweepInfo => store.read((db) => findSweep(db, store.file, reference))
  const get = (reference: string): SweepDetails =>
    store.read((db) => getSweep(db, findSweep(db, store.file, reference)))
  const runsOf = (reference: string): SweepRun[] => get(reference).list.flatMap((trial) => trial.runs)
  const planned = (design: Design, preset: string | null, plan: SweepPlan): PlannedSweep =>
    store.read((db) => planSweep(db, prepare, design, preset, plan, memory))

  const launch: SweepService['launch'] = (design, preset, given) => {
    const { plan, base, trials, problems, ...sweep } = planned(design, preset, given)
    if (problems.length > 0) throw new LabError('SWEEP_INVALID', { problems: problems.map(({ message }) => message) })
    const works: (Work & { trial: number })[] = trials.flatMap(({ prepared, runs }, trial) =>
      runs.flatMap(({ seed, known }) => (known !== undefined || prepared === null ? [] : [{ prepared, seed, trial }])),
    )
    let id = ''
    const record = (db: Writer, keys: { number: number }[]): void => {
      const nowMs = Date.now()
      const paths = plan.axes.map(({ path }) => path)
      const key = sweep.extends ?? insertSweep(db, { ...base, paths }, nowMs)
      insertPlan(db, key.number, plan, nowMs)
      const numbers = trials.map(({ values, problems: refusals }) => trialOf(db, key.number, values, refusals))
      trials.forEach(({ runs }, i) => {
        for (const { known } of runs) if (known !== undefined) linkRun(db, key.number, numbers[i], known.number)
      })
      works.forEach(({ trial }, i) => linkRun(db, key.number, numbers[trial], keys[i].number))
      id = key.id
    }
    desk.launch(works, null, record)
    const early = trials.flatMap(({ runs }) => runs.flatMap(({ known }) => known ?? []))
    desk.resume(early.filter(({ status }) => isOneOf(resumableStatuses, status)).map((run) => run.id))
    return find(id)
  }

  return {
    get,
    launch,
    list: () => store.read(listSweeps),
    preview: (design, preset, plan) => previewOf(planned(design, preset, plan)),
    estimate: (design, preset, plan, workers) => costOf(estimate, planned(design, preset, plan), workers),
    extend: (reference, plan) => {
      const { design, preset } = get(reference)
      return launch(design, preset, plan)
    },
    stop: (reference) => {
      const runs = runsOf(reference)
      desk.stopAll(runs.filter(({ status }) => isOneOf(liveStatuses, status)).map(({ runId }) => runId))
    },
    continue: (reference) => {
      const { design, preset, plans, id } = get(reference)
      for (const plan of plans) launch(design, preset, plan)
      return find(id)
    },
    rename: (reference, name) => {
      const { number, id } = find(reference)
      store.write((db) => nameSweep(db, number, name === '' ? null : name))
      return find(id)
    },
    trash: (reference) => {
      const { number } = find(reference)
      const runs = runsOf(reference)
      const live = runs.find(({ status }) => isOneOf(liveStatuses, status))
      if (live !== undefined) throw new LabError('RUN_LIVE', { run: `#${live.number}`, status: live.status })
      store.write((db) => trashSweep(db, number, Date.now()))
      desk.touched(runs.map(({ runId }) => runId))
    },
    restore: (reference) => {
      const { number } = find(reference)
      const runs = runsOf(reference)
      store.write((db) => restoreSweep(db, number))
      desk.touched(runs.map(({ runId }) => runId))
    },
  }
}

function isOneOf<T>(values: readonly T[], value: unknown): value is T {
  return (values as readonly unknown[]).includes(value)
}
