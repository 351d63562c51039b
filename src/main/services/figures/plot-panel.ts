import type { PlotPanel, Results } from '../../../contract/results.ts'
import { extent, layOutAxis, type Scaled } from './axis.ts'
import { drawLayers } from './curves.ts'
import { drawAxes, drawTitle, type Drawing, type Frame, marginPx, namesFooterPx, plotArea } from './frame.ts'
import { drawLegend, legendEntries, legendRowPx, legendRows } from './legend.ts'
import { element, text } from './markup.ts'
import { fontFamily, fontPx, textWidth } from './text.ts'
import type { Theme } from './theme.ts'

export function plotDrawing(panel: PlotPanel, letter: string, results: Results, theme: Theme, clipId: string): Drawing {
  const entries = legendEntries(panel.layers, results)
  const rowsFor = (widthPx: number) => legendRows(entries, widthPx - marginPx.left)
  const footerPx = panel.x.names ? namesFooterPx(panel.x.names) : marginPx.bottom
  return {
    aspect: 0.72,
    footerPx,
    headerPx: (widthPx) => marginPx.title + rowsFor(widthPx).length * legendRowPx + 6,
    draw(frame, headerPx) {
      const area = plotArea(frame, headerPx, marginPx.right, footerPx)
      const { x, y } = axesOf(panel, results, area)
      const rows = rowsFor(frame.width)
      return [
        drawTitle(frame, letter, panel.title, theme),
        drawLegend(rows, area.left, area.top - 6 - rows.length * legendRowPx, theme),
        zeroLine(area, y, theme),
        drawMarks(panel, area, x, y, theme),
        element('clipPath', { id: clipId }, element('rect', clipBox(area))),
        element('g', { 'clip-path': `url(#${clipId})` }, drawLayers(panel.layers, results, x, y, theme)),
        drawAxes(area, x, y, theme),
      ].join('')
    },
  }
}

function axesOf(panel: PlotPanel, results: Results, area: Frame): { x: Scaled; y: Scaled } {
  const series = panel.layers.map((layer) => results.series[layer.series])
  const marks = (axis: 'x' | 'y') => (panel.marks ?? []).filter((mark) => mark.axis === axis).map(({ at }) => at)
  const drawsError = panel.layers.some(({ style }) => style === 'band' || style === 'dots')
  const ys = series.flatMap(({ y, error = [] }) =>
    drawsError ? y.flatMap((value, k) => [value - (error[k] ?? 0), value + (error[k] ?? 0)]) : y,
  )
  const bars = panel.layers.some(({ style }) => style === 'bars')
  const x = layOutAxis({
    ...{ axis: panel.x, values: [...series.flatMap((one) => one.x), ...marks('x')], margin: bars ? 0.03 : 0 },
    ...{ from: area.left, to: area.left + area.width, tickCount: Math.max(3, Math.round(area.width / 60)) },
  })
  const y = layOutAxis({
    ...{ axis: panel.y, values: [...ys, ...marks('y'), ...(bars ? [0] : [])], margin: 0.05 },
    ...{ from: area.top + area.height, to: area.top, tickCount: Math.max(2, Math.round(area.height / 32)) },
  })
  return { x, y }
}

/** Dots on the frame are drawn whole. */
const clipBox = (area: Frame) => ({ x: area.left, y: area.top - 3, width: area.width + 3, height: area.height + 6 })

function zeroLine(area: Frame, y: Scaled, theme: Theme): string {
  if (y.min >= 0 || y.max <= 0 || extent([y.at(0)])[0] === area.top + area.height) return ''
  return element('path', { d: `M${area.left} ${y.at(0)}h${area.width}`, stroke: theme.line, 'stroke-width': 0.9 })
}

/** Dashed lines with a word beside them; labels that would meet go below each other. */
function drawMarks(panel: PlotPanel, area: Frame, x: Scaled, y: Scaled, theme: Theme): string {
  const line = { stroke: theme.muted, 'stroke-width': 0.9, 'stroke-dasharray': '2 3' }
  const label = { 'font-family': fontFamily, 'font-size': fontPx.tick, fill: theme.muted }
  const rowEnds: number[] = []
  return [...(panel.marks ?? [])]
    .sort((a, b) => a.at - b.at)
    .map((mark) => {
      if (mark.axis === 'y') {
        const at = y.at(mark.at)
        const words = text(mark.label, { x: area.left + area.width, y: at - 4, 'text-anchor': 'end', ...label })
        return element('path', { d: `M${area.left} ${at}h${area.width}`, ...line }) + words
      }
      const at = x.at(mark.at)
      const width = textWidth(mark.label, fontPx.tick)
      const flipped = at + 4 + width > area.left + area.width
      const start = flipped ? at - 4 - width : at + 4
      let row = rowEnds.findIndex((end) => end < start)
      if (row === -1) row = rowEnds.length
      rowEnds[row] = start + width
      const words = text(mark.label, { x: start, y: area.top + 8 + 12 * row, ...label })
      return element('path', { d: `M${at} ${area.top}v${area.height}`, ...line }) + words
    })
    .join('')
}
