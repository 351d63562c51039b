import type { Probe } from '../../network/network.ts'
import type { LiveFrame, LiveRequest } from '../live.ts'
import { INPUT, OUTPUT, type UnitRange } from './build.ts'
import type { ShardLive, ShardWatch } from './shard.ts'

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
  // Every shard plays the same inputs; one of them logs them.
  const spikes = request.spikes ? (units.first === 0 ? [INPUT, OUTPUT] : [OUTPUT]) : []
  return { watch: { spikes, probes, everySteps: Math.max(1, request.everySteps) }, columns }
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
  const pairs: [step: number, neuron: number][] = []
  const rows = Math.max(
    0,
    ...parts.map(({ live, columns }) => (columns.length > 0 ? live.probes.length / columns.length : 0)),
  )
  const probes = new Float32Array(rows * probeCount)
  const counts = new Int32Array(units.reduce((sum, range) => sum + range.count, 0))
  parts.forEach(({ live, columns }, s) => {
    const { first } = units[s]
    // The first shard logs inputs and then its units; the others log their units alone.
    const shift = s === 0 ? 0 : inputs + first
    for (let a = 0; a < live.spikes.length; a += 2) pairs.push([live.spikes[a], live.spikes[a + 1] + shift])
    columns.forEach((column, c) => {
      for (let row = 0; row < rows; row++) probes[row * probeCount + column] = live.probes[row * columns.length + c]
    })
    counts.set(live.counts, first)
  })
  if (parts.length > 1) pairs.sort((a, b) => a[0] - b[0] || a[1] - b[1])
  return {
    spikes: Int32Array.from(pairs.flat()),
    lostSpikes: parts.reduce((sum, { live }) => sum + live.lost, 0),
    probes,
    counts,
    inputSpikes: parts[0].live.inputSpikes,
  }
}

/** Mean rate of each pool over one presentation, Hz. */
export function poolRates(counts: Int32Array, classes: number, presentationMs: number): LiveFrame['poolRatesHz'] {
  const perClass = counts.length / classes
  return Float32Array.from({ length: classes }, (_, c) => {
    const spikes = counts.subarray(c * perClass, (c + 1) * perClass).reduce((sum, n) => sum + n, 0)
    return (1000 * spikes) / perClass / presentationMs
  })
}
