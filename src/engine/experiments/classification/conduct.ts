import type { ClassificationDesign } from '../../../contract/design/classification.ts'
import { EngineError } from '../../errors.ts'
import type { DataSet } from '../images.ts'
import type { WorkerPort } from '../port.ts'
import type { RunControl, RunEvent, RunOutcome } from '../run.ts'
import type { UnitRange } from './build.ts'
import { splitOf, testDigits } from './order.ts'
import { joinResponses, predict, score, type Responses } from './readout.ts'
import { finalResults, finalState, weightsArray } from './results.ts'
import type { ShardArgument, ShardProgress, ShardState } from './shard.ts'
import { stepsOf } from './timing.ts'

export interface ClassificationContext {
  ports: WorkerPort[]
  data: DataSet
  control: RunControl
  /** Clock in ms, for pacing. */
  now: () => number
}

/** Wall time that a block of digits should take: short enough to pause, stop and show progress promptly. */
const BLOCK_MS = 200
const TEST_BLOCK_DIGITS = 500

/**
 * Trains and evaluates, the output units dealt out to the workers. Everything is done in blocks of digits; where blocks end depends
 * on the clock, what is computed does not.
 */
export async function* conductClassification(
  design: ClassificationDesign,
  seed: number,
  context: ClassificationContext,
): AsyncGenerator<RunEvent, RunOutcome> {
  const run = new Conductor(design, seed, context)
  yield* run.open()
  yield* run.train()
  return yield* run.finish()
}

class Conductor {
  readonly #design: ClassificationDesign
  readonly #seed: number
  readonly #data: DataSet
  readonly #control: RunControl
  readonly #now: () => number
  readonly #ports: WorkerPort[]
  readonly #units: UnitRange[]
  readonly #heldOut: Int32Array
  readonly #test: Int32Array
  readonly #total: number
  readonly #curve: { digits: number; accuracy: number }[] = []
  readonly #flips: { digits: number; up: number; down: number }[] = []
  #done = 0
  #tested = 0
  #evaluated = -1
  #progress: ShardProgress = { flips: { up: 0, down: 0 }, events: 0 }

  constructor(design: ClassificationDesign, seed: number, { ports, data, control, now }: ClassificationContext) {
    this.#design = design
    this.#seed = seed
    this.#data = data
    this.#control = control
    this.#now = now
    const units = design.output.classes * design.output.unitsPerClass
    this.#units = dealOut(units, Math.min(ports.length, units))
    this.#ports = ports.slice(0, this.#units.length)
    const split = splitOf(design, data.train)
    this.#heldOut = split.heldOut
    this.#test = testDigits(design, data.test)
    this.#total = Math.min(design.schedule.trainSamples, split.train.length) * design.schedule.epochs
    this.#checkLength()
  }

