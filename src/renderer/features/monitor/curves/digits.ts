/** Numbers of digits along an axis: 0, 500, 5 k, 60 k. */
export function digitTicks(value: number): string {
  return value < 1000 ? String(Math.round(value)) : `${Number((value / 1000).toPrecision(3))}\u202fk`
}
