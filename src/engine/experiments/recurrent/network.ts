import type { RecurrentDesign } from '../../../contract/design/recurrent.ts'
import type { RealArray } from '../../kernels/kernels.ts'
import { pow } from '../../kernels/math.ts'
import { Network } from '../../network/network.ts'
import type { LifPopulation, SourcePopulation } from '../../network/population.ts'
import type { Projection } from '../../network/projection.ts'
import { STREAM } from '../../random/streams.ts'
import type { GuardedProgress } from '../digits/crew.ts'
import { INPUT, OUTPUT, PLASTIC, unitsOf } from '../digits/design.ts'
import { type Code, Encoder } from '../digits/encoding.ts'
import { Examples } from '../digits/examples.ts'
import { HISTOGRAM_BINS, LIVE_ROOM, type ShardWatch } from '../digits/live.ts'
import { Presentations, splitOf } from '../digits/order.ts'
import { type Presented, type Shown, countsOf, presentDigits, spikesDuring } from '../digits/presenting.ts'
import type { ShardResponses } from '../digits/readout.ts'
import { teach } from '../digits/teacher.ts'
import { type Steps, stepsOf } from '../digits/timing.ts'
import type { DataSet } from '../images.ts'
import { allFinite } from '../vitals.ts'
import { PLASTICS, RECURRENT, STIMULUS, buildRecurrent, inhibitionOf } from './build.ts'
import { type Recalled, type RecallTask, recall } from './recall.ts'
import type { RecurrentState } from './state.ts'

export interface RecurrentArgument {
  design: RecurrentDesign
  seed: number
  data: DataSet
}

/** The whole recurrent network in one worker: trains on presentations, responds to digits. Every worker of a run holds one. */
export class RecurrentNetwork {
  readonly #design: RecurrentDesign
  readonly #seed: number
  readonly #data: DataSet
  readonly #network: Network
  readonly #stimulus: SourcePopulation
  readonly #pixels: LifPopulation
  readonly #pools: LifPopulation
  readonly #plastics: Projection[]
  readonly #encoder: Encoder
  readonly #presentations: Presentations
  readonly #examples: Examples | undefined
  readonly #steps: Steps
  readonly #currents: Float64Array
  readonly #presented: Presented
  #presentation = 0
  #transmitting = '1'
  /** Whether membranes and currents were numbers at the end of every presentation of a block. */
  #finite = true

