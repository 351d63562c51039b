import type { ClassificationDesign } from '../../../contract/design/classification.ts'
import { pow } from '../../kernels/math.ts'
import type { RealArray } from '../../kernels/kernels.ts'
import { Network } from '../../network/network.ts'
import type { LifPopulation, SourcePopulation } from '../../network/population.ts'
import type { Synapses } from '../../network/plastic/synapses.ts'
import { STREAM } from '../../random/streams.ts'
import type { DataSet } from '../images.ts'
import { INPUT, OUTPUT, PLASTIC, TEACHER, type UnitRange } from '../digits/design.ts'
import { HISTOGRAM_BINS, LIVE_ROOM, type ShardWatch } from '../digits/live.ts'
import { buildSpec } from './build.ts'
import { Encoder, logSilence } from '../digits/encoding.ts'
import type { GuardedProgress } from '../digits/crew.ts'
import { Examples } from '../digits/examples.ts'
import { allFinite } from '../vitals.ts'
import { Presentations, splitOf } from '../digits/order.ts'
import { type Presented, type Shown, countsOf, presentDigits, spikesDuring } from '../digits/presenting.ts'
import type { ShardResponses } from '../digits/readout.ts'
import type { ShardState } from './state.ts'
import { teach } from '../digits/teacher.ts'
import { type Steps, stepsOf } from '../digits/timing.ts'

export interface ShardArgument {
  design: ClassificationDesign
  seed: number
  units: UnitRange
  data: DataSet
}

/** Some output units, with their synapses, through a whole run: trains on presentations, responds to digits. */
export class ClassificationShard {
  readonly #design: ClassificationDesign
  readonly #seed: number
  readonly #units: UnitRange
  readonly #data: DataSet
  readonly #network: Network
  readonly #input: SourcePopulation
  readonly #output: LifPopulation
  readonly #plastic: Synapses
  readonly #encoder: Encoder
  readonly #presentations: Presentations
  readonly #examples: Examples | undefined
  readonly #steps: Steps
  readonly #currents: Float64Array
  readonly #presented: Presented
  #presentation = 0

  constructor({ design, seed, units, data }: ShardArgument) {
    const { rows, columns } = data.train
    this.#design = design
    this.#seed = seed
    this.#units = units
    this.#data = data
    this.#network = new Network(buildSpec(design, seed, rows * columns, units), LIVE_ROOM)
    this.#input = this.#network.source(INPUT)
    this.#output = this.#network.lif(OUTPUT)
    this.#plastic = this.#network.projection(PLASTIC).plasticity!
    this.#encoder = new Encoder(design, seed, data.train)
    const { train } = splitOf(design, data.train)
    this.#presentations = new Presentations(design, train, seed)
    this.#examples =
      design.teacher.choice === 'similar' ? new Examples(design, seed, data.train, train, this.#encoder) : undefined
    this.#steps = stepsOf(design)
    this.#currents = new Float64Array(units.count)
    this.#presented = {
      network: this.#network,
      units: this.#output,
      inputs: this.#input,
      present: (n) => this.#present(n),
    }
  }

  /** Presents digits until presentation `to` (exclusive), and records the last of them if somebody watches. */
  train({ to, watch }: { to: number; watch?: ShardWatch }): GuardedProgress {
    const { spikes, live } = presentDigits(this.#presented, this.#presentation, to, watch)
    this.#presentation = Math.max(this.#presentation, to)
    const { v, i } = this.#output
    const finite = [v, i, ...Object.values(this.#plastic.sides.post)].every(allFinite)
    return {
      vitals: { spikes, finite },
      flips: this.#plastic.flips,
      events: this.#network.projection(PLASTIC).events,
      live,
    }
  }

  /**
   * Spikes of each unit in response to each digit, [digits][units], without teacher and without learning.
   * The draws of a digit are keyed by its index in the set.
   */
  respond(shown: Shown): ShardResponses {
    let counts = new Uint16Array(0)
    const events = this.#undisturbed(() => {
      const respondTo = this.#respondTo.bind(this)
      counts = countsOf(shown, this.#output.n, this.#data, this.#encoder, respondTo)
    })
    return { counts, events }
  }

  /** Response to a picture drawn by hand: spikes of each unit. Key: tells apart repeated probes of one picture. */
  probePicture({ pixels, key }: { pixels: Uint8Array; key: number }): ShardResponses {
    let counts = new Uint16Array(0)
    const events = this.#undisturbed(() => {
      counts = Uint16Array.from(this.#respondTo(this.#encoder.encodePixels(pixels), STREAM.probeInput, key))
    })
    return { counts, events }
  }

  /** Hidden weights now, drift included, [units][inputs] (or row by row, when not all inputs are connected). */
  hiddenWeights(): RealArray {
    return this.#plastic.hiddenWeights(this.#now)
  }

  /** Hidden weights for a view, in 1/255, [units][inputs], and how many there are of each size. */
  weightImage(): { weights: Uint8Array; histogram: Int32Array } {
    return this.#plastic.weightImage(this.#now, HISTOGRAM_BINS)
  }

  state(): ShardState {
    const { v, i, blockedUntil, n } = this.#output
    const { counts, neurons } = this.#input.inFlight
    return {
      presentation: this.#presentation,
      weights: this.#plastic.weights,
      touched: this.#plastic.touched,
      rowLengths: this.#plastic.rowLengths,
      v: v.slice(),
      i: i.slice(),
      blockedUntil: blockedUntil.slice(0, n),
      ...this.#plastic.sides,
      inFlightCounts: counts.slice(),
      inFlightNeurons: neurons.slice(),
      flips: this.#plastic.flips,
      events: this.#network.projection(PLASTIC).events,
    }
  }

  restore(state: ShardState): void {
    this.#presentation = state.presentation
    this.#plastic.weights = state.weights
    this.#plastic.touched = state.touched
    this.#output.v.set(state.v)
    this.#output.i.set(state.i)
    this.#output.blockedUntil.set(state.blockedUntil)
    this.#plastic.sides = state
    this.#input.inFlight.counts.set(state.inFlightCounts)
    this.#input.inFlight.neurons.set(state.inFlightNeurons)
    this.#plastic.flips = state.flips
    this.#network.projection(PLASTIC).events = state.events
  }

  /** Step at which the next presentation begins. */
  get #now(): number {
    return this.#presentation * this.#steps.period
  }

