import type { Plot } from '../canvas/plot.ts'

/** Outputs above, inputs below, neuron 0 of each at the bottom. */
export interface RasterRows {
  /** Top of the row of a neuron (inputs first, then output units), in pixels. */
  y: (neuron: number) => number
  outputs: { top: number; bottom: number; perUnit: number }
  inputs: { top: number; bottom: number; perUnit: number }
}

const GAP = 8
/** Share of the height that the outputs get: they are fewer, and what one looks for. */
const OUTPUT_SHARE = 0.62

export function rasterRows(plot: Plot, inputs: number, units: number): RasterRows {
  const height = plot.bottom - plot.top - GAP
  const outputBottom = plot.top + Math.round(height * OUTPUT_SHARE)
  const outputs = { top: plot.top, bottom: outputBottom, perUnit: (outputBottom - plot.top) / Math.max(1, units) }
  const inputTop = outputBottom + GAP
  const below = { top: inputTop, bottom: plot.bottom, perUnit: (plot.bottom - inputTop) / Math.max(1, inputs) }
  return {
    outputs,
    inputs: below,
    y: (neuron) =>
      neuron < inputs
        ? below.bottom - (neuron + 1) * below.perUnit
        : outputs.bottom - (neuron - inputs + 1) * outputs.perUnit,
  }
}
