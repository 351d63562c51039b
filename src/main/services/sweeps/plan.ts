import type { Design } from '../../../contract/design/index.ts'
import { LabError } from '../../../contract/errors.ts'
import type { SweepPlan, SweepPreview, SweepValue } from '../../../contract/sweep/index.ts'
import { expandSweep } from '../../../contract/sweep/index.ts'
import type { Reader } from '../../db/connection.ts'
import type { KnownRun, TodaysDesigns } from '../../db/known-runs.ts'
import { knownRuns } from '../../db/known-runs.ts'
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
  todays: TodaysDesigns = new Map(),
): PlannedSweep {
  const base = prepare(design, preset)
  const known = sweepOf(
    db,
    base.design,
    given.axes.map(({ path }) => path),
  )
  const plan: SweepPlan = { ...given, axes: inOrder(given.axes, known?.paths), seeds: [...new Set(given.seeds)] }
  const { trials, problems } = expandSweep(base.design, plan)
  const find = knownRuns(db, todays)
  return {
    ...{ plan, base, extends: known, problems },
    trials: trials.map(({ values, design: changed, problems: refusals }) => {
      const admitted = changed === null ? { problems: refusals } : admit(prepare, changed)
      if ('problems' in admitted) return { values, prepared: null, problems: admitted.problems, runs: [] }
      const runs = plan.seeds.map((seed) => ({ seed, known: find(admitted.prepared.design, seed) }))
      return { values, prepared: admitted.prepared, problems: [], runs }
    }),
  }
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
