import type { ComputedRef, ShallowRef } from 'vue'
import { computed, shallowRef } from 'vue'
import type { Projection } from '../live/names.ts'
import { PLASTIC } from '../live/names.ts'

export interface SynapseId {
  /** Absent: that of the matrix, from inputs to units. */
  projection?: string
  pre: number
  post: number
}

export interface Selection {
  units: ShallowRef<number[]>
  unit: ComputedRef<number>
  synapses: ShallowRef<SynapseId[]>
  /** The first that has its place in the matrix. */
  synapse: ComputedRef<SynapseId>
  /** Puts it first; the oldest of many goes. */
  chooseUnit: (unit: number) => void
  chooseSynapse: (synapse: SynapseId) => void
  /** Instead of the first, unless somebody has chosen already. */
  propose: (synapse: SynapseId) => void
  /** These and no others, as far as they can be told apart; what there is none of stays. */
  adopt: (units: readonly number[], synapses: readonly SynapseId[]) => void
  dropUnit: (unit: number) => void
  dropSynapse: (synapse: SynapseId) => void
}

/** More than one can tell apart. */
const MOST = 4

/** Neurons and synapses whose variables are traced; the first of each is the one in view. A synapse brings its unit along. */
export function createSelection(first: SynapseId): Selection {
  const units = shallowRef([first.post])
  const synapses = shallowRef([first])

  function chooseUnit(unit: number): void {
    units.value = [unit, ...units.value.filter((other) => other !== unit)].slice(0, MOST)
  }
  function chooseSynapse(synapse: SynapseId): void {
    synapses.value = [synapse, ...synapses.value.filter((other) => !same(other, synapse))].slice(0, MOST)
    if (synapse.projection === undefined) chooseUnit(synapse.post)
  }
  return {
    units,
    synapses,
    unit: computed(() => units.value[0]),
    synapse: computed(() => synapses.value.find(({ projection }) => projection === undefined) ?? first),
    chooseUnit,
    chooseSynapse,
    propose: (synapse) => {
      if (synapses.value[0] !== first || synapses.value.length > 1 || units.value.length > 1) return
      synapses.value = [synapse]
      units.value = [synapse.post]
    },
    adopt: (recordedUnits, recordedSynapses) => {
      if (recordedUnits.length > 0) units.value = recordedUnits.slice(0, MOST)
      if (recordedSynapses.length > 0) synapses.value = recordedSynapses.slice(0, MOST)
    },
    dropUnit: (unit) => {
      if (units.value.length > 1) units.value = units.value.filter((other) => other !== unit)
    },
    dropSynapse: (synapse) => {
      if (synapses.value.length > 1) synapses.value = synapses.value.filter((other) => !same(other, synapse))
    },
  }
}

export function synapseText({ pre, post }: SynapseId): string {
  return `${pre} > ${post}`
}

/** How many neurons of each sort a network has. */
export interface Neurons {
  inputs: number
  units: number
}

const countOf = (sort: Projection['pre'], { inputs, units }: Neurons): number => (sort === 'unit' ? units : inputs)

/** Reads `412 > 37`; a sentence when that is not a synapse of this projection. */
export function parseSynapse(text: string, { name, pre: from, post: to }: Projection, neurons: Neurons) {
  const numbers = /^\s*(\d+)\s*(?:>|→|->|,|\s)\s*(\d+)\s*$/.exec(text)
  if (numbers === null) return `Write ${from === 'input' ? 'an' : 'a'} ${from} and a ${to}, such as 12 > 37.`
  const [pre, post] = [Number(numbers[1]), Number(numbers[2])]
  if (pre >= countOf(from, neurons)) return `There are ${from}s 0 to ${countOf(from, neurons) - 1}.`
  if (post >= countOf(to, neurons)) return `There are ${to}s 0 to ${countOf(to, neurons) - 1}.`
  return synapseOf(name, pre, post)
}

/** The synapse of a projection that is like another one: between the same numbers, as far as there are such neurons. */
export function alike(
  { pre, post }: SynapseId,
  { name, pre: from, post: to }: Projection,
  neurons: Neurons,
): SynapseId {
  return synapseOf(name, Math.min(pre, countOf(from, neurons) - 1), Math.min(post, countOf(to, neurons) - 1))
}

function synapseOf(projection: string, pre: number, post: number): SynapseId {
  return projection === PLASTIC ? { pre, post } : { projection, pre, post }
}

export function parseUnit(text: string, units: number): number | string {
  const unit = /^\s*\d+\s*$/.test(text) ? Number(text) : NaN
  if (Number.isNaN(unit)) return 'Write the number of a unit, such as 37.'
  return unit < units ? unit : `There are units 0 to ${units - 1}.`
}

function same(a: SynapseId, b: SynapseId): boolean {
  return a.pre === b.pre && a.post === b.post && a.projection === b.projection
}