  constructor({ design, seed, data }: RecurrentArgument) {
    const { train } = splitOf(design, data.train)
    this.#design = design
    this.#seed = seed
    this.#data = data
    this.#network = new Network(buildRecurrent(design, seed, data.train.rows * data.train.columns), LIVE_ROOM)
    this.#stimulus = this.#network.source(STIMULUS)
    this.#pixels = this.#network.lif(INPUT)
    this.#pools = this.#network.lif(OUTPUT)
    this.#plastics = PLASTICS.map((name) => this.#network.projection(name))
    this.#encoder = new Encoder(design, seed, data.train)
    this.#presentations = new Presentations(design, train, seed)
    const bySimilarity = design.teacher.choice === 'similar'
    this.#examples = bySimilarity ? new Examples(design, seed, data.train, train, this.#encoder) : undefined
    this.#steps = stepsOf(design)
    this.#currents = new Float64Array(unitsOf(design))
    this.#presented = {
      network: this.#network,
      units: this.#pools,
      inputs: this.#pixels,
      present: (n) => this.#present(n),
    }
  }

  /** Presents digits until presentation `to` (exclusive), and records the last of them if somebody watches. */
  train({ to, watch }: { to: number; watch?: ShardWatch }): GuardedProgress {
    this.#finite = true
    const { spikes, live } = presentDigits(this.#presented, this.#presentation, to, watch)
    this.#presentation = Math.max(this.#presentation, to)
    return { vitals: { spikes, finite: this.#finite }, flips: this.#flips, events: this.#events, live }
  }

  /** Spikes of each unit in response to each digit, [digits][units], without teacher and without learning. */
  respond(shown: Shown): ShardResponses {
    let counts = new Uint16Array(0)
    const events = this.#undisturbed(() => {
      const respondTo = this.#respondTo.bind(this)
      counts = countsOf(shown, this.#pools.n, this.#data, this.#encoder, respondTo)
    })
    return { counts, events }
  }

  /** Response to a picture drawn by hand. Key: tells apart repeated probes of one picture. */
  probePicture({ pixels, key }: { pixels: Uint8Array; key: number }): ShardResponses {
    let counts = new Uint16Array(0)
    const events = this.#undisturbed(() => {
      counts = Uint16Array.from(this.#respondTo(this.#encoder.encodePixels(pixels), STREAM.probeInput, key))
    })
    return { counts, events }
  }

  /** What the network makes of parts of test digits, or of digits that have gone. */
  recall(task: RecallTask): Recalled {
    let recalled: Recalled | undefined
    this.#undisturbed(() => {
      recalled = recall(task, {
        design: this.#design,
        images: this.#data.test,
        pixels: this.#pixels,
        pools: this.#pools,
        show: (picture, key) => {
          this.#transmit(1, task.silenced)
          this.#begin(this.#encoder.encodePixels(picture), STREAM.testInput, key)
        },
        takeAway: () => {
          this.#stimulus.silence()
          this.#drive(undefined, this.#design.evaluation.biasMv, this.#design.recurrence.retrievalBiasMv)
        },
        run: (from, to) => {
          this.#network.run(from, to, false)
        },
      })
    })
    return recalled!
  }

  /** From pixels to pools, drift included, [units][inputs]. */
  hiddenWeights(): RealArray {
    return this.#network.projection(PLASTIC).plasticity!.hiddenWeights(this.#now)
  }

  weightImage(): { weights: Uint8Array; histogram: Int32Array } {
    return this.#network.projection(PLASTIC).plasticity!.weightImage(this.#now, HISTOGRAM_BINS)
  }

  /** Between two digits the network rests: the synapses are all there is to know. */
  state(): RecurrentState {
    return {
      presentation: this.#presentation,
      synapses: this.#plastics.map(({ name, plasticity, events }) => {
        const { weights, touched, flips } = plasticity!
        return { name, weights, touched, flips, events }
      }),
    }
  }

  restore({ presentation, synapses }: RecurrentState): void {
    this.#presentation = presentation
    for (const { name, weights, touched, flips, events } of synapses) {
      const projection = this.#network.projection(name)
      Object.assign(projection.plasticity!, { weights, touched, flips })
      projection.events = events
    }
    this.#network.rest()
  }

  /** Step at which the next presentation begins. */
  get #now(): number {
    return this.#presentation * this.#steps.period
  }

  get #flips(): { up: number; down: number } {
    const flips = this.#plastics.map(({ plasticity }) => plasticity!.flips)
    return { up: flips.reduce((sum, { up }) => sum + up, 0), down: flips.reduce((sum, { down }) => sum + down, 0) }
  }

  /** Of all synapses within the population; inhibition stands for interneurons, whose synapses are not counted. */
  get #events(): number {
    return this.#plastics.reduce((sum, { events }) => sum + events, 0)
  }

  #present(n: number): number {
    const { schedule, recurrence } = this.#design
    const index = this.#presentations.image(n)
    const start = n * this.#steps.period
    const onset = start + this.#steps.lead
    const end = onset + this.#steps.presentation
    const scale = schedule.annealTo === 1 ? 1 : pow(schedule.annealTo, n / this.#presentations.total)
    for (const { plasticity } of this.#plastics) plasticity!.setLearningScale(scale)
    this.#transmit(recurrence.learningGain)
    const label = this.#data.train.labels[index]
    const units = { first: 0, count: this.#pools.n }
    const ranks = this.#examples?.ranks(label, this.#data.train, index)
    teach(this.#design, this.#seed, units, label, n, this.#currents, ranks)
    this.#stimulus.silence()
    this.#drive(this.#currents, 0, 0)
    this.#network.run(start, onset, true)
    const { neurons, logSilence } = this.#encoder.encode(this.#data.train, index)
    this.#stimulus.poisson(neurons, logSilence, onset, this.#steps.presentation, STREAM.trainingInput, n)
    this.#drive(this.#currents, this.#offsetMv, 0)
    const shown = spikesDuring(this.#pools, () => this.#network.run(onset, end, true))
    this.#pause(end, start + this.#steps.period)
    // At rest all of it is forgotten.
    this.#finite &&= this.#isFinite()
    this.#network.rest()
    return shown
  }

  #isFinite(): boolean {
    return [this.#pixels, this.#pools].every(({ v, i }) => allFinite(v) && allFinite(i))
  }

  /** Silence between two digits: no input and no teacher. */
  #pause(from: number, to: number): void {
    if (from === to) return
    this.#stimulus.silence()
    this.#drive(undefined, 0, 0)
    this.#network.run(from, to, true)
  }

  #respondTo(code: Code, stream: number, key: number): Int32Array {
    this.#transmit(1)
    this.#begin(code, stream, key)
    this.#network.run(0, this.#steps.test, false)
    return this.#pools.counts
  }

  /** From rest, with a digit before it and no teacher. */
  #begin(code: Code, stream: number, key: number): void {
    const { evaluation, recurrence } = this.#design
    this.#network.rest()
    this.#stimulus.poisson(code.neurons, code.logSilence, 0, this.#steps.test, stream, key)
    this.#drive(undefined, this.#offsetMv + evaluation.biasMv, recurrence.retrievalBiasMv)
    this.#pools.counts.fill(0)
    this.#pixels.counts.fill(0)
  }

  /** Runs digits through the network and leaves it as it was: at rest. Returns the synaptic events on the way. */
  #undisturbed(run: () => void): number {
    const before = this.#plastics.map(({ events }) => events)
    run()
    this.#network.rest()
    const events = this.#events - before.reduce((sum, n) => sum + n, 0)
    this.#plastics.forEach((projection, a) => (projection.events = before[a]))
    return events
  }

  /** Sets the part of their efficacy that recurrent synapses transmit, and recurrent inhibition with them. */
  #transmit(part: number, silenced: readonly string[] = []): void {
    const { recurrence, inhibition } = this.#design
    const setting = [part, ...silenced].join()
    if (setting === this.#transmitting) return
    this.#transmitting = setting
    for (const { name, efficacy, inhibition: strength } of RECURRENT) {
      const transmitted = silenced.includes(name) ? 0 : part
      this.#network.projection(name).gainMv = transmitted * recurrence[efficacy]
      this.#network.projection(inhibitionOf(name)).gainMv = -transmitted * inhibition[strength]
    }
  }

  #drive(currents: Float64Array | undefined, poolsMv: number, pixelsMv: number): void {
    const { drive } = this.#pools
    for (let j = 0; j < drive.length; j++) drive[j] = poolsMv + (currents ? currents[j] : 0)
    this.#pools.settle()
    this.#pixels.drive.fill(pixelsMv)
    this.#pixels.settle()
  }

  /** Gives back the inhibition that so many active inputs draw. */
  get #offsetMv(): number {
    const { inhibition, recurrence, stimulus, neuron } = this.#design
    const perInput = (recurrence.pixelToPoolMv * stimulus.onRateHz * neuron.tauSynapseMs) / 1000
    return inhibition.gain * inhibition.offset * perInput
  }
}
