import type { RealArray } from '../../kernels/kernels.ts'
import type { Probe, RecordingRoom } from '../../network/network.ts'
import { thinSpikes } from '../../record/decimate.ts'
import type { LiveFrame, LiveRequest } from '../live.ts'
import { INPUT, OUTPUT, type SupervisedDesign, type UnitRange } from './design.ts'
import { stepsOf } from './timing.ts'

/** Most spikes in a frame: 20,000 a second where 1.6 digits pass in one. */
const RASTER_SPIKES = 12_500

export interface ShardProgress {
  flips: { up: number; down: number }
  events: number
  live?: ShardLive
}

/** What a shard recorded of one presentation. */
export interface ShardLive {
  /** Pairs (step, neuron): inputs from 0 if this shard logs them, then its own units. */
  spikes: Int32Array
  lost: number
  /** [rows][this shard's probes] */
  probes: RealArray
  /** [units] spikes */
  counts: Int32Array
  inputSpikes: number
}

export interface ShardWatch {
  /** Populations whose spikes are wanted. */
  spikes: string[]
  /** Local indices. */
  probes: Probe[]
  required: boolean
  everySteps: number
}

/** Room for what is recorded of one digit. */
export const LIVE_ROOM: RecordingRoom = { spikes: 200_000, probeValues: 65_536 }
export const HISTOGRAM_BINS = 50

/** Which of a request's probes a shard answers, in its own indices; -1: another shard does. */
export function watchOf(request: LiveRequest, units: UnitRange): { watch: ShardWatch; columns: number[] } {
  const probes: Probe[] = []
  const columns: number[] = []
  request.probes.forEach((probe, column) => {
    const local = localProbe(probe, units)
    if (!local) return
    probes.push(local)
    columns.push(column)
  })
  return { watch: { ...watchOfWhole(request, units.first === 0).watch, probes }, columns }
}

/** The same of a worker that holds the whole network. Of several, one logs the inputs that all of them play. */
export function watchOfWhole(request: LiveRequest, logsInputs = true): { watch: ShardWatch; columns: number[] } {
  const { probes, required = false, everySteps } = request
  const spikes = request.spikes ? [...(logsInputs ? [INPUT] : []), OUTPUT] : []
  return {
    watch: { spikes, probes, required, everySteps: Math.max(1, everySteps) },
    columns: probes.map((_, column) => column),
  }
}

function localProbe(probe: Probe, { first, count }: UnitRange): Probe | undefined {
  const unit = probe.kind === 'hiddenWeight' ? probe.post : probe.neuron
  if (probe.kind === 'xPre') return first === 0 ? probe : undefined
  if (unit < first || unit >= first + count) return undefined
  return probe.kind === 'hiddenWeight' ? { ...probe, post: unit - first } : { ...probe, neuron: unit - first }
}

export interface JoinedLive {
  spikes: Int32Array
  lostSpikes: number
  /** [rows][probes] */
  probes: Float32Array
  /** [units] spikes */
  counts: Int32Array
  inputSpikes: number
}

/** Puts the shards' recordings of one presentation together. */
export function joinLive(
  parts: { live: ShardLive; columns: number[] }[],
  units: UnitRange[],
  inputs: number,
  probeCount: number,
): JoinedLive {
  const rows = Math.max(
    0,
    ...parts.map(({ live, columns }) => (columns.length > 0 ? live.probes.length / columns.length : 0)),
  )
  const probes = new Float32Array(rows * probeCount)
  const counts = new Int32Array(units.reduce((sum, range) => sum + range.count, 0))
  parts.forEach(({ live, columns }, s) => {
    const { first } = units[s]
    columns.forEach((column, c) => {
      for (let row = 0; row < rows; row++) probes[row * probeCount + column] = live.probes[row * columns.length + c]
    })
    counts.set(live.counts, first)
  })
  return {
    spikes: joinSpikes(
      parts.map(({ live }) => live.spikes),
      // The first shard logs inputs and then its units; the others log their units alone.
      units.map(({ first }, s) => (s === 0 ? 0 : inputs + first)),
    ),
    lostSpikes: parts.reduce((sum, { live }) => sum + live.lost, 0),
    probes,
    counts,
    inputSpikes: parts[0].live.inputSpikes,
  }
}

/** Pairs (step, neuron) of all shards, ordered by step as each of them is; within a step in the order of the shards. */
function joinSpikes(parts: Int32Array[], shifts: number[]): Int32Array {
  const joined = new Int32Array(parts.reduce((sum, pairs) => sum + pairs.length, 0))
  const next = parts.map(() => 0)
  let to = 0
  while (to < joined.length) {
    const step = parts.reduce(
      (least, pairs, s) => (next[s] < pairs.length ? Math.min(least, pairs[next[s]]) : least),
      Infinity,
    )
    parts.forEach((pairs, s) => {
      for (; next[s] < pairs.length && pairs[next[s]] === step; next[s] += 2) {
        joined[to++] = step
        joined[to++] = pairs[next[s] + 1] + shifts[s]
      }
    })
  }
  return joined
}

/** Where the run is: presentations done, and the digit of the last of them. */
interface ShownDigit {
  done: number
  simulatedMs: number
  image: number
  label: number
}

/** The last presentation as its views get it; flips and weights are counted elsewhere. */
export function frameOf(
  design: SupervisedDesign,
  inputs: number,
  { done, simulatedMs, image, label }: ShownDigit,
  { spikes, lostSpikes, probes, counts, inputSpikes }: JoinedLive,
): Omit<LiveFrame, 'flips'> {
  const { lead, presentation, period } = stepsOf(design)
  const { classes } = design.output
  const { dtMs } = design.schedule
  const firstStep = (done - 1) * period
  const { pairs, every } = thinSpikes(spikes, RASTER_SPIKES)
  return {
    ...{ done, simulatedMs, inputs, classes, lostSpikes, probes },
    shown: {
      ...{ image, label, firstStep, dtMs },
      onsetStep: firstStep + lead,
      endStep: firstStep + period,
    },
    spikes: pairs,
    shownOneIn: every,
    units: counts.length,
    poolRatesHz: poolRates(counts, classes, period * dtMs),
    inputRateHz: (1000 * inputSpikes) / inputs / (presentation * dtMs),
  }
}

/** Mean rate of each pool over one presentation, Hz. */
function poolRates(counts: Int32Array, classes: number, presentationMs: number): LiveFrame['poolRatesHz'] {
  const perClass = counts.length / classes
  return Float32Array.from({ length: classes }, (_, c) => {
    const spikes = counts.subarray(c * perClass, (c + 1) * perClass).reduce((sum, n) => sum + n, 0)
    return (1000 * spikes) / perClass / presentationMs
  })
}
