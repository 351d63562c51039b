/** What the colours span: the differences between trials, not their distance from zero. */
export function rangeOf(values: Iterable<number>): [min: number, max: number] {
  const known = [...values].filter(Number.isFinite)
  if (known.length === 0) return [0, 1]
  const [min, max] = [Math.min(...known), Math.max(...known)]
  return min === max ? [min - 1, max] : [min, max]
}
