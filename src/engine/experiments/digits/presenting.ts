import type { RealArray } from '../../kernels/kernels.ts'
import type { Network, Probe } from '../../network/network.ts'
import type { LifPopulation, Population } from '../../network/population.ts'
import { STREAM } from '../../random/streams.ts'
import type { DataSet } from '../images.ts'
import type { Code, Encoder } from './encoding.ts'
import type { ShardLive, ShardWatch } from './live.ts'

/** What presenting digits needs to know of a network in a worker. */
export interface Presented {
  network: Network
  units: LifPopulation
  /** Whose spikes count as those of the input. */
  inputs: Population
  /** Shows presentation n under the teacher, learning; spikes of all units while the digit itself was shown. */
  present: (n: number) => number
}

/** Spikes of all units meanwhile. */
export function spikesDuring(units: LifPopulation, run: () => void): number {
  const before = total(units.counts)
  run()
  return total(units.counts) - before
}

/**
 * Presents digits from one presentation to another (exclusive), counts the units' spikes while each is shown, and records the last if
 * somebody watches. Throws NO_SYNAPSE or NO_NEURON, before any is presented, if what must be recorded is not there.
 */
export function presentDigits(
  presented: Presented,
  from: number,
  to: number,
  watch?: ShardWatch,
): { spikes: Int32Array; live?: ShardLive } {
  const { network, units, present } = presented
  if (watch?.required) {
    network.probe(watch.probes, watch.everySteps)
    network.probe([], 1)
  }
  const spikes = new Int32Array(Math.max(0, to - from))
  let live: ShardLive | undefined
  for (let n = from; n < to; n++) {
    units.counts.fill(0)
    const show = (): void => void (spikes[n - from] = present(n))
    if (watch && n === to - 1) live = presentWatched(presented, show, watch)
    else show()
  }
  return { spikes, live }
}

function presentWatched({ network, units, inputs }: Presented, show: () => void, watch: ShardWatch): ShardLive {
  network.logSpikes(watch.spikes)
  const probed = watch.required ? watch.probes : watch.probes.filter((probe) => network.has(probe))
  network.probe(probed, watch.everySteps)
  inputs.counts.fill(0)
  show()
  const { pairs, lost } = network.takeSpikes()
  const live = {
    spikes: pairs,
    lost,
    probes: widened(network.takeProbes(), probed, watch.probes),
    counts: units.counts.slice(),
    inputSpikes: total(inputs.counts),
  }
  network.logSpikes([])
  network.probe([], 1)
  return live
}

/** Columns for all that was asked for: no numbers where there is nothing to read. */
function widened(values: RealArray, probed: readonly Probe[], asked: readonly Probe[]): RealArray {
  if (probed.length === asked.length) return values
  const rows = probed.length === 0 ? 0 : values.length / probed.length
  const wide = new Float32Array(rows * asked.length).fill(NaN)
  probed.forEach((probe, from) => {
    const to = asked.indexOf(probe)
    for (let row = 0; row < rows; row++) wide[row * asked.length + to] = values[row * probed.length + from]
  })
  return wide
}

/** Digits that are only looked at. */
export interface Shown {
  set: 'test' | 'heldOut'
  indices: Int32Array
}

/** Spikes of each unit in response to each digit, [digits][units]. The draws of a digit are keyed by its index in the set. */
export function countsOf(
  { set, indices }: Shown,
  units: number,
  data: DataSet,
  encoder: Encoder,
  respondTo: (code: Code, stream: number, key: number) => Int32Array,
): Uint16Array<ArrayBuffer> {
  const images = set === 'test' ? data.test : data.train
  const stream = set === 'test' ? STREAM.testInput : STREAM.heldOutInput
  const counts = new Uint16Array(indices.length * units)
  indices.forEach((index, row) => {
    counts.set(respondTo(encoder.encode(images, index), stream, index), row * units)
  })
  return counts
}

const total = (counts: Int32Array): number => counts.reduce((sum, n) => sum + n, 0)
