import type { RealArray } from '../../kernels/kernels.ts'
import type { NamedArray } from '../../results.ts'
import type { SideState } from '../../network/plastic/synapses.ts'
import { joinInts, joinReals, vector } from '../digits/arrays.ts'
import type { UnitRange } from '../digits/design.ts'
import { joinSide, postNames, preNames, sideArray, sideOf } from './sides.ts'

/** Complete learning state of some units, unit by unit. Random numbers need none: they are keyed. */
export interface ShardState {
  /** Next presentation. */
  presentation: number
  /** Hidden weights as last touched, the units' rows one after the other. */
  weights: RealArray
  /** Step of the last touch, in the same order. */
  touched: Int32Array
  /** [units] synapses of each unit, the length of its row. */
  rowLengths: Int32Array
  v: RealArray
  i: RealArray
  blockedUntil: Int32Array
  /** What the rule keeps of its units. */
  post: SideState
  /** What it keeps of the inputs, the same in every shard; so are the input spikes that delayed synapses still expect. */
  pre: SideState
  inFlightCounts: Int32Array
  inFlightNeurons: Int32Array
  flips: { up: number; down: number }
  events: number
}

/** All units' state, shard after shard: unit by unit, whatever the number of shards. */
export function joinStates(states: ShardState[]): Record<string, NamedArray> {
  const reals = (label: string, unit: string, pick: (state: ShardState) => RealArray): NamedArray =>
    vector(label, unit, joinReals(states.map(pick)))
  const ints = (label: string, unit: string, pick: (state: ShardState) => Int32Array): NamedArray =>
    vector(label, unit, joinInts(states.map(pick)))
  const sum = (pick: (state: ShardState) => number): number => states.reduce((total, state) => total + pick(state), 0)
  const [first] = states
  return {
    'state.weights': reals('Hidden weights as last touched, unit by unit', '', (s) => s.weights),
    'state.touched': ints('Step of the last touch', 'steps', (s) => s.touched),
    'state.rowLengths': ints('Synapses of each unit', 'synapses', (s) => s.rowLengths),
    'state.v': reals('Membrane potential above rest', 'mV', (s) => s.v),
    'state.i': reals('Synaptic current', 'mV', (s) => s.i),
    'state.blockedUntil': ints('First step that integrates again', 'steps', (s) => s.blockedUntil),
    ...Object.fromEntries(
      Object.keys(first.post).map((name) => [
        `state.${name}`,
        joinSide(
          name,
          states.map(({ post }) => post),
        ),
      ]),
    ),
    ...Object.fromEntries(Object.entries(first.pre).map(([name, data]) => [`state.${name}`, sideArray(name, data)])),
    'state.inFlightCounts': vector('Input spikes of the last steps', 'spikes', first.inFlightCounts),
    'state.inFlightNeurons': vector('Inputs that fired in the last steps', '', first.inFlightNeurons),
    'state.counters': vector(
      'Synapses opened, closed; synaptic events',
      '',
      Float64Array.of(
        sum((s) => s.flips.up),
        sum((s) => s.flips.down),
        sum((s) => s.events),
      ),
    ),
  }
}

/** The reverse: the state of some units. The counters, which belong to no unit, go with the first. */
export function stateOf(arrays: Record<string, NamedArray>, presentation: number, units: UnitRange): ShardState {
  const reals = (name: string): RealArray => arrays[`state.${name}`].data as RealArray
  const ints = (name: string): Int32Array => arrays[`state.${name}`].data as Int32Array
  const to = units.first + units.count
  const lengths = ints('rowLengths')
  const synapsesBefore = (unit: number): number =>
    lengths.subarray(0, unit).reduce((total, length) => total + length, 0)
  const rows: [number, number] = [synapsesBefore(units.first), synapsesBefore(to)]
  const [up, down, events] = units.first === 0 ? reals('counters') : [0, 0, 0]
  return {
    presentation,
    weights: reals('weights').slice(...rows),
    touched: ints('touched').slice(...rows),
    rowLengths: lengths.slice(units.first, to),
    v: reals('v').slice(units.first, to),
    i: reals('i').slice(units.first, to),
    blockedUntil: ints('blockedUntil').slice(units.first, to),
    post: sideOf(arrays, postNames, (data) => data.slice(units.first, to)),
    pre: sideOf(arrays, preNames, (data) => data),
    inFlightCounts: ints('inFlightCounts'),
    inFlightNeurons: ints('inFlightNeurons'),
    flips: { up, down },
    events,
  }
}