  #present(n: number): number {
    const { schedule, teacher } = this.#design
    const index = this.#presentations.image(n)
    const start = n * this.#steps.period
    const onset = start + this.#steps.lead
    const end = onset + this.#steps.presentation
    const scale = schedule.annealTo === 1 ? 1 : pow(schedule.annealTo, n / this.#presentations.total)
    this.#plastic.setLearningScale(scale)
    const { neurons, logSilence: silence, active } = this.#encoder.encode(this.#data.train, index)
    const label = this.#data.train.labels[index]
    const ranks = this.#examples?.ranks(label, this.#data.train, index)
    const taught = teach(this.#design, this.#seed, this.#units, label, n, this.#currents, ranks)
    if (teacher.kind === 'spikes') this.#teachBySpikes(taught, start, end, n)
    this.#input.silence()
    this.#drive(teacher.kind === 'current' ? this.#currents : undefined, 0)
    this.#network.run(start, onset, true)
    this.#input.poisson(neurons, silence, onset, this.#steps.presentation, STREAM.trainingInput, n)
    this.#drive(teacher.kind === 'current' ? this.#currents : undefined, this.#inhibitionMv(active))
    const shown = spikesDuring(this.#output, () => this.#network.run(onset, end, true))
    this.#pause(end, start + this.#steps.period)
    if (schedule.resetBetween) this.#network.rest()
    return shown
  }

  /** Silence between two digits: no input and no teacher. */
  #pause(from: number, to: number): void {
    if (from === to) return
    this.#input.silence()
    if (this.#design.teacher.kind === 'spikes') this.#network.source(TEACHER).silence()
    this.#drive(undefined, 0)
    this.#network.run(from, to, true)
  }

  #teachBySpikes(taught: number[], start: number, end: number, n: number): void {
    const silence = logSilence(this.#design.teacher.rateHz, this.#design.schedule.dtMs)
    const source = this.#network.source(TEACHER)
    // Keyed by the unit's number in the whole population: shards draw what the whole would.
    source.poisson(
      taught,
      new Float64Array(taught.length).fill(silence),
      start,
      end - start,
      STREAM.teacherSpikes,
      n,
      this.#units.first,
    )
  }

  #respondTo(code: ReturnType<Encoder['encodePixels']>, stream: number, key: number): Int32Array {
    this.#network.rest()
    this.#input.poisson(code.neurons, code.logSilence, 0, this.#steps.test, stream, key)
    this.#drive(undefined, this.#inhibitionMv(code.active) + this.#design.evaluation.biasMv)
    this.#output.counts.fill(0)
    this.#network.run(0, this.#steps.test, false)
    return this.#output.counts
  }

  /** Runs digits through the network and puts it back as it was. Returns the synaptic events on the way. */
  #undisturbed(run: () => void): number {
    const projection = this.#network.projection(PLASTIC)
    const eventsBefore = projection.events
    const before = this.#design.schedule.resetBetween ? undefined : this.state()
    if (this.#design.teacher.kind === 'spikes') this.#network.source(TEACHER).silence()
    run()
    this.#network.rest()
    const events = projection.events - eventsBefore
    projection.events = eventsBefore
    if (before) this.restore(before)
    return events
  }

  #drive(currents: Float64Array | undefined, commonMv: number): void {
    const { drive } = this.#output
    for (let j = 0; j < drive.length; j++) drive[j] = commonMv + (currents ? currents[j] : 0)
    this.#output.settle()
  }

  /** Coding-level-dependent inhibition: a fraction of what all active inputs would drive through open synapses. */
  #inhibitionMv(active: number): number {
    const { inhibition, synapse, stimulus, neuron } = this.#design
    if (!inhibition.on) return 0
    const tauMs = synapse.kind === 'exponential' ? neuron.tauSynapseMs : neuron.tauMembraneMs
    const perInput = (synapse.weightMv * stimulus.onRateHz * tauMs) / 1000
    return -inhibition.gain * Math.max(0, active - inhibition.offset) * perInput
  }
}
