import type { NetworkDesign } from '../../../../contract/abilities.ts'

/** Names of the parts of a network that learns digits, by which probes find them. */
export const OUTPUT = 'output'
export const PLASTIC = 'input-output'

/** Plastic synapses between two groups of neurons. */
export interface Projection {
  name: string
  /** What its neurons are to a person. */
  pre: 'input' | 'pixel' | 'unit'
  post: 'pixel' | 'unit'
}

const afferent: Projection = { name: PLASTIC, pre: 'input', post: 'unit' }

/** Those of a design; the first is the one whose weights are in the matrix. */
export function projectionsOf({ kind }: NetworkDesign): readonly Projection[] {
  return kind === 'recurrent' ? recurrent : [afferent]
}

const recurrent: readonly Projection[] = [
  { name: PLASTIC, pre: 'pixel', post: 'unit' },
  { name: 'output-output', pre: 'unit', post: 'unit' },
  { name: 'input-input', pre: 'pixel', post: 'pixel' },
  { name: 'output-input', pre: 'unit', post: 'pixel' },
]
