import type { PlotLayer, Results, Series } from '../../../contract/results.ts'
import type { Scaled } from './axis.ts'
import { coordinate, element, linePath } from './markup.ts'
import { colourOf, type Theme } from './theme.ts'

/** Curves in the coordinates of a panel, in the order of the layers: later ones lie on top. */
export function drawLayers(layers: readonly PlotLayer[], results: Results, x: Scaled, y: Scaled, theme: Theme): string {
  // A crowd of grey curves is a background.
  const crowded = layers.filter(({ role }) => role === 'grey').length > 10
  return layers
    .map((layer) => {
      const drawn = drawLayer(layer, results.series[layer.series], x, y, colourOf(layer.role, theme))
      return crowded && layer.role === 'grey' ? element('g', { opacity: 0.25 }, drawn) : drawn
    })
    .join('')
}

function drawLayer(layer: PlotLayer, series: Series, x: Scaled, y: Scaled, colour: string): string {
  const points = series.x.map((value, index): [number, number] => [x.at(value), y.at(series.y[index])])
  const stroke = { stroke: colour, 'stroke-width': 1.6, 'stroke-linejoin': 'round', fill: 'none' }
  switch (layer.style) {
    case 'line':
      return element('path', { d: linePath(points), ...stroke })
    case 'dashed':
      return element('path', { d: linePath(points), ...stroke, 'stroke-dasharray': '5 3' })
    case 'step':
      return element('path', { d: linePath(stairs(points)), ...stroke })
    case 'band':
      return bandOf(series, x, y, colour) + element('path', { d: linePath(points), ...stroke })
    case 'dots':
      return errorBars(series, x, y, colour) + dots(points, colour)
    case 'bars':
      return bars(points, y, colour)
  }
}

/** A value holds until the next one. */
function stairs(points: readonly [number, number][]): [number, number][] {
  return points.flatMap(([px, py], index) =>
    index === 0
      ? [[px, py]]
      : [
          [px, points[index - 1][1]],
          [px, py],
        ],
  )
}

function bandOf({ x: xs, y: ys, error = [] }: Series, x: Scaled, y: Scaled, colour: string): string {
  const known = xs.map((_, index) => index).filter((index) => Number.isFinite(ys[index] + (error[index] ?? NaN)))
  const edge = (sign: 1 | -1) => known.map((k): [number, number] => [x.at(xs[k]), y.at(ys[k] + sign * error[k])])
  const outline = [...edge(1), ...edge(-1).reverse()]
  return outline.length === 0 ? '' : element('path', { d: `${linePath(outline)}Z`, fill: colour, 'fill-opacity': 0.2 })
}

function errorBars({ x: xs, y: ys, error }: Series, x: Scaled, y: Scaled, colour: string): string {
  if (error === undefined) return ''
  const d = xs
    .map((value, k) => {
      if (!Number.isFinite(ys[k] + error[k]) || error[k] === 0) return ''
      return `M${coordinate(x.at(value))} ${coordinate(y.at(ys[k] - error[k]))}V${coordinate(y.at(ys[k] + error[k]))}`
    })
    .join('')
  return d === '' ? '' : element('path', { d, stroke: colour, 'stroke-width': 1.1, fill: 'none' })
}

function dots(points: readonly [number, number][], colour: string): string {
  const radius = points.length > 150 ? 1.4 : 2.3
  return points
    .filter(([px, py]) => Number.isFinite(px) && Number.isFinite(py))
    .map(([px, py]) => element('circle', { cx: px, cy: py, r: radius, fill: colour }))
    .join('')
}

/** From zero, or from the edge of the panel where zero is not in it. */
function bars(points: readonly [number, number][], y: Scaled, colour: string): string {
  const zero = y.at(Math.min(Math.max(0, y.min), y.max))
  const sorted = points.map(([px]) => px).sort((a, b) => a - b)
  const gaps = sorted.slice(1).map((px, index) => px - sorted[index])
  const width = gaps.length === 0 ? 16 : Math.max(1.4, 0.8 * Math.min(...gaps))
  return points
    .filter(([px, py]) => Number.isFinite(px) && Number.isFinite(py))
    .map(([px, py]) =>
      element('rect', {
        ...{ x: px - width / 2, y: Math.min(py, zero), width, height: Math.abs(py - zero), fill: colour },
      }),
    )
    .join('')
}
