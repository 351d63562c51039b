import type { LabApi, Probe } from '../../../../contract/api.ts'
import type { NetworkDesign } from '../../../../contract/abilities.ts'
import type { NamedArray } from '../../../../contract/results.ts'
import type { SynapseId } from '../traces/selection.ts'
import { neuronProbes, synapseProbes } from '../traces/strips.ts'
import type { Presentation } from './timeline.ts'
import { probeKey } from './wants.ts'

/** What a run has kept of its last digits. */
export interface Recorded {
  presentations: Presentation[]
  units: number[]
  synapses: SynapseId[]
}

/** Columns of the table of digits recorded. */
const [FIRST, ONSET, END, IMAGE, LABEL, COLUMNS] = [0, 1, 2, 3, 4, 5]
/** Digits to look through; a longer recording is for files. */
const MOST = 100

/** The recording of a run that has ended, digit by digit; null when it has none. */
export async function loadRecorded(
  lab: LabApi,
  runId: string,
  design: NetworkDesign,
  inputs: number,
): Promise<Recorded | null> {
  const { recorders, output, schedule } = design
  if (recorders.lastSamples === 0) return null
  const load = (name: string): Promise<NamedArray | null> => lab.history.array({ runId, name }).catch(() => null)
  const units = recorders.units
  const synapses = recorders.synapses.map(synapseOf)
  const probes = [...units.flatMap(neuronProbes), ...synapses.flatMap(synapseProbes)]
  const [digits, ofInputs, ofUnits, ...traces] = await Promise.all(
    ['digitsRecorded', 'spikes.input', 'spikes.output', ...probes.map(traceName)].map(load),
  )
  if (digits === null) return null
  const columns = new Map<string, NamedArray>()
  probes.forEach((probe, index) => {
    const trace = traces[index]
    if (trace !== null) columns.set(probeKey(probe), trace)
  })
  const rowMs = recorders.everySteps * schedule.dtMs
  const presentations: Presentation[] = []
  for (let at = Math.max(0, digits.data.length - MOST * COLUMNS); at < digits.data.length; at += COLUMNS) {
    const [first, onset, end] = [digits.data[at + FIRST], digits.data[at + ONSET], digits.data[at + END]]
    const lengthMs = (end - first) * schedule.dtMs
    const firstRow = Math.ceil(first / recorders.everySteps) * recorders.everySteps
    presentations.push({
      startMs: (presentations.at(-1)?.startMs ?? 0) + (presentations.at(-1)?.lengthMs ?? 0),
      lengthMs,
      leadMs: (onset - first) * schedule.dtMs,
      label: digits.data[at + LABEL],
      image: digits.data[at + IMAGE],
      done: Math.round(end / (end - first)),
      oneIn: 1,
      spikes: merged([between(ofInputs, first, end, 0), between(ofUnits, first, end, inputs)]),
      dtMs: schedule.dtMs,
      firstStep: first,
      spikesShownOneIn: 1,
      lostSpikes: 0,
      inputs,
      units: output.classes * output.unitsPerClass,
      classes: output.classes,
      probes: rowsOf([...columns.values()], firstRow * schedule.dtMs, end * schedule.dtMs),
      columns: new Map([...columns.keys()].map((key, column) => [key, column])),
      firstRowMs: (firstRow - first) * schedule.dtMs,
      rowMs,
    })
  }
  return presentations.length > 0 ? { presentations, units, synapses } : null
}

function synapseOf(text: string): SynapseId {
  const [pre, post] = text.split('>').map(Number)
  return { pre, post }
}

/** By which the array of a recorded variable is found. */
function traceName(probe: Probe): string {
  switch (probe.kind) {
    case 'membrane':
    case 'current':
      return `trace.${probe.kind}.${probe.population}.${probe.neuron}`
    case 'xPre':
    case 'xPost':
    case 'calcium':
      return `trace.${probe.kind}.${probe.projection}.${probe.neuron}`
    case 'hiddenWeight':
      return `trace.${probe.kind}.${probe.projection}.${probe.pre}-${probe.post}`
  }
}

/** Pairs (step, neuron) from one step to another, neurons counted from `firstNeuron`. */
function between(spikes: NamedArray | null, from: number, to: number, firstNeuron: number): [number, number][] {
  const data = spikes?.data ?? []
  const found: [number, number][] = []
  for (let a = 2 * placeOf(from, data, 2); data[a] < to; a += 2) found.push([data[a], data[a + 1] + firstNeuron])
  return found
}

function merged(parts: [number, number][][]): Int32Array {
  const ordered = parts.flat().sort(([a], [b]) => a - b)
  return Int32Array.from(ordered.flat())
}

/** [rows][traces] of a stretch of time. */
function rowsOf(traces: readonly NamedArray[], fromMs: number, toMs: number): Float32Array {
  const times = traces[0]?.axes[0].values ?? []
  const [first, end] = [placeOf(fromMs, times, 1), placeOf(toMs, times, 1)]
  const rows = new Float32Array((end - first) * traces.length)
  traces.forEach(({ data }, column) => {
    for (let row = first; row < end; row++) rows[(row - first) * traces.length + column] = data[row]
  })
  return rows
}

/** How many of the ordered values, every so-manyth of an array, lie before a limit. */
function placeOf(limit: number, values: ArrayLike<number>, stride: number): number {
  let [low, high] = [0, values.length / stride]
  while (low < high) {
    const middle = (low + high) >> 1
    if (values[middle * stride] < limit) low = middle + 1
    else high = middle
  }
  return low
}
