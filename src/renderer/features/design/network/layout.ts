import type { Graph, GraphEdge, GraphNode } from './types.ts'

export const NODE = { width: 132, height: 46, radius: 8 }
const MARGIN = 14
/** A small network is not blown up to fill its panel. */
const LEAST = { width: 720, height: 190 }

export interface Box {
  x: number
  y: number
  width: number
  height: number
}

interface Point {
  x: number
  y: number
}

/** Where a line runs, and where words beside it stand. */
export interface Route {
  edge: GraphEdge
  path: string
  middle: Point
  /** Its first words stand above the line, the others below it. */
  above: Words
  below: Words
}

/** Where words stand, from the middle of a line. */
interface Words extends Point {
  anchor: 'start' | 'middle' | 'end'
}

/** Above and below a level line, or a mark in its middle. */
const LEVEL = { above: { anchor: 'middle', x: 0, y: -6 }, below: { anchor: 'middle', x: 0, y: 16 } } as const
const MARKED = { above: { anchor: 'middle', x: 0, y: -16 }, below: { anchor: 'middle', x: 0, y: 25 } } as const
/** Beside lines that are upright, fall to the right or rise to the right: never across them. */
const UPRIGHT = { above: { anchor: 'start', x: 8, y: 4 }, below: { anchor: 'end', x: -8, y: 4 } } as const
const FALLING = { above: { anchor: 'start', x: 8, y: -2 }, below: { anchor: 'end', x: -8, y: 10 } } as const
const RISING = { above: { anchor: 'end', x: -8, y: -2 }, below: { anchor: 'start', x: 8, y: 10 } } as const

/** Everything that is drawn, with a margin. */
export function boundsOf({ nodes, edges }: Graph): Box {
  const loops = edges.some(({ from, to }) => from === to) ? 50 : 0
  const left = Math.min(...nodes.map(({ x }) => x)) - NODE.width / 2 - MARGIN
  const right = Math.max(...nodes.map(({ x }) => x)) + NODE.width / 2 + MARGIN
  const top = Math.min(...nodes.map(({ y }) => y)) - NODE.height / 2 - MARGIN
  const bottom = Math.max(...nodes.map(({ y }) => y)) + NODE.height / 2 + MARGIN + loops
  const [width, height] = [Math.max(LEAST.width, right - left), Math.max(LEAST.height, bottom - top)]
  return { x: (left + right - width) / 2, y: (top + bottom - height) / 2, width, height }
}

export function routesOf({ nodes, edges }: Graph): Route[] {
  const places = new Map(nodes.map((node) => [node.id, node]))
  return edges.flatMap((edge) => {
    const [from, to] = [places.get(edge.from), places.get(edge.to)]
    if (from === undefined || to === undefined) return []
    return [from === to ? loop(edge, from) : straight(edge, from, to)]
  })
}

function straight(edge: GraphEdge, from: GraphNode, to: GraphNode): Route {
  const aside = shiftOf(edge, from, to)
  const start = moved(border(from, to, 0), aside)
  const end = moved(border(to, from, 5), aside)
  return {
    edge,
    path: `M ${pair(start)} L ${pair(end)}`,
    middle: { x: (start.x + end.x) / 2, y: (start.y + end.y) / 2 },
    ...wordsAt(edge, end.x - start.x, end.y - start.y),
  }
}

function wordsAt({ plastic }: GraphEdge, dx: number, dy: number): Pick<Route, 'above' | 'below'> {
  if (Math.abs(dx) < 8) return UPRIGHT
  if (plastic !== undefined) return MARKED
  if (Math.abs(dy) < 8) return LEVEL
  return dx * dy > 0 ? FALLING : RISING
}

/** To the left of a line, seen along it; y grows downwards. */
function shiftOf({ aside = 0 }: GraphEdge, from: Point, to: Point): Point {
  const [dx, dy] = [to.x - from.x, to.y - from.y]
  const length = Math.hypot(dx, dy) || 1
  return { x: (dy / length) * aside, y: (-dx / length) * aside }
}

function moved({ x, y }: Point, by: Point): Point {
  return { x: x + by.x, y: y + by.y }
}

/** Below the node, from one side of it to the other. */
function loop(edge: GraphEdge, { x, y }: GraphNode): Route {
  const bottom = y + NODE.height / 2
  const reach = NODE.width / 4
  const low = bottom + 44
  return {
    edge,
    path: `M ${x + reach} ${bottom} C ${x + reach} ${low} ${x - reach} ${low} ${x - reach} ${bottom + 5}`,
    middle: { x, y: bottom + 33 },
    ...(edge.plastic === undefined ? LEVEL : MARKED),
  }
}

/** Where the line between two centres leaves the box of the first. */
function border(node: GraphNode, other: GraphNode, gap: number): Point {
  const [dx, dy] = [other.x - node.x, other.y - node.y]
  const along = Math.min(
    dx === 0 ? Infinity : (NODE.width / 2 + gap) / Math.abs(dx),
    dy === 0 ? Infinity : (NODE.height / 2 + gap) / Math.abs(dy),
  )
  return { x: node.x + dx * along, y: node.y + dy * along }
}

function pair({ x, y }: Point): string {
  return `${x.toFixed(1)} ${y.toFixed(1)}`
}
