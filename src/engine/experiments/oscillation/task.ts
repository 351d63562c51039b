import type { OscillationDesign } from '../../../contract/design/oscillation.ts'
import { deriveLif } from '../../models/lif.ts'
import { Network } from '../../network/network.ts'
import type { LifPopulation } from '../../network/population.ts'
import { plasticityOf } from '../digits/plasticity.ts'
import { floorOf } from '../digits/room.ts'
import { type TaskRun, inOneGo } from '../tasks.ts'
import { refuseWild } from '../vitals.ts'
import { type Binned, binned, pairCorrelation, shuffledCorrelation } from './synchrony.ts'

/** One network under one oscillation; amplitude 0: none. */
export interface OscillationTask {
  amplitudeMv: number
  frequencyHz: number
  /** Networks of one replicate share initial weights and noise, whatever the oscillation. */
  replicate: number
}

export interface OscillationFound {
  /** Constant current that gives the rate asked for. */
  driveMv: number
  /** Mean rate while learning. */
  rateHz: number
  /** Mean correlation of binned spike counts over all pairs of neurons, and of the same trains shifted against each other. */
  synchrony: number
  nullSynchrony: number
  /** Mean |w(end) - w(start)| of the hidden weights, per second. */
  changePerS: number
  /** Synapses that opened or closed, per synapse and second. */
  flipsPerS: number
  /** Spikes over the same time under the same currents without noise: the oscillation alone. */
  spikesWithoutNoise: number
  events: number
  flips: number
  /** Population rate in bins, Hz, at the end of learning. */
  trace: number[]
}

const POPULATION = 'population'
const PLASTIC = 'population-population'
/** Halvings of the interval of possible drives: 400 mV to six microvolts. */
const BISECTIONS = 16
const TRACE_MS = 600
/** Far beyond what any threshold needs. */
const DRIVE_RANGE_MV = 200

export function oscillationNetworks(design: OscillationDesign, seed: number) {
  return (task: OscillationTask): TaskRun<OscillationFound> => inOneGo(() => simulate(design, seed, task))
}

function simulate(design: OscillationDesign, seed: number, task: OscillationTask): OscillationFound {
  const { population, procedure } = design
  const steps = (ms: number): number => Math.round(ms / procedure.dtMs)
  const [settle, learn] = [steps(procedure.settleMs), steps(procedure.learningMs)]
  const seconds = procedure.learningMs / 1000
  const bench = build(design, seed, task, true)
  const driveMv = calibrate(bench, settle, learn, population.rateHz * seconds * population.neurons)
  const { network, neurons } = bench
  bench.begin(driveMv)
  network.run(0, settle, false)
  const plastic = network.projection(PLASTIC).plasticity!
  // Nothing ages before learning begins.
  plastic.touched = new Int32Array(plastic.synapseCount).fill(settle)
  const before = plastic.hiddenWeights(settle)
  const eventsBefore = network.projection(PLASTIC).events
  network.logSpikes([POPULATION])
  neurons.counts.fill(0)
  network.run(settle, settle + learn, true)
  const after = plastic.hiddenWeights(settle + learn)
  const { pairs } = network.takeSpikes()
  const spikes = neurons.counts.reduce((sum, n) => sum + n, 0)
  const rateHz = spikes / seconds / population.neurons
  const mostHz = 1000 / (design.neuron.refractorySteps * procedure.dtMs)
  refuseWild(`under ${task.amplitudeMv} mV at ${task.frequencyHz} Hz`, neurons, network.projection(PLASTIC), {
    rateHz,
    mostHz,
  })
  const counts: Binned = binned(pairs, population.neurons, settle, learn, steps(Number(procedure.binMs)))
  const { up, down } = plastic.flips
  const synapses = plastic.synapseCount
  let change = 0
  for (let y = 0; y < synapses; y++) change += Math.abs(after[y] - before[y])
  return {
    driveMv,
    rateHz,
    synchrony: pairCorrelation(counts),
    nullSynchrony: shuffledCorrelation(counts, seed, task.replicate),
    changePerS: change / synapses / seconds,
    flipsPerS: (up + down) / synapses / seconds,
    spikesWithoutNoise: spikesAlone(design, seed, task, driveMv, settle + learn),
    events: network.projection(PLASTIC).events - eventsBefore,
    flips: up + down,
    trace: lastRates(counts, Number(procedure.binMs), population.neurons),
  }
}

