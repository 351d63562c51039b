import type { Graph, GraphEdge, GraphNode } from './types.ts'

export const NODE = { width: 132, height: 46, radius: 8 }
const MARGIN = 14

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
  /** Of words: beside an upright line they begin at it, above a level one they are centred. */
  anchor: 'start' | 'middle'
}

/** Everything that is drawn, with a margin. */
export function boundsOf({ nodes, edges }: Graph): Box {
  const loops = edges.some(({ from, to }) => from === to) ? 40 : 0
  const left = Math.min(...nodes.map(({ x }) => x)) - NODE.width / 2 - MARGIN
  const right = Math.max(...nodes.map(({ x }) => x)) + NODE.width / 2 + MARGIN
  const top = Math.min(...nodes.map(({ y }) => y)) - NODE.height / 2 - MARGIN
  const bottom = Math.max(...nodes.map(({ y }) => y)) + NODE.height / 2 + MARGIN + loops
  return { x: left, y: top, width: right - left, height: bottom - top }
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
  const start = border(from, to, 0)
  const end = border(to, from, 5)
  const isUpright = Math.abs(end.x - start.x) < 8
  return {
    edge,
    path: `M ${pair(start)} L ${pair(end)}`,
    middle: { x: (start.x + end.x) / 2, y: (start.y + end.y) / 2 },
    anchor: isUpright ? 'start' : 'middle',
  }
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
    anchor: 'middle',
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
