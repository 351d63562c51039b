import type { Axis, MapPanel, NamedArray, PlotAxis, Results } from '../../../contract/results.ts'
import { extent, layOutAxis, type Scaled } from './axis.ts'
import { colourAt, colourRange, colourStops, cssColour } from './colour-map.ts'
import { drawLayers } from './curves.ts'
import { drawAxes, drawTitle, type Drawing, type Frame, marginPx, plotArea } from './frame.ts'
import { drawLegend, legendEntries, legendRowPx, legendRows } from './legend.ts'
import { element, text } from './markup.ts'
import { embeddedImage } from './pixels.ts'
import { fontFamily, fontPx } from './text.ts'
import type { Theme } from './theme.ts'

const colourBarPx = { gap: 10, width: 9, labels: 50 } as const
const rightPx = colourBarPx.gap + colourBarPx.width + colourBarPx.labels

/** Cells are shapes, which stay sharp in any program, up to this many. */
const mostShapes = 5000

export function mapDrawing(panel: MapPanel, letter: string, results: Results, theme: Theme, clipId: string): Drawing {
  const array = results.arrays[panel.array]
  const curves = panel.curves ?? []
  const entries = legendEntries(curves, results)
  const single = entries.length === 0 ? legendOfOne(curves, results) : entries
  const rowsFor = (widthPx: number) => legendRows(single, widthPx - marginPx.left)
  return {
    aspect: 1,
    footerPx: marginPx.bottom,
    headerPx: (widthPx) => marginPx.title + rowsFor(widthPx).length * legendRowPx + 6,
    draw(frame, headerPx) {
      const area = plotArea(frame, headerPx, rightPx)
      const edges = array.axes.map((axis, dimension) => cellEdges(axis, array.shape[dimension]))
      const columns = edgeAxis(array.axes[1], edges[1], area.left, area.left + area.width, area.width / 45)
      const rows = edgeAxis(array.axes[0], edges[0], area.top + area.height, area.top, area.height / 32)
      const legend = rowsFor(frame.width)
      return [
        drawTitle(frame, letter, panel.title, theme),
        drawLegend(legend, area.left, area.top - 6 - legend.length * legendRowPx, theme),
        drawCells(panel, array, edges, rows, columns, area),
        element('clipPath', { id: clipId }, element('rect', rectOf(area))),
        element('g', { 'clip-path': `url(#${clipId})` }, drawLayers(curves, results, columns, rows, theme)),
        drawAxes(area, columns, rows, theme),
        drawColourBar(panel, array, area, clipId, theme),
      ].join('')
    },
  }
}

/** Unlike a plot's only curve, a map's only curve is not what the title names. */
function legendOfOne(curves: MapPanel['curves'] & object, results: Results) {
  return curves.map((layer) => ({ label: results.series[layer.series].label, layers: [layer] }))
}

const rectOf = (area: Frame) => ({ x: area.left, y: area.top, width: area.width, height: area.height })

/** Half-way between neighbours: geometrically where the values form a geometric series. */
function cellEdges(axis: Axis, count: number): number[] {
  const values = axis.values ?? Array.from({ length: count }, (_, index) => index)
  const logarithmic = isGeometric(values)
  const to = logarithmic ? Math.log : (value: number) => value
  const from = logarithmic ? Math.exp : (value: number) => value
  const inner = values.slice(1).map((value, index) => from((to(value) + to(values[index])) / 2))
  const step = count > 1 ? to(values[1]) - to(values[0]) : 1
  const last = count > 1 ? to(values[count - 1]) - to(values[count - 2]) : 1
  return [from(to(values[0]) - step / 2), ...inner, from(to(values[count - 1]) + last / 2)]
}

function isGeometric(values: readonly number[]): boolean {
  if (values.length < 4 || values[0] <= 0 || values.at(-1)! / values[0] < 8) return false
  const ratio = values[1] / values[0]
  return values.slice(1).every((value, index) => Math.abs(value / values[index] / ratio - 1) < 0.02)
}

function edgeAxis(axis: Axis, edges: readonly number[], from: number, to: number, tickCount: number): Scaled {
  const scale = axis.values !== undefined && isGeometric(axis.values) ? 'log' : 'linear'
  const plot: PlotAxis = { label: axis.name, unit: axis.unit, scale, min: edges[0], max: edges.at(-1)! }
  return layOutAxis({ axis: plot, values: edges, from, to, tickCount: Math.max(2, Math.round(tickCount)) })
}

function drawCells(
  panel: MapPanel,
  { data, shape }: NamedArray,
  [rowEdges, columnEdges]: number[][],
  rows: Scaled,
  columns: Scaled,
  area: Frame,
): string {
  const [low, high] = colourRange(panel.colours, ...extent([...data]))
  const colour = (index: number) => colourAt(panel.colours, (data[index] - low) / (high - low))
  const [height, width] = shape
  if (data.length > mostShapes) {
    // Rows run upwards on the page, downwards in an image.
    return embeddedImage(width, height, (x, y) => colour((height - 1 - y) * width + x), rectOf(area))
  }
  const cells: string[] = []
  for (let row = 0; row < height; row++) {
    const [bottom, top] = [rows.at(rowEdges[row]), rows.at(rowEdges[row + 1])]
    for (let column = 0; column < width; column++) {
      const [left, right] = [columns.at(columnEdges[column]), columns.at(columnEdges[column + 1])]
      const box = { x: left, y: top, width: right - left, height: bottom - top }
      cells.push(element('rect', { ...box, fill: cssColour(colour(row * width + column)) }))
    }
  }
  return element('g', { 'shape-rendering': 'crispEdges' }, ...cells)
}

function drawColourBar(panel: MapPanel, array: NamedArray, area: Frame, clipId: string, theme: Theme): string {
  const [low, high] = colourRange(panel.colours, ...extent([...array.data]))
  const axis: PlotAxis = { label: panel.valueLabel, unit: array.unit, min: low, max: high }
  const scale = layOutAxis({ axis, values: [low, high], from: area.top + area.height, to: area.top, tickCount: 5 })
  const left = area.left + area.width + colourBarPx.gap
  const gradientId = `${clipId}-colours`
  const gradient = element(
    'linearGradient',
    { id: gradientId, x1: 0, y1: 1, x2: 0, y2: 0 },
    ...colourStops(panel.colours).map(([offset, colour]) => element('stop', { offset, 'stop-color': colour })),
  )
  const box = { x: left, y: area.top, width: colourBarPx.width, height: area.height, fill: `url(#${gradientId})` }
  const right = left + colourBarPx.width
  const line = { stroke: theme.text, 'stroke-width': 0.9, fill: 'none' }
  const font = { 'font-family': fontFamily, fill: theme.text }
  const titleX = right + colourBarPx.labels - 6
  const middle = area.top + area.height / 2
  return [
    gradient,
    element('rect', box),
    ...scale.ticks.map(({ at, label }) => {
      const mark = element('path', { d: `M${right} ${at}h3`, ...line })
      return mark + text(label, { x: right + 5, y: at + 3.5, 'font-size': fontPx.tick, ...font })
    }),
    text(scale.title, {
      ...{ x: titleX, y: middle, transform: `rotate(-90 ${titleX} ${middle})`, 'text-anchor': 'middle' },
      'font-size': fontPx.label,
      ...font,
    }),
  ].join('')
}
