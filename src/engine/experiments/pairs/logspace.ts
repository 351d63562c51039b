import { exp, log } from '../../kernels/math.ts'

/** Geometric steps from one positive number to another. */
export function logSteps(from: number, to: number, count: number): number[] {
  const ratio = log(to / from)
  return Array.from({ length: count }, (_, k) => from * exp((ratio * k) / (count - 1)))
}
