import type { Design } from '../../../contract/design/index.ts'
import { LabError } from '../../../contract/errors.ts'
import type { SweepPlan, SweepPreview, SweepValue } from '../../../contract/sweep/index.ts'
import { expandSweep } from '../../../contract/sweep/index.ts'
import type { Reader } from '../../db/connection.ts'
import type { KnownRun, TodaysDesigns } from '../../db/known-runs.ts'
import { fingerprintOfDesign, knownRuns } from '../../db/known-runs.ts'
import type { SweepKey } from '../../db/sweeps.write.ts'
import { sweepOf } from '../../db/sweeps.write.ts'
import type { PreparedDesign } from '../runs/index.ts'

export interface PlannedTrial {
  values: SweepValue[]
  /** null: refused, for these reasons. */
  prepared: PreparedDesign | null
  problems: string[]
  runs: { seed: number; known: KnownRun | undefined }[]
}

/** A trial before anybody asked which runs there are. */
interface AdmittedTrial {
  values: SweepValue[]
  /** null: refused, for these reasons. */
  admitted: { prepared: PreparedDesign; fingerprint: string } | null
  problems: string[]
}

/** Of the plan that was looked at last: its trials do not depend on the project or the seeds, and thousands take their time. */
export interface LastPlan {
  key: string
  /** Of the base: other images may admit other designs. */
  data: PreparedDesign['data']
  trials: AdmittedTrial[]
  problems: PlannedSweep['problems']
}

/** What is kept between two looks at a plan. */
export interface PlanMemory {
  todays: TodaysDesigns
  last: LastPlan | null
}

export function emptyMemory(): PlanMemory {
  return { todays: new Map(), last: null }
}

export interface PlannedSweep {
  /** With its axes in the order of the sweep that it extends. */
  plan: SweepPlan
  base: PreparedDesign
  extends: SweepKey | undefined
  trials: PlannedTrial[]
  problems: { path: string; message: string }[]
}

export type Prepare = (design: Design, preset: string | null) => PreparedDesign

/** Everything that launching would do, and nothing of it done: trials, refusals, and the runs that are there already. */
export function planSweep(
  db: Reader,
  prepare: Prepare,
  design: Design,
  preset: string | null,
  given: SweepPlan,
  memory: PlanMemory = emptyMemory(),
): PlannedSweep {
  const base = prepare(design, preset)
  const known = sweepOf(
    db,
    base.design,
    given.axes.map(({ path }) => path),
  )
  const plan: SweepPlan = { ...given, axes: inOrder(given.axes, known?.paths), seeds: [...new Set(given.seeds)] }
  const { trials, problems } = admittedTrials(prepare, base, plan, memory)
  const find = knownRuns(db, memory.todays)
  return {
    ...{ plan, base, extends: known, problems },
    trials: trials.map(({ values, admitted, problems: refusals }) => {
      if (admitted === null) return { values, prepared: null, problems: refusals, runs: [] }
      const runs = plan.seeds.map((seed) => ({ seed, known: find(admitted.fingerprint, seed) }))
      return { values, prepared: admitted.prepared, problems: [], runs }
    }),
  }
}

function admittedTrials(prepare: Prepare, base: PreparedDesign, plan: SweepPlan, memory: PlanMemory): LastPlan {
  const { data } = base
  // How many seeds there are decides whether the plan is too large.
  const key = JSON.stringify([base.design, plan.axes, plan.random, plan.seeds.length])
  if (memory.last?.key === key && memory.last.data === data) return memory.last
  const { trials, problems } = expandSweep(base.design, plan)
  const admitted = trials.map(({ values, design, problems: refusals }): AdmittedTrial => {
    const found = design === null ? { problems: refusals } : admit(prepare, design)
    if ('problems' in found) return { values, admitted: null, problems: found.problems }
    const fingerprint = fingerprintOfDesign(found.prepared.design)
    return { values, admitted: { prepared: found.prepared, fingerprint }, problems: [] }
  })
  memory.last = { key, data, trials: admitted, problems }
  return memory.last
}

export function previewOf({ trials, problems, extends: sweep }: PlannedSweep): SweepPreview {
  const runs = trials.flatMap((trial) => trial.runs)
  const isDone = ({ known }: { known?: { status: string } }): boolean => known?.status === 'completed'
  const done = runs.filter(isDone).length
  return {
    trials: trials.map(({ values, problems: refusals, runs: own }) => ({
      ...{ values, problems: refusals, done: own.filter(isDone).length },
    })),
    runs: { total: runs.length, done, left: runs.length - done },
    refused: trials.filter(({ prepared }) => prepared === null).length,
    extends: sweep === undefined ? null : { sweepId: sweep.id, number: sweep.number },
    problems,
  }
}

/** A design of a sweep is its own: that of the preset is another one. */
function admit(prepare: Prepare, design: Design): { prepared: PreparedDesign } | { problems: string[] } {
  try {
    return { prepared: prepare(design, null) }
  } catch (error) {
    if (error instanceof LabError) return { problems: [error.message] }
    throw error
  }
}

function inOrder(axes: SweepPlan['axes'], paths: readonly string[] | undefined): SweepPlan['axes'] {
  return paths === undefined ? axes : [...axes].sort((a, b) => paths.indexOf(a.path) - paths.indexOf(b.path))
}