interface OscillationBench {
  network: Network
  neurons: LifPopulation
  /** From rest, under a constant current. */
  begin: (driveMv: number) => void
}

function build(design: OscillationDesign, seed: number, task: OscillationTask, noisy: boolean): OscillationBench {
  const { population, procedure, neuron, numerics } = design
  const { initialLow, initialHigh } = procedure
  const n = population.neurons
  const steps = (procedure.settleMs + procedure.learningMs) / procedure.dtMs
  const spikes = Math.ceil((steps * n) / neuron.refractorySteps)
  const own = { pre: POPULATION, post: POPULATION, synapse: 'exponential', delaySteps: 0 } as const
  const network = new Network(
    {
      precision: numerics.precision,
      dtMs: procedure.dtMs,
      // Replicates differ by their seed: the same for every oscillation.
      seed: (seed * 1009 + task.replicate) % Number.MAX_SAFE_INTEGER,
      budgetBytes: Infinity,
      floor: floorOf(numerics.precision),
      populations: [
        {
          kind: 'lif',
          name: POPULATION,
          n,
          first: 0,
          factors: deriveLif(neuron, procedure.dtMs),
          sine: { amplitudeMv: task.amplitudeMv, frequencyHz: task.frequencyHz, phaseRad: 0 },
          noise: noisy ? { membraneSdMv: population.noiseMv } : undefined,
        },
      ],
      projections: [
        { ...own, name: 'inhibition', gainMv: -population.inhibitionMv, connectivity: { kind: 'all-to-all' } },
        {
          ...own,
          name: PLASTIC,
          gainMv: population.weightMv,
          connectivity: { kind: 'all-to-all' },
          plastic: plasticityOf(design, { initialLow, initialHigh }),
        },
      ],
    },
    { spikes: noisy ? spikes : 0, probeValues: 0 },
  )
  const neurons = network.lif(POPULATION)
  return {
    network,
    neurons,
    begin: (driveMv) => {
      network.rest()
      neurons.drive.fill(driveMv)
      neurons.settle()
    },
  }
}

/** The constant current under which, with this very noise and no learning, the population fires as many spikes as asked for. */
function calibrate(
  { network, neurons, begin }: OscillationBench,
  settle: number,
  learn: number,
  spikes: number,
): number {
  let [low, high] = [-DRIVE_RANGE_MV, DRIVE_RANGE_MV]
  for (let step = 0; step < BISECTIONS; step++) {
    const middle = (low + high) / 2
    begin(middle)
    network.run(0, settle, false)
    neurons.counts.fill(0)
    network.run(settle, settle + learn, false)
    if (neurons.counts.reduce((sum, n) => sum + n, 0) < spikes) low = middle
    else high = middle
  }
  return (low + high) / 2
}

function spikesAlone(
  design: OscillationDesign,
  seed: number,
  task: OscillationTask,
  driveMv: number,
  steps: number,
): number {
  const { network, neurons, begin } = build(design, seed, task, false)
  begin(driveMv)
  network.run(0, steps, false)
  return neurons.counts.reduce((sum, n) => sum + n, 0)
}

function lastRates({ sums }: Binned, binMs: number, neurons: number): number[] {
  const bins = Math.min(sums.length, Math.round(TRACE_MS / binMs))
  return Array.from(sums.subarray(sums.length - bins), (n) => (1000 * n) / neurons / binMs)
}
