import type { LiveRequest, RunRequest } from '../live.ts'
import type { RunEvent, RunOutcome } from '../run.ts'
import type { CrewProgress, DigitsCrew, Vitals } from './crew.ts'
import { type SupervisedDesign, unitsOf } from './design.ts'
import { Guard, refuseNotFinite } from './guard.ts'
import { inputsOf } from './encoding.ts'
import { curvePoint, scoreOf } from './evaluate.ts'
import type { DigitsContext, DigitsExperiment, Findings } from './experiment.ts'
import { LastDigits } from './last-digits.ts'
import { LiveViews } from './live-views.ts'
import { Presentations, splitOf, testDigits } from './order.ts'
import { type Responses, predict } from './readout.ts'
import { TestResponses } from './test-responses.ts'
import { stepsOf } from './timing.ts'

/** Wall time that a block of digits should take: short enough to pause, stop and show promptly, watched or not. */
const BLOCK_MS = 200
const FIRST_BLOCK_DIGITS = 20
/** Points of the flip curve. */
const FLIP_POINTS = 100

/** What was measured so far; goes into checkpoints as JSON. */
type Progress = Pick<Findings, 'curve' | 'flips'>

/**
 * Trains, evaluates and tests. Everything is done in blocks of digits; where blocks end depends on the clock, what is computed does
 * not.
 */
export async function* conductDigits(
  experiment: DigitsExperiment,
  seed: number,
  context: DigitsContext,
): AsyncGenerator<RunEvent, RunOutcome> {
  const run = new Conductor(experiment, seed, context)
  yield* run.open()
  yield* run.train()
  return yield* run.finish()
}

class Conductor {
  readonly #experiment: DigitsExperiment
  readonly #design: SupervisedDesign
  readonly #seed: number
  readonly #context: DigitsContext
  readonly #crew: DigitsCrew
  readonly #presentations: Presentations
  readonly #heldOut: Int32Array
  readonly #test: TestResponses
  readonly #total: number
  readonly #views: LiveViews
  readonly #recorder: LastDigits
  readonly #guard: Guard
  #measured: Progress = { curve: [], flips: [] }
  #done = 0
  #latest: Omit<CrewProgress, 'vitals'> = { flips: { up: 0, down: 0 }, events: 0 }
  #vitals: Vitals | undefined
  #digitMs = 0
  #checkpointAt = Infinity

  constructor(experiment: DigitsExperiment, seed: number, context: DigitsContext) {
    const { design, crew } = experiment
    const { train, test } = context.data
    const split = splitOf(design, train)
    this.#experiment = experiment
    this.#design = design
    this.#seed = seed
    this.#context = context
    this.#crew = crew
    this.#presentations = new Presentations(design, split.train, seed)
    this.#heldOut = split.heldOut
    this.#test = new TestResponses(testDigits(design, test), unitsOf(design))
    this.#total = this.#presentations.total
    const inputs = inputsOf(design, train.rows * train.columns)
    this.#views = new LiveViews(design, inputs, crew, context)
    this.#guard = new Guard(design)
    this.#recorder = new LastDigits(design, this.#total, inputs)
  }

  async *open(): AsyncGenerator<RunEvent, void> {
    const { resumeFrom } = this.#context
    await this.#crew.open()
    if (resumeFrom) {
      await this.#crew.restore(resumeFrom.arrays, resumeFrom.done)
      this.#done = resumeFrom.done
      this.#recorder.recording.restore(resumeFrom.arrays)
      this.#test.restore(resumeFrom.arrays)
      const { curve, flips } = resumeFrom.progress as Progress
      this.#measured = { curve: [...curve], flips: [...flips] }
      const [up, down, events] = resumeFrom.arrays['state.counters'].data
      this.#latest = { flips: { up, down }, events }
    }
    await this.#refuseMissingRecords()
    this.#planCheckpoint()
    yield this.#progressEvent('training')
  }

  /** Which synapses there are is drawn from the seed. Trains up to where it is, which presents nothing. */
  async #refuseMissingRecords(): Promise<void> {
    if (this.#recorder.from < this.#total) await this.#crew.train(this.#done, this.#recorder.request)
  }

