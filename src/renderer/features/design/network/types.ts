import type { Role } from '../../../charts/types.ts'

/** What is chosen with a thing of the drawing, and what else of the design it stands for. */
interface Chosen {
  /** Part of the design that is selected with it. */
  part: string
  /** Parts with which it is highlighted as well. */
  also?: string[]
  role: Role
  /** Switched off. */
  off?: boolean
}

/** A population, a source of input, or what reads the spikes. */
export interface GraphNode extends Chosen {
  id: string
  title: string
  subtitle: string
  /** Centre, in units of the diagram. */
  x: number
  y: number
  /** Class pools, drawn as marks. */
  pools?: number
}

export interface GraphEdge extends Chosen {
  id: string
  from: string
  to: string
  /** What an arrow does to its target, and 'reads': nothing. */
  sign: 'excites' | 'inhibits' | 'reads'
  /** How far to its left it runs, seen along it: of two that join the same things. */
  aside?: number
  /** Above and below the line. */
  label?: string
  detail?: string
  /** The rule by which it learns, as a badge of its own. */
  plastic?: { title: string; part: string; also?: string[] }
}

export interface Graph {
  nodes: GraphNode[]
  edges: GraphEdge[]
}

export function isChosen({ part, also }: { part: string; also?: readonly string[] }, chosen: string): boolean {
  return part === chosen || also?.includes(chosen) === true
}
