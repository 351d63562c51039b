import type { Design } from '../design/index.ts'
import { countsIn, parseDesign, whyIdle } from '../design/index.ts'
import { withField } from '../design/path.ts'
import { LabError } from '../errors.ts'
import type { ReadAxis } from './axis.ts'
import { gridValues, randomValue, readAxis } from './axis.ts'
import type { SweepPlan, SweepValue } from './plan.ts'
import { mostSweepRuns, mostTrials } from './plan.ts'

/** One combination of values. */
export interface SweepTrial {
  /** In the order of the axes. */
  values: SweepValue[]
  /** null: the design refuses this combination. */
  design: Design | null
  problems: string[]
}

export interface Expansion {
  trials: SweepTrial[]
  /** What is wrong with the plan itself, by field; '' for the whole of it. There are no trials then. */
  problems: { path: string; message: string }[]
}

/** Every trial of a sweep, in a fixed order: the last axis varies fastest. A pure function of its arguments. */
export function expandSweep(design: Design, plan: SweepPlan): Expansion {
  const read = plan.axes.map((axis) => ({ path: axis.path, read: readAxis(design.kind, axis) }))
  const problems = read.flatMap(({ path, read: found }) =>
    'problem' in found ? [{ path, message: found.problem }] : [],
  )
  const axes = read.flatMap(({ read: found }) => ('problem' in found ? [] : [found]))
  const paths = plan.axes.map(({ path }) => path)
  for (const path of new Set(paths.filter((path, i) => paths.indexOf(path) < i))) {
    problems.push({ path, message: `${path} is swept twice: give all its values in one place.` })
  }
  if (problems.length > 0) return { trials: [], problems }
  const grids = axes.map(gridValues)
  const count = plan.random === null ? grids.reduce((product, { length }) => product * length, 1) : plan.random.trials
  const runs = count * new Set(plan.seeds).size
  if (count > mostTrials || runs > mostSweepRuns) {
    const message =
      `These are ${count} trials and ${runs} runs: a sweep has at most ${mostTrials} trials and ${mostSweepRuns} runs. ` +
      'Take fewer values, or a random sweep.'
    return { trials: [], problems: [{ path: '', message }] }
  }
  const combinations = plan.random === null ? product(grids) : drawn(axes, plan.random)
  const trials = combinations.map((values) => trialOf(design, paths, values))
  const idle = withoutEffect(design, axes, trials)
  return idle.length > 0 ? { trials: [], problems: idle } : { trials, problems: [] }
}

/** Fields that would vary and change nothing, in whichever trial. */
function withoutEffect(
  design: Design,
  axes: readonly ReadAxis[],
  trials: readonly SweepTrial[],
): Expansion['problems'] {
  return axes.flatMap(({ axis: { path }, field }) => {
    if (trials.some((trial) => trial.design === null || countsIn(trial.design, field))) return []
    return [{ path, message: `${path} varies, and nothing with it. ${whyIdle(trials[0]?.design ?? design, field)}` }]
  })
}

function product(grids: readonly SweepValue[][]): SweepValue[][] {
  return grids.reduce<SweepValue[][]>(
    (combinations, values) => combinations.flatMap((before) => values.map((value) => [...before, value])),
    [[]],
  )
}

/** Choices and whole numbers may be drawn twice; a combination is tried once. */
function drawn(axes: readonly ReadAxis[], { trials, seed }: { trials: number; seed: number }): SweepValue[][] {
  const found = new Map<string, SweepValue[]>()
  for (let trial = 0; trial < trials; trial++) {
    const values = axes.map((axis) => randomValue(axis, seed, trial))
    const key = JSON.stringify(values)
    if (!found.has(key)) found.set(key, values)
  }
  return [...found.values()]
}

function trialOf(design: Design, paths: readonly string[], values: SweepValue[]): SweepTrial {
  const changed = paths.reduce<Design>((before, path, i) => withField(before, path, values[i]), design)
  try {
    return { values, design: parseDesign(changed), problems: [] }
  } catch (error) {
    if (!(error instanceof LabError)) throw error
    const { facts, message } = error as LabError<'DESIGN_INVALID'>
    return { values, design: null, problems: facts.problems ?? [message] }
  }
}
