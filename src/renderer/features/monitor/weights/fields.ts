import type { WeightImage } from '../live/monitor.ts'

/** Of each class, the fraction of its units whose synapse from a pixel is open, in 1/255. */
export function classFields(
  { weights, units, inputs }: WeightImage,
  classes: number,
  pixels: number,
  thetaW: number,
): Uint8Array[] {
  const perClass = units / classes
  const threshold = 255 * thetaW
  return Array.from({ length: classes }, (_, c) => {
    const open = new Float64Array(pixels)
    for (let unit = c * perClass; unit < (c + 1) * perClass; unit++) {
      const row = unit * inputs
      for (let pixel = 0; pixel < pixels; pixel++) if (weights[row + pixel] > threshold) open[pixel] += 1
    }
    return Uint8Array.from(open, (count) => Math.round((255 * count) / perClass))
  })
}

/** Hidden weights of the units of one class, in 1/255. */
export function unitFields(
  { weights, units, inputs }: WeightImage,
  classes: number,
  pixels: number,
  shown: number,
): Uint8Array[] {
  const perClass = units / classes
  return Array.from({ length: perClass }, (_, u) => {
    const row = (shown * perClass + u) * inputs
    return weights.subarray(row, row + pixels)
  })
}

/** The largest square tiles that fit: how many in a row. */
export function columnsFor(
  count: number,
  width: number,
  height: number,
  gap: number,
  caption: number,
): { columns: number; side: number } {
  let best = { columns: 1, side: 0 }
  for (let columns = 1; columns <= count; columns++) {
    const rows = Math.ceil(count / columns)
    const side = Math.min((width - (columns - 1) * gap) / columns, (height - (rows - 1) * gap) / rows - caption)
    if (side > best.side) best = { columns, side }
  }
  return { columns: best.columns, side: Math.max(12, Math.floor(best.side)) }
}
