/** Steps at which values that have died away become zero (the kernels' way around slow denormal numbers). */
export function valuesDieAt(k: number): boolean {
  return k % 32 === 0
}

export function withoutDying(x: number, floor: number): number {
  return Math.abs(x) < floor ? 0 : x
}
