import type { CostEstimate } from '../../../contract/api.ts'
import type { Design } from '../../../contract/design/index.ts'
import { plainError } from '../../../contract/errors.ts'
import { demandOf, threadsOf } from '../../../engine/index.ts'
import { createRunLever } from '../runs/control.ts'
import type { Conduct, PreparedDesign, WorkerPool } from '../runs/index.ts'
import { shareOut } from '../queue/shares.ts'

export interface EstimateService {
  /** What so many seeds of a design would cost on so many threads. */
  of: (design: Design, seeds: number, workers: number) => Promise<CostEstimate>
}

export interface EstimateDependencies {
  prepare: (design: Design, preset: string | null) => PreparedDesign
  openPool: (threads: number) => WorkerPool
  conduct: Conduct
  memoryBudgetMb: () => number
  /** While runs go on, a measurement would disturb them and be disturbed. */
  busy: () => boolean
  /** Threads that the queue keeps back. */
  keptBack?: number
}

/** What a run of a design told in its first moments. */
interface Trial {
  total: number
  perSecond: number
  simulatedMsPerUnit: number
  refused: string | null
}

const trialMs = 400
const mostKept = 50
/** Shared by all threads. */
const imageBytes = 55e6
/** A thread with its engine. */
const threadBytes = 30e6

/**
 * Costs are measured, not modelled: the design itself is run for a moment on one thread, and thrown away. Speeds are kept, so that
 * asking again, or asking while runs go on, costs nothing.
 */
export function createEstimate({
  prepare,
  openPool,
  conduct,
  memoryBudgetMb,
  busy,
  keptBack = 0,
}: EstimateDependencies): EstimateService {
  const trials = new Map<string, Trial>()
  let queue: Promise<unknown> = Promise.resolve()

  const measured = async (prepared: PreparedDesign): Promise<Trial | undefined> => {
    const key = keyOf(prepared.design)
    const known = trials.get(key)
    if (known !== undefined || busy()) return known
    const trial = await runTrial(prepared, openPool(1), conduct)
    // A machine that was too busy for a single step may not be so the next time.
    if (trial.perSecond === 0 && trial.refused === null) return undefined
    trials.set(key, trial)
    if (trials.size > mostKept) trials.delete(trials.keys().next().value!)
    return trial
  }

  return {
    of: (design, seeds, workers) => {
      const answer = queue.then(async (): Promise<CostEstimate> => {
        const prepared = prepare(design, null)
        const own = await measured(prepared)
        const trial = own ?? nearestTrial(trials, design)
        const demand = demandOf(prepared.design, prepared.data)
        const { together, threads } = lanesOf(prepared.design, seeds, workers, keptBack)
        const memoryBytes =
          (prepared.data ? imageBytes : 0) + together * (threads * threadBytes + demand.bytes(threads))
        const budget = memoryBudgetMb() * 1e6
        const overBudget =
          trial?.refused ??
          (memoryBytes > budget
            ? `It needs ${megabytes(memoryBytes)} of memory, and the budget is ${megabytes(budget)}. Use fewer units, or raise the budget in Settings.`
            : null)
        // What is not counted in advance, a trial has told; it can all be dealt out.
        const work = demand.work ?? { alone: 0, dealt: trial?.total ?? 0 }
        const inTurn = work.alone / together + work.dealt / (together * threads)
        return {
          runs: seeds,
          simulatedMs: seeds * (work.alone + work.dealt) * (trial?.simulatedMsPerUnit ?? 0),
          wallMs: trial === undefined || trial.perSecond === 0 ? 0 : (1000 * seeds * inTurn) / trial.perSecond,
          memoryBytes,
          recordedBytes: seeds * demand.keptBytes,
          overBudget,
          basis: basisOf(own, trial),
          measured: own !== undefined,
        }
      })
      queue = answer.catch(() => undefined)
      return answer
    },
  }
}

async function runTrial(prepared: PreparedDesign, pool: WorkerPool, conduct: Conduct): Promise<Trial> {
  const control = createRunLever()
  const marks: { atMs: number; done: number; total: number; simulatedMs: number }[] = []
  const follow = async (): Promise<void> => {
    const events = conduct(prepared.design, 0, {
      ports: pool.ports,
      data: prepared.data,
      control,
      now: () => performance.now(),
    })
    const begunAtMs = performance.now()
    for (let step = await events.next(); step.done !== true; step = await events.next()) {
      if (step.value.type !== 'progress') continue
      const { done, total, simulatedMs } = step.value
      marks.push({ atMs: performance.now(), done, total, simulatedMs })
      if (marks.length > 1 && performance.now() - marks[0].atMs >= trialMs) return
    }
    // It has ended already: then the whole of it was measured, from its first moment.
    const end = marks.at(-1)
    if (end === undefined) return
    marks.push({ ...end, atMs: performance.now() })
    marks.unshift({ ...end, atMs: begunAtMs, done: 0 })
  }
  try {
    // A block may take long: then the first thing it says is all there is.
    await Promise.race([follow(), new Promise((resolve) => setTimeout(resolve, 5 * trialMs))])
    return { ...speedOf(marks), refused: null }
  } catch (error) {
    return { total: 0, perSecond: 0, simulatedMsPerUnit: 0, refused: plainError(error).message }
  } finally {
    await pool.close()
  }
}

function speedOf(marks: { atMs: number; done: number; total: number; simulatedMs: number }[]): Omit<Trial, 'refused'> {
  if (marks.length === 0) return { total: 0, perSecond: 0, simulatedMsPerUnit: 0 }
  const [first] = marks
  const last = marks[marks.length - 1]
  const seconds = (last.atMs - first.atMs) / 1000
  return {
    total: last.total,
    perSecond: seconds > 0 ? (last.done - first.done) / seconds : 0,
    simulatedMsPerUnit: last.done > 0 ? last.simulatedMs / last.done : 0,
  }
}

/** Names and notes cost nothing. */
function keyOf(design: Design): string {
  return JSON.stringify({ ...design, name: '' })
}

/** A design of the same kind that was measured before. */
function nearestTrial(trials: ReadonlyMap<string, Trial>, design: Design): Trial | undefined {
  const alike = [...trials].filter(([key]) => (JSON.parse(key) as Design).kind === design.kind)
  return alike.at(-1)?.[1]
}

/** Where the times come from. */
function basisOf(own: Trial | undefined, used: Trial | undefined): string {
  if (own !== undefined) return `measured by running this design for ${trialMs / 1000} s`
  const busy = 'the machine is busy, and measuring would tell little'
  return used === undefined
    ? `not measured yet: ${busy}. It is tried again.`
    : `taken from a design of this kind that was measured before: ${busy}`
}

/** How many runs go on at a time, and on how many threads each: as the queue deals them out. */
function lanesOf(
  design: Design,
  seeds: number,
  workers: number,
  keptBack: number,
): { together: number; threads: number } {
  const most = threadsOf(design)
  const claims = Array.from({ length: seeds }, (_, seed) => ({ id: String(seed), wish: null, most }))
  const shares = [...shareOut(workers, claims, keptBack).values()]
  return { together: shares.length, threads: Math.min(...shares) }
}

function megabytes(bytes: number): string {
  return `${Math.ceil(bytes / 1e6)} MB`
}
