import type { Series } from '../../contract/results.ts'
import { percent, short } from '../ui/format.ts'
import type { Curve, PlotAxis, PlotLayer } from './types.ts'

/**
 * The layers of a figure as curves, those whose series exist: a run that was stopped early may lack some. A line and the dots that
 * it explains have one label, and share one key of the legend.
 */
export function curvesOf(layers: readonly PlotLayer[], series: Record<string, Series | undefined>): Curve[] {
  return layers.flatMap(({ series: name, style, role }) => {
    const found = series[name]
    if (found === undefined) return []
    return [{ name: found.label, role, style, x: found.x, y: found.y, error: found.error, listed: found.label !== '' }]
  })
}

/** Fractions read better as per cent. */
export function valueFormat({ unit, label }: PlotAxis): (value: number) => string {
  const isShare = unit === '' && /\b(accuracy|fraction|share)\b/i.test(label)
  return isShare ? (value) => percent(value, Math.abs(value * 100) % 1 < 1e-6 ? 0 : 1) : (value) => short(value, 4)
}
