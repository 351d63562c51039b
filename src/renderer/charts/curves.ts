import type { CustomSeriesOption, LineSeriesOption, ScatterSeriesOption, SeriesOption } from 'echarts'
import type { Curve } from './types.ts'

/** More points than this are thinned before they are drawn, so that what is seen stays as it is. */
const MANY = 2000

/** What is drawn for a curve, from the back to the front. The key tells it from the others of its chart, now and at the next update. */
export function curveSeries(curve: Curve, key: string, colour: string): SeriesOption[] {
  return seriesOf(curve, colour).map((series) => ({ ...series, id: `${key} ${curve.style} ${series.type}` }))
}

function seriesOf(curve: Curve, colour: string): SeriesOption[] {
  switch (curve.style) {
    case 'line':
    case 'dashed':
    case 'step':
      return [line(curve, colour)]
    case 'band':
      return [...(curve.error === undefined ? [] : [band(curve, curve.error, colour)]), line(curve, colour)]
    case 'dots':
      return [...(curve.error === undefined ? [] : [errorBars(curve, curve.error, colour)]), dots(curve, colour)]
    case 'bars':
      return [bars(curve, colour)]
  }
}

function line(curve: Curve, colour: string): LineSeriesOption {
  return {
    type: 'line',
    name: curve.name,
    // Lines take typed numbers as all others do; their types do not say so.
    ...(pointsOf(curve) as object),
    showSymbol: false,
    step: curve.style === 'step' ? 'end' : false,
    // Only where there are more points than pixels.
    sampling: curve.style === 'step' || curve.x.length <= MANY ? undefined : 'lttb',
    lineStyle: { color: colour, width: 1.5, type: curve.style === 'dashed' ? 'dashed' : 'solid' },
    itemStyle: { color: colour },
    emphasis: { disabled: true },
  }
}

function dots(curve: Curve, colour: string): ScatterSeriesOption {
  return {
    type: 'scatter',
    name: curve.name,
    ...pointsOf(curve),
    symbolSize: 5,
    itemStyle: { color: colour },
    emphasis: { disabled: true },
  }
}

/** From zero, each as wide as the points are apart. */
function bars(curve: Curve, colour: string): CustomSeriesOption {
  const half = spacing(curve.x) * 0.4
  return shapes(curve, colour, (api, x, y) => {
    const [left, top] = api.coord([x - half, y])
    const [right, base] = api.coord([x + half, 0])
    return {
      type: 'rect',
      shape: { x: left, y: Math.min(top, base), width: Math.max(1, right - left), height: Math.abs(base - top) },
      style: { fill: colour },
    }
  })
}

function band(curve: Curve, error: ArrayLike<number>, colour: string): CustomSeriesOption {
  const known = indices(curve).filter((k) => Number.isFinite(curve.y[k] + error[k]))
  return {
    ...quiet(curve),
    color: colour,
    // One shape over all points; the others only say how far the axes have to reach.
    dimensions: ['x', 'y'],
    data: flat(2 * known.length, 2, (k) => {
      const at = known[k >> 1]
      return [curve.x[at], curve.y[at] + (k % 2 === 0 ? -error[at] : error[at])]
    }),
    renderItem: (params, api) => {
      if (params.dataIndex !== 0) return null
      const edge = (sign: 1 | -1) => known.map((k) => api.coord([curve.x[k], curve.y[k] + sign * error[k]]))
      return {
        type: 'polygon',
        shape: { points: [...edge(1), ...edge(-1).reverse()] },
        style: { fill: colour, opacity: 0.2 },
      }
    },
  }
}

function errorBars(curve: Curve, error: ArrayLike<number>, colour: string): CustomSeriesOption {
  return shapes(curve, colour, (api, x, y, k) => {
    if (!(error[k] > 0)) return null
    const [px, top] = api.coord([x, y + error[k]])
    const [, bottom] = api.coord([x, y - error[k]])
    return { type: 'line', shape: { x1: px, x2: px, y1: top, y2: bottom }, style: { stroke: colour, lineWidth: 1 } }
  })
}

type RenderItem = NonNullable<CustomSeriesOption['renderItem']>
type Api = Parameters<RenderItem>[1]

function shapes(
  curve: Curve,
  colour: string,
  draw: (api: Api, x: number, y: number, index: number) => ReturnType<RenderItem>,
): CustomSeriesOption {
  return {
    ...quiet(curve),
    color: colour,
    ...pointsOf(curve),
    renderItem: (params, api) => draw(api, Number(api.value(0)), Number(api.value(1)), params.dataIndex),
  }
}

function quiet(curve: Curve) {
  return {
    type: 'custom' as const,
    name: curve.name,
    silent: true,
    clip: true,
    encode: { x: 0, y: 1 },
    tooltip: { show: false },
  }
}

/** Numbers that are not copied, walked through and wrapped point by point at every update. */
function pointsOf({ x, y }: Curve): { dimensions: string[]; data: Float64Array } {
  return { dimensions: ['x', 'y'], data: flat(x.length, 2, (k) => [x[k], y[k]]) }
}

/** Rows of so many numbers each, one after the other. */
export function flat(rows: number, width: number, row: (index: number) => number[]): Float64Array {
  const data = new Float64Array(rows * width)
  for (let k = 0; k < rows; k++) data.set(row(k), k * width)
  return data
}

function indices({ x }: Curve): number[] {
  return Array.from(x, (_, k) => k)
}

function spacing(x: ArrayLike<number>): number {
  let smallest = Infinity
  for (let k = 1; k < x.length; k++) smallest = Math.min(smallest, Math.abs(x[k] - x[k - 1]) || Infinity)
  return Number.isFinite(smallest) ? smallest : 1
}
