import type { Role } from '../../../charts/types.ts'

/** A population, a source of input, or what reads the spikes. */
export interface GraphNode {
  id: string
  title: string
  subtitle: string
  /** Part of the design that is selected with it. */
  part: string
  role: Role
  /** Centre, in units of the diagram. */
  x: number
  y: number
  /** Class pools, drawn as marks. */
  pools?: number
  /** Switched off. */
  off?: boolean
}

export interface GraphEdge {
  id: string
  from: string
  to: string
  part: string
  role: Role
  /** What an arrow does to its target, and 'reads': nothing. */
  sign: 'excites' | 'inhibits' | 'reads'
  /** Above and below the line. */
  label?: string
  detail?: string
  /** The rule by which it learns, as a badge of its own. */
  plastic?: { title: string; part: string }
  off?: boolean
}

export interface Graph {
  nodes: GraphNode[]
  edges: GraphEdge[]
}