  async *open(): AsyncGenerator<RunEvent, void> {
    await Promise.all(
      this.#ports.map((port, s) => {
        const argument: ShardArgument = {
          design: this.#design,
          seed: this.#seed,
          units: this.#units[s],
          data: this.#data,
        }
        return port.call({ type: 'open', kind: 'classification', argument })
      }),
    )
    yield this.#progressEvent('training')
  }

  async *train(): AsyncGenerator<RunEvent, void> {
    let block = 20
    while (this.#done < this.#total) {
      await this.#control.whenResumed()
      if (this.#control.stopRequested) return
      const to = Math.min(this.#done + block, this.#nextStop())
      const began = this.#now()
      await this.#trainTo(to)
      const perDigit = (this.#now() - began) / (to - this.#done)
      block = Math.max(1, Math.round(BLOCK_MS / Math.max(perDigit, 0.001)))
      this.#done = to
      yield this.#progressEvent('training')
      if (this.#isDue(this.#design.evaluation.everySamples)) yield* this.#evaluateHeldOut()
      if (this.#isDue(this.#design.recorders.weightEverySamples)) yield* this.#snapshot()
    }
  }

  async *finish(): AsyncGenerator<RunEvent, RunOutcome> {
    // A stopped run keeps what it has learned, and is judged on the digits held out.
    const stopped = this.#done < this.#total
    if (this.#evaluated !== this.#done) yield* this.#evaluateHeldOut()
    const responses = stopped ? undefined : yield* this.#respondToTest()
    const states = await this.#callAll<ShardState>('state')
    const weights = await this.#callAll<Float32Array | Float64Array>('hiddenWeights')
    const complete = responses !== undefined && this.#tested === this.#test.length
    return {
      status: complete ? 'completed' : 'stopped',
      results: finalResults({
        design: this.#design,
        rows: this.#data.train.rows,
        columns: this.#data.train.columns,
        weights,
        curve: this.#curve,
        flips: this.#flips,
        events: this.#progress.events,
        digits: this.#done,
        simulatedMs: this.#simulatedMs,
        test: complete ? this.#scoreOf(responses, this.#test, this.#data.test) : undefined,
      }),
      state: finalState(states),
      simulatedMs: this.#simulatedMs,
    }
  }

  async #trainTo(to: number): Promise<void> {
    const parts = await this.#callAll<ShardProgress>('train', { to })
    const sum = (pick: (part: ShardProgress) => number): number => parts.reduce((total, part) => total + pick(part), 0)
    this.#progress = {
      flips: { up: sum((p) => p.flips.up), down: sum((p) => p.flips.down) },
      events: sum((p) => p.events),
    }
    this.#flips.push({ digits: to, ...this.#progress.flips })
  }

  async *#evaluateHeldOut(): AsyncGenerator<RunEvent, void> {
    this.#evaluated = this.#done
    if (this.#heldOut.length === 0) return
    const responses = await this.#respond('heldOut', this.#heldOut)
    const { accuracy } = this.#scoreOf(responses, this.#heldOut, this.#data.train)
    this.#curve.push({ digits: this.#done, accuracy })
    yield { type: 'metric', name: 'heldOutAccuracy', step: this.#done, value: accuracy, unit: '' }
    const { up, down } = this.#progress.flips
    yield { type: 'metric', name: 'flips', step: this.#done, value: up + down, unit: 'synapses' }
  }

  async *#respondToTest(): AsyncGenerator<RunEvent, Responses | undefined> {
    const parts: Responses[] = []
    while (this.#tested < this.#test.length) {
      await this.#control.whenResumed()
      if (this.#control.stopRequested) return undefined
      const block = this.#test.slice(this.#tested, this.#tested + TEST_BLOCK_DIGITS)
      parts.push(await this.#respond('test', block))
      this.#tested += block.length
      yield this.#progressEvent('testing')
    }
    const units = parts[0]?.units ?? 0
    const counts = new Uint16Array(this.#tested * units)
    parts.reduce((row, part) => {
      counts.set(part.counts, row * units)
      return row + part.digits
    }, 0)
    return { counts, digits: this.#tested, units }
  }

  async *#snapshot(): AsyncGenerator<RunEvent, void> {
    const weights = await this.#callAll<Float32Array | Float64Array>('hiddenWeights')
    yield { type: 'artifact', name: 'hiddenWeights', step: this.#done, array: weightsArray(this.#design, weights) }
  }

  async #respond(set: 'test' | 'heldOut', indices: Int32Array): Promise<Responses> {
    const parts = await this.#callAll<Uint16Array>('respond', { set, indices })
    return joinResponses(
      parts,
      this.#units.map((range) => range.count),
      indices.length,
    )
  }

  #scoreOf(responses: Responses, indices: Int32Array, images: DataSet['test']) {
    const { classes } = this.#design.output
    const labels = Uint8Array.from(indices, (index) => images.labels[index])
    return score(responses, predict(responses, classes), labels, classes, this.#design.evaluation.presentationMs)
  }

  #callAll<T>(method: string, argument?: unknown): Promise<T[]> {
    return Promise.all(this.#ports.map((port) => port.call({ type: 'call', method, argument }) as Promise<T>))
  }

  /** Next digit at which something besides training is due. */
  #nextStop(): number {
    const after = (every: number): number => (every > 0 ? (Math.floor(this.#done / every) + 1) * every : this.#total)
    return Math.min(
      this.#total,
      after(this.#design.evaluation.everySamples),
      after(this.#design.recorders.weightEverySamples),
    )
  }

  #isDue(every: number): boolean {
    return every > 0 && this.#done % every === 0
  }

  get #simulatedMs(): number {
    const { lead, presentation, test } = stepsOf(this.#design)
    return (this.#done * (lead + presentation) + this.#tested * test) * this.#design.schedule.dtMs
  }

  #progressEvent(phase: 'training' | 'testing'): RunEvent {
    return {
      type: 'progress',
      phase,
      done: this.#done + this.#tested,
      total: this.#total + this.#test.length,
      unit: 'digits',
      simulatedMs: this.#simulatedMs,
    }
  }

  /** Steps are counted in 32 bits. */
  #checkLength(): void {
    const { lead, presentation } = stepsOf(this.#design)
    const steps = this.#total * (lead + presentation)
    if (steps >= 2 ** 31) throw new EngineError('RUN_TOO_LONG', { steps, mostSteps: 2 ** 31 - 1 })
  }
}

/** Contiguous, nearly equal parts. */
function dealOut(units: number, shards: number): UnitRange[] {
  return Array.from({ length: shards }, (_, s) => {
    const first = Math.floor((units * s) / shards)
    return { first, count: Math.floor((units * (s + 1)) / shards) - first }
  })
}
