import type { Role } from '../../../charts/types.ts'

/** A small picture in a box of 240 x 96, drawn with the colours of the meanings. */
export interface Sketch {
  lines?: { role: Role; points: [x: number, y: number][]; dashed?: boolean }[]
  dots?: { role: Role; at: [x: number, y: number][]; size?: number }[]
  /** Values from -1 (depression) to 1 (potentiation), row by row from the top. */
  maps?: { x: number; y: number; cell: number; columns: number; values: number[] }[]
  /** Through the origin of the plot. */
  axes?: { x?: number; y?: number }
}

export const WIDTH = 240
export const HEIGHT = 96

/** y over x on an even grid, both already in the box's coordinates. */
export function curve(from: number, to: number, y: (x: number) => number, points = 48): [number, number][] {
  return Array.from({ length: points + 1 }, (_, k) => {
    const x = from + ((to - from) * k) / points
    return [x, y(x)]
  })
}

/** Always the same: a picture does not change from look to look. */
export function numbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}
