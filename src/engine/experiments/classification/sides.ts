import type { RealArray } from '../../kernels/kernels.ts'
import type { SideState } from '../../network/plastic/synapses.ts'
import type { NamedArray } from '../../results.ts'
import { joinInts, joinReals, vector } from '../digits/arrays.ts'

/** What rules keep of the neurons of either side, by its name in their state. */
export const preNames = {
  xPre: ['Presynaptic traces', ''],
  preFast: ['Fast presynaptic traces', ''],
  preSlow: ['Slow presynaptic traces', ''],
  preCalcium: ['Presynaptic calcium at its last jump', ''],
  preCalciumAt: ['Last jump of the presynaptic calcium', 'steps'],
} as const
export const postNames = {
  c: ['Stop-learning calcium', ''],
  xPost: ['Postsynaptic traces', ''],
  postFast: ['Fast postsynaptic traces', ''],
  postSlow: ['Slow postsynaptic traces', ''],
  postCalcium: ['Postsynaptic calcium', ''],
  postCalciumAt: ['Last jump of the postsynaptic calcium', 'steps'],
} as const
const sideNames: Record<string, readonly [label: string, unit: string]> = { ...preNames, ...postNames }

export function sideArray(name: string, data: RealArray | Int32Array): NamedArray {
  return vector(...sideNames[name], data)
}

/** One quantity of all units, shard after shard. */
export function joinSide(name: string, posts: SideState[]): NamedArray {
  const parts = posts.map((post) => post[name])
  const data = parts[0] instanceof Int32Array ? joinInts(parts as Int32Array[]) : joinReals(parts as RealArray[])
  return sideArray(name, data)
}

/** The named quantities out of a joined state, a part of each. */
export function sideOf(
  arrays: Record<string, NamedArray>,
  names: object,
  part: (data: RealArray | Int32Array) => RealArray | Int32Array,
): SideState {
  const kept = Object.keys(names).filter((name) => `state.${name}` in arrays)
  return Object.fromEntries(kept.map((name) => [name, part(arrays[`state.${name}`].data as RealArray)]))
}
