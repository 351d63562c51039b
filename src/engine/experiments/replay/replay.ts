import { type LifFactors, deriveLif } from '../../models/lif.ts'
import type { BcallParameters } from '../../models/plasticity/bcall.ts'
import type { Precision, RealArray } from '../../kernels/kernels.ts'
import { Network, networkBytes } from '../../network/network.ts'
import type { NetworkSpec } from '../../network/spec.ts'
import { spikeWindow } from '../../network/sources/window.ts'

/**
 * A recorded drive of one plastic projection with a teacher, as another simulator wrote it: who was driven when, the hidden weights
 * at the start, and the constants. Times in s and 1/s there; neuron i of the input, j of the output.
 */
export interface Recording {
  parameters: RecordedParameters
  /** Decay coefficients of one step as the other simulator computed them; absent: computed here. */
  coefficients?: RecordedCoefficients
  synapse: 'exponential' | 'delta'
  inputs: number
  outputs: number
  samples: number
  /** Spikes of the input and the teacher, ordered by step, then neuron. */
  input: RecordedSpikes
  teacher: RecordedSpikes
  /** [samples] active inputs, which set the inhibition. */
  activeCounts: ArrayLike<number>
  /** [pre][post] */
  initialWeights: ArrayLike<number>
}

export interface RecordedSpikes {
  neurons: ArrayLike<number>
  steps: ArrayLike<number>
}

export interface RecordedParameters {
  dt: number
  sample_ms: number
  tau_m: number
  v_th: number
  v_reset: number
  refr_steps: number
  tau_syn: number
  J: number
  J_delta: number
  k_inh: number
  J_teach: number
  tau_pre: number
  a_pre: number
  tau_post: number
  a_post: number
  eta_plus: number
  eta_minus: number
  alpha: number
  theta_w: number
  tau_c: number
  a_c: number
  theta_lo: number
  theta_hi: number
}

export interface RecordedCoefficients {
  B: number
  e_m: number
  e_s: number
  e_pre: number
  e_post: number
  e_c: number
}

export interface ReplayOptions {
  precision: Precision
  /** 'eager' brings every synapse's drift up to date at every event, as the recording did; 'lazy' only when it changes. */
  touch: 'eager' | 'lazy'
}

export interface ReplayResult {
  outputSpikes: { neurons: Int32Array; steps: Int32Array }
  /** Hidden weights as last touched, [pre][post]. */
  weights: RealArray
  v: RealArray
  c: RealArray
  i: RealArray
  xPre: RealArray
  xPost: RealArray
  events: number
}

/** A network ready to run a recording, sample by sample; the benchmark times only run(). */
export interface Replay {
  readonly network: Network
  readonly steps: number
  /** Memory of the network itself, without the drive and the room for recorded spikes. */
  readonly bytes: number
  /** Presents a sample: its inhibition, then its steps. Without learning the weights stay as they are. */
  runSample(sample: number, learning?: boolean): void
  /** Events of the plastic synapses so far: a spike times the synapses it reaches, both sides. */
  events(): number
  /** Output spikes since the last call: pairs (step, neuron). There is room for those of one sample. */
  spikes(): Int32Array
  /** State as it stands, with the output spikes of all calls of spikes(). */
  result(spikes: Int32Array[]): ReplayResult
}

/** Runs a whole recording. */
export function replay(recording: Recording, options: ReplayOptions): ReplayResult {
  const run = openReplay(recording, options)
  const spikes: Int32Array[] = []
  for (let s = 0; s < recording.samples; s++) {
    run.runSample(s)
    spikes.push(run.spikes())
  }
  return run.result(spikes)
}

/** Far below anything that would change a weight, and far above denormal numbers. */
const LEAST_F64 = 1e-15

/** Weights of 784 inputs and 100,000 outputs fit. */
const BUDGET_BYTES = 2_147_483_648

export function openReplay(recording: Recording, options: ReplayOptions): Replay {
  const { parameters: p, inputs, outputs, samples } = recording
  const stepsPerSample = Math.round(p.sample_ms / 1000 / p.dt)
  const steps = samples * stepsPerSample
  const input = spikeWindow(recording.input, steps)
  const teacher = spikeWindow(recording.teacher, steps)
  const spec = specOf(recording, options, steps)
  // As often as refractoriness allows, in one sample.
  const spikes = outputs * Math.ceil(stepsPerSample / Math.max(1, p.refr_steps))
  const network = new Network(spec, { spikes, probeValues: 0 })
  network.source('input').play(0, input.offsets, input.indices)
  network.source('teacher').play(0, teacher.offsets, teacher.indices)
  const plastic = network.projection('input-output').bcall
  plastic.setStep(p.dt)
  const coefficients = recording.coefficients
  if (coefficients) plastic.setDecays(coefficients.e_pre, coefficients.e_post, coefficients.e_c)
  plastic.weights = transpose(recording.initialWeights, inputs, outputs, new Float64Array(inputs * outputs))
  network.logSpikes(['output'])
  const output = network.lif('output')

  return {
    network,
    steps,
    bytes: networkBytes(withoutDrive(spec), { spikes: 0, probeValues: 0 }),
    events: () => network.projection('input-output').events,
    runSample(sample, learning = true) {
      output.drive.fill(-p.k_inh * recording.activeCounts[sample])
      output.settle()
      network.run(sample * stepsPerSample, (sample + 1) * stepsPerSample, learning)
    },
    spikes: () => network.takeSpikes().pairs,
    result(spikes) {
      const pairs = concatenate(spikes)
      return {
        outputSpikes: { steps: everyOther(pairs, 0), neurons: everyOther(pairs, 1) },
        weights: transpose(plastic.weights, outputs, inputs, plastic.weights),
        v: output.v.slice(),
        c: plastic.c.slice(),
        i: output.i.slice(),
        xPre: plastic.xPre,
        xPost: plastic.xPost.slice(),
        events: network.projection('input-output').events,
      }
    },
  }
}

