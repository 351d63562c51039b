import type { BcallParameters } from '../../models/plasticity/bcall.ts'
import type { Axis, Check, NamedArray, Results, Scalar, Series } from '../../results.ts'
import type { RunEvent, RunOutcome } from '../run.ts'
import { bcall } from '../../models/plasticity/bcall.ts'
import { bcallDrive } from './bcall-drive.ts'
import type { Agreement } from './statistics.ts'

/** A protocol on one synapse: pure, deterministic in (design, seed), and done in slices so that a worker can breathe. */
export type Protocol<D> = (design: D, seed: number, bench?: Bench) => Generator<RunEvent, RunOutcome>

/** What a protocol judges; tests put a faulty rule here to see it refused. */
export interface Bench {
  rule: typeof bcall
  drive: typeof bcallDrive
}

export const standardBench: Bench = { rule: bcall, drive: bcallDrive }

export type Quality = 'quick' | 'default' | 'publication'

interface RuleParts {
  rule: Omit<BcallParameters, 'stopLearning'>
  stopLearning: BcallParameters['stopLearning']
}

export function ruleOf({ rule, stopLearning }: RuleParts): BcallParameters {
  return { ...rule, stopLearning }
}

export interface CurveAxes {
  xLabel: string
  xUnit: string
  yUnit: string
}

export function curve(label: string, axes: CurveAxes, x: number[], y: number[], error?: number[]): Series {
  return error === undefined ? { label, x, y, ...axes } : { label, x, y, error, ...axes }
}

/** y over x from a function, where the function is finite. */
export function curveOf(label: string, axes: CurveAxes, xs: readonly number[], f: (x: number) => number): Series {
  const points = xs.map((x): [number, number] => [x, f(x)]).filter(([, y]) => Number.isFinite(y))
  return curve(
    label,
    axes,
    points.map(([x]) => x),
    points.map(([, y]) => y),
  )
}

export function scalar(label: string, unit: string, value: number, error?: number): Scalar {
  return error === undefined ? { label, unit, value } : { label, unit, value, error }
}

export function grid(label: string, unit: string, axes: Axis[], data: Float64Array): NamedArray {
  return { label, unit, dtype: 'float64', shape: axes.map(({ values }) => values!.length), axes, data }
}

export function check(name: string, expected: string, got: string, pass: boolean): Check {
  return { name, expected, got, pass }
}

/** The verdict on how simulation and closed form agree, in words. */
export function agreementCheck(name: string, found: Agreement): Check {
  return check(
    name,
    `largest of ${found.points} deviations below ${digits(found.worstAllowed)} standard errors, spread below ${digits(found.spreadAllowed)} of chance`,
    `largest ${digits(found.worst)}, spread ${digits(found.spread)}`,
    found.agrees,
  )
}

/** Three significant digits, for people. */
export function digits(value: number): string {
  return Number.isFinite(value) ? String(Number(value.toPrecision(3))) : String(value)
}

export function linearSteps(from: number, to: number, count: number): number[] {
  return Array.from({ length: count }, (_, k) => from + ((to - from) * k) / (count - 1))
}

/** Counts the work of a run and says how far it is, after about every 10 ms of work. */
export class Progress {
  readonly #phase: string
  readonly #total: number
  readonly #unit: string
  #done = 0
  #unsaid = 0
  simulatedMs = 0

  constructor(phase: string, total: number, unit: string) {
    this.#phase = phase
    this.#total = total
    this.#unit = unit
  }

  /** One more step done; steps of few spikes are told together. */
  *step(simulatedMs: number, spikes: number): Generator<RunEvent, void> {
    this.simulatedMs += simulatedMs
    yield* this.#advance(1, spikes)
  }

  /** Steps that turned out not to be needed. */
  *skip(steps: number): Generator<RunEvent, void> {
    if (steps > 0) yield* this.#advance(steps, 0)
  }

  *#advance(steps: number, spikes: number): Generator<RunEvent, void> {
    this.#done += steps
    this.#unsaid += spikes
    if (this.#unsaid < spikesToTell && this.#done < this.#total) return
    this.#unsaid = 0
    const counted = { phase: this.#phase, done: this.#done, total: this.#total, unit: this.#unit }
    yield { type: 'progress', ...counted, simulatedMs: this.simulatedMs }
  }
}

const spikesToTell = 30_000

export function completed(results: Results, state: RunOutcome['state'], simulatedMs: number): RunOutcome {
  return { status: 'completed', results, state, simulatedMs }
}

/** The closed forms assume open gates; with stop-learning on they are drawn, but nothing is measured by them. */
export function gatesNotice(): RunEvent {
  return {
    type: 'notice',
    code: 'CLOSED_FORM_WITHOUT_GATES',
    message: 'Stop-learning is on: the closed forms assume open gates, so agreement with them is not checked.',
  }
}
