import { type Random, stream } from '../../random/random.ts'
import type { Recording, RecordedParameters, RecordedSpikes } from './replay.ts'

/** Constants of the benchmark network, in s and 1/s: 784 inputs, 100 of them active at 50 Hz, a teacher, stop-learning gates. */
const WORKLOAD: RecordedParameters = {
  dt: 0.001,
  sample_ms: 300,
  tau_m: 0.02,
  v_th: 1,
  v_reset: 0,
  refr_steps: 2,
  tau_syn: 0.005,
  J: 0.15,
  J_delta: 0.0375,
  k_inh: 0.009,
  J_teach: 1.5,
  tau_pre: 0.017,
  a_pre: 1,
  tau_post: 0.034,
  a_post: 1,
  eta_plus: 0.02,
  eta_minus: 0.012,
  alpha: 0.01,
  theta_w: 0.5,
  tau_c: 0.1,
  a_c: 0.1,
  theta_lo: 0.09,
  theta_hi: 0.42,
}

const INPUTS = 784
const ACTIVE = 100
const INPUT_RATE_HZ = 50
const TEACHER_RATE_HZ = 105
const TEACHER_SHARE = 10

/** A random drive of the benchmark network: per sample a new set of active inputs and one taught block of a tenth of the outputs. */
export function makeWorkload(outputs: number, samples: number, seed: number): Recording {
  const random = stream(seed, 0, 0)
  const stepsPerSample = WORKLOAD.sample_ms
  const taught = Math.max(1, Math.floor(outputs / TEACHER_SHARE))
  const blocks = Math.floor(outputs / taught)
  const input = { neurons: [] as number[], steps: [] as number[] }
  const teacher = { neurons: [] as number[], steps: [] as number[] }
  for (let s = 0; s < samples; s++) {
    const active = Array.from({ length: INPUTS }, (_, i) => i)
    for (let i = 0; i < ACTIVE; i++) {
      const k = i + Math.floor(random.uniform() * (INPUTS - i))
      ;[active[i], active[k]] = [active[k], active[i]]
    }
    const inputs = active.slice(0, ACTIVE).sort((a, b) => a - b)
    const label = Math.floor(random.uniform() * blocks)
    const block = Array.from({ length: taught }, (_, a) => label * taught + a)
    for (let t = 0; t < stepsPerSample; t++) {
      const step = s * stepsPerSample + t
      fire(input, inputs, INPUT_RATE_HZ * WORKLOAD.dt, step, random)
      fire(teacher, block, TEACHER_RATE_HZ * WORKLOAD.dt, step, random)
    }
  }
  const initialWeights = new Float64Array(INPUTS * outputs)
  for (let a = 0; a < initialWeights.length; a++) initialWeights[a] = random.uniform()
  return {
    parameters: WORKLOAD,
    synapse: 'exponential',
    inputs: INPUTS,
    outputs,
    samples,
    input: toArrays(input),
    teacher: toArrays(teacher),
    activeCounts: new Int32Array(samples).fill(ACTIVE),
    initialWeights,
  }
}

function fire(
  into: { neurons: number[]; steps: number[] },
  neurons: number[],
  probability: number,
  step: number,
  random: Random,
): void {
  for (const neuron of neurons) {
    if (random.uniform() >= probability) continue
    into.neurons.push(neuron)
    into.steps.push(step)
  }
}

function toArrays(spikes: { neurons: number[]; steps: number[] }): RecordedSpikes {
  return { neurons: Int32Array.from(spikes.neurons), steps: Int32Array.from(spikes.steps) }
}
