import type { Curve, Role } from '../../../charts/types.ts'
import type { Dots, Line } from './rule.worker.ts'

/** Closed forms are lines, and dashed where they leave something out that the rule has. */
export function lineOf(
  name: string,
  role: Role,
  line: Line | null | undefined,
  style: Curve['style'] = 'line',
): Curve[] {
  return line ? [{ name, role, style, x: line.x, y: line.y }] : []
}

/** Simulations are dots, listed with the line that they are to lie on. */
export function dotsOf(name: string, role: Role, dots: Dots | null | undefined): Curve[] {
  return dots ? [{ name, role, style: 'dots', x: dots.x, y: dots.y, error: dots.error }] : []
}

/** The part on one side of zero. */
export function half(line: Line | null, side: 1 | -1): Line | null {
  if (line === null) return null
  const own = line.x.map((_, k) => k).filter((k) => Math.sign(line.x[k]) === side)
  return { x: own.map((k) => line.x[k]), y: own.map((k) => line.y[k]) }
}