function withoutDrive(spec: NetworkSpec): NetworkSpec {
  const populations = spec.populations.map((p) => (p.kind === 'source' ? { ...p, windowSteps: 0, windowSpikes: 0 } : p))
  return { ...spec, populations }
}

function specOf(recording: Recording, { precision, touch }: ReplayOptions, steps: number): NetworkSpec {
  const { parameters: p, inputs, outputs } = recording
  const exponential = recording.synapse === 'exponential'
  const source = (name: string, n: number, spikes: RecordedSpikes) => ({
    kind: 'source' as const,
    name,
    n,
    windowSteps: steps,
    windowSpikes: spikes.neurons.length,
  })
  return {
    precision,
    dtMs: p.dt * 1000,
    seed: 0,
    budgetBytes: BUDGET_BYTES,
    floor: precision === 'f32' ? 1 / 1_048_576 : touch === 'eager' ? 0 : LEAST_F64,
    populations: [
      source('input', inputs, recording.input),
      source('teacher', outputs, recording.teacher),
      { kind: 'lif', name: 'output', n: outputs, first: 0, factors: factorsOf(recording) },
    ],
    projections: [
      {
        name: 'teacher-output',
        pre: 'teacher',
        post: 'output',
        synapse: 'delta',
        delaySteps: 0,
        gainMv: p.J_teach,
        connectivity: { kind: 'one-to-one' },
      },
      {
        name: 'input-output',
        pre: 'input',
        post: 'output',
        synapse: recording.synapse,
        delaySteps: 0,
        gainMv: exponential ? p.J : p.J_delta,
        connectivity: { kind: 'all-to-all' },
        plastic: { rule: ruleOf(p), initialLow: 0, initialHigh: 0, touch },
      },
    ],
  }
}

/** The recording's potentials have no unit; here they count as mV above rest. */
function factorsOf({ parameters: p, coefficients, synapse }: Recording): LifFactors {
  const factors = deriveLif(
    {
      tauMembraneMs: p.tau_m * 1000,
      tauSynapseMs: p.tau_syn * 1000,
      restMv: 0,
      thresholdMv: p.v_th,
      resetMv: p.v_reset,
      refractorySteps: p.refr_steps,
    },
    p.dt * 1000,
  )
  const given = coefficients ? { ...factors, eM: coefficients.e_m, eS: coefficients.e_s, B: coefficients.B } : factors
  return synapse === 'delta' ? { ...given, B: 0 } : given
}

function ruleOf(p: RecordedParameters): BcallParameters {
  return {
    tauPreMs: p.tau_pre * 1000,
    tauPostMs: p.tau_post * 1000,
    jumpPre: p.a_pre,
    jumpPost: p.a_post,
    boundedTraces: true,
    etaPlus: p.eta_plus,
    etaMinus: p.eta_minus,
    bistable: true,
    driftPerS: p.alpha,
    thetaW: p.theta_w,
    efficacy: 'binary',
    stopLearning: {
      on: true,
      tauMs: p.tau_c * 1000,
      jump: p.a_c,
      ltdLow: p.theta_lo,
      ltdHigh: p.theta_hi,
      ltpLow: p.theta_lo,
      ltpHigh: p.theta_hi,
    },
  }
}

function everyOther(pairs: Int32Array, from: number): Int32Array {
  const out = new Int32Array(pairs.length / 2)
  for (let s = 0; s < out.length; s++) out[s] = pairs[2 * s + from]
  return out
}

function concatenate(parts: Int32Array[]): Int32Array {
  const all = new Int32Array(parts.reduce((sum, part) => sum + part.length, 0))
  let place = 0
  for (const part of parts) {
    all.set(part, place)
    place += part.length
  }
  return all
}

/** [rows][columns] to [columns][rows], into an array that is not the source's own memory. */
function transpose<T extends RealArray>(from: ArrayLike<number>, rows: number, columns: number, into: T): T {
  for (let a = 0; a < rows; a++) for (let b = 0; b < columns; b++) into[b * rows + a] = from[a * columns + b]
  return into
}