  async *train(): AsyncGenerator<RunEvent, void> {
    while (this.#done < this.#total) {
      yield* this.#betweenBlocks()
      if (this.#context.control.stopRequested) return
      const from = this.#done
      await this.#trainBlock()
      yield* this.#stopWhatMeansNothing(from)
      yield this.#progressEvent('training')
      if (this.#isDue(this.#flipInterval)) this.#measured.flips.push({ digits: this.#done, ...this.#latest.flips })
      if (this.#isDue(this.#design.evaluation.everySamples)) yield* this.#evaluateHeldOut()
      if (this.#isDue(this.#design.recorders.weightEverySamples)) yield* this.#snapshot()
    }
  }

  async *finish(): AsyncGenerator<RunEvent, RunOutcome> {
    const complete = this.#done === this.#total
    const measured = this.#measured.curve.at(-1)?.digits === this.#done
    if (complete && !measured) yield* this.#evaluateHeldOut()
    // A stopped run keeps what it has learned, and can go on as if it had not been measured where it stopped.
    if (!complete) yield await this.#checkpoint()
    const { curve, flips } = this.#measured
    const last = complete || measured ? [] : await this.#heldOutPoint()
    // Test digits are for finished runs.
    const responses = complete ? yield* this.#respondToTest() : undefined
    const examined = responses !== undefined && (yield* this.#examine())
    if (complete && !examined) yield await this.#checkpoint()
    const state = await this.#crew.state()
    refuseNotFinite(state, this.#done)
    return {
      status: examined ? 'completed' : 'stopped',
      results: this.#experiment.results({
        images: this.#context.data.train,
        weights: await this.#crew.hiddenWeights(),
        curve: [...curve, ...last],
        flips,
        totals: this.#latest,
        digits: this.#done,
        recorded: this.#recorder.recording.arrays(),
        test:
          examined && responses
            ? scoreOf(this.#design, responses, this.#test.indices, this.#context.data.test)
            : undefined,
        testEvents: responses?.events ?? 0,
      }),
      state,
      simulatedMs: this.#simulatedMs,
    }
  }

  async #trainBlock(): Promise<void> {
    const { now, control } = this.#context
    const request = this.#recorder.requestFor(this.#done) ?? control.live?.wanted()
    const to = Math.min(this.#done + this.#blockDigits(request), this.#nextStop())
    const began = now()
    const progress = await this.#crew.train(to, request)
    this.#latest = progress
    this.#vitals = progress.vitals
    this.#digitMs = Math.max(1e-3, (now() - began) / (to - this.#done))
    this.#done = to
    const { live } = this.#latest
    if (!request || !live) return
    if (request === this.#recorder.request) this.#recorder.append(to - 1, this.#digitOf(to - 1), live)
    else {
      const at = { done: to, simulatedMs: this.#simulatedMs, ...this.#digitOf(to - 1) }
      await this.#views.show(request, live, at, this.#latest.flips)
    }
  }

  /** What could tell the cause is kept beside the run; its checkpoints are from before. */
  async *#stopWhatMeansNothing(from: number): AsyncGenerator<RunEvent, void> {
    const problem = this.#vitals && this.#guard.look(this.#vitals, from)
    if (!problem) return
    const evidence = { rates: this.#guard.recentRates, ...(await this.#crew.state()) }
    for (const [name, array] of Object.entries(evidence))
      yield { type: 'artifact', name: `evidence.${name}`, step: this.#done, array }
    throw problem
  }

  #blockDigits(request: LiveRequest | undefined): number {
    if (request && request === this.#recorder.request) return 1
    if (this.#digitMs === 0) return FIRST_BLOCK_DIGITS
    return Math.max(1, Math.round(BLOCK_MS / this.#digitMs))
  }

  /** What was asked for meanwhile, and pausing; a paused run answers too. */
  async *#betweenBlocks(): AsyncGenerator<RunEvent, void> {
    const { control, now } = this.#context
    for (;;) {
      const requests = control.takeRequests?.() ?? []
      for (const request of requests) {
        if (request.type === 'probe') await this.#respondToProbe(request)
        else yield await this.#checkpoint()
      }
      if (!control.paused) break
      if (requests.length === 0) await control.whenTold()
    }
    if (now() >= this.#checkpointAt) yield await this.#checkpoint()
  }

  async #respondToProbe({ pixels, key, answer }: Extract<RunRequest, { type: 'probe' }>): Promise<void> {
    const responses = await this.#crew.probePicture(pixels, key)
    answer({ counts: responses.counts, answer: predict(responses, this.#design.output.classes)[0] })
  }

  #digitOf(presentation: number): { image: number; label: number } {
    const image = this.#presentations.image(presentation)
    return { image, label: this.#context.data.train.labels[image] }
  }

  async *#evaluateHeldOut(): AsyncGenerator<RunEvent, void> {
    for (const point of await this.#heldOutPoint()) {
      this.#measured.curve.push(point)
      yield { type: 'metric', name: 'heldOutAccuracy', step: this.#done, value: point.accuracy, unit: '' }
      yield { type: 'metric', name: 'overlap', step: this.#done, value: point.overlap, unit: '' }
      const { up, down } = this.#latest.flips
      yield { type: 'metric', name: 'flips', step: this.#done, value: up + down, unit: 'synapses' }
    }
  }

  /** None when no digits are held out. */
  async #heldOutPoint(): Promise<Progress['curve']> {
    if (this.#heldOut.length === 0) return []
    const responses = await this.#crew.respond('heldOut', this.#heldOut)
    return [curvePoint(this.#design, responses, this.#heldOut, this.#context.data.train, this.#seed, this.#done)]
  }

  /** Undefined when stopped on the way. */
  async *#respondToTest(): AsyncGenerator<RunEvent, Responses | undefined> {
    for (let block = this.#test.next(); block.length > 0; block = this.#test.next()) {
      yield* this.#betweenBlocks()
      if (this.#context.control.stopRequested) return undefined
      this.#test.append(await this.#crew.respond('test', block))
      yield this.#progressEvent('testing')
    }
    return this.#test.all()
  }

  /** False when stopped on the way: what was looked at so far is looked at again. */
  async *#examine(): AsyncGenerator<RunEvent, boolean> {
    const { examination } = this.#experiment
    while (examination && examination.done < examination.total) {
      yield* this.#betweenBlocks()
      if (this.#context.control.stopRequested) return false
      await examination.next()
      yield this.#progressEvent('examining')
    }
    return true
  }

  async *#snapshot(): AsyncGenerator<RunEvent, void> {
    const array = await this.#crew.hiddenWeights()
    yield { type: 'artifact', name: 'hiddenWeights', step: this.#done, array }
  }

  async #checkpoint(): Promise<RunEvent> {
    const state = await this.#crew.state()
    refuseNotFinite(state, this.#done)
    const arrays = { ...state, ...this.#recorder.recording.save(), ...this.#test.save() }
    const { curve, flips } = this.#measured
    this.#planCheckpoint()
    const progress: Progress = { curve: [...curve], flips: [...flips] }
    return { type: 'checkpoint', checkpoint: { kind: this.#experiment.kind, done: this.#done, arrays, progress } }
  }

  #planCheckpoint(): void {
    this.#checkpointAt = this.#context.now() + (this.#context.checkpointEveryMs ?? Infinity)
  }

  get #flipInterval(): number {
    return Math.ceil(this.#total / FLIP_POINTS)
  }

  /** Next digit at which something besides training is due. */
  #nextStop(): number {
    const { evaluation, recorders } = this.#design
    const marks = [this.#flipInterval, evaluation.everySamples, recorders.weightEverySamples].filter(
      (every) => every > 0,
    )
    const recorded = this.#recorder.from > this.#done ? this.#recorder.from : this.#total
    return Math.min(this.#total, recorded, ...marks.map((every) => (Math.floor(this.#done / every) + 1) * every))
  }

  #isDue(every: number): boolean {
    return every > 0 && this.#done % every === 0
  }

  get #simulatedMs(): number {
    const { period, test } = stepsOf(this.#design)
    const steps = this.#done * period + this.#test.done * test
    return steps * this.#design.schedule.dtMs + (this.#experiment.examination?.simulatedMs ?? 0)
  }

  #progressEvent(phase: 'training' | 'testing' | 'examining'): RunEvent {
    const { examination = { done: 0, total: 0 } } = this.#experiment
    const done = this.#done + this.#test.done + examination.done
    const total = this.#total + this.#test.indices.length + examination.total
    return { type: 'progress', phase, done, total, unit: 'digits', simulatedMs: this.#simulatedMs }
  }
}
