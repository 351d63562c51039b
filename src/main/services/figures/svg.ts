import type { Figure, Panel, PlotLayer, Results } from '../../../contract/results.ts'
import type { Drawing } from './frame.ts'
import { imagesDrawing } from './images-panel.ts'
import { mapDrawing } from './map-panel.ts'
import { element, escapeText } from './markup.ts'
import { plotDrawing } from './plot-panel.ts'
import { light, type Theme } from './theme.ts'

export interface FigureOptions {
  /** Everything needed to make the figure again: design, seed, versions. It goes into the file. */
  provenance: Record<string, unknown>
  theme?: Theme
  /** 180 mm, a journal's double column, unless told otherwise. */
  widthPx?: number
}

const doubleColumnPx = 680
const gutterPx = { column: 14, row: 12, edge: 6 } as const
/** One wide panel above another: traces over time. */
const stackedAspect = 0.19
/** Narrow columns get taller plots, so that axis titles have room. */
const lowestPlotPx = 150

/** Draws a figure description. The text stays text, so that it can be found, copied and edited. */
export function renderSvg(figure: Figure, results: Results, options: FigureOptions): string {
  const { theme = light, widthPx = doubleColumnPx, provenance } = options
  const panels = figure.panels.map((panel) => drawable(panel, results)).filter((panel) => panel !== undefined)
  const columns = figure.columns ?? columnsFor(panels.length)
  const width = panels.length === 1 && options.widthPx === undefined ? widthPx * 0.62 : widthPx
  const columnPx = (width - 2 * gutterPx.edge - (columns - 1) * gutterPx.column) / columns
  const drawings = panels.map((panel, index) =>
    drawingOf(panel, panels.length > 1 ? letters[index] : '', results, theme, `${figure.id}-clip-${index}`),
  )
  const stacked = columns === 1 && panels.length > 1
  let top: number = gutterPx.edge
  const parts: string[] = []
  for (let first = 0; first < drawings.length; first += columns) {
    const row = drawings.slice(first, first + columns)
    const headerPx = Math.max(...row.map((drawing) => drawing.headerPx(columnPx)))
    const aspect = stacked ? stackedAspect : Math.max(...row.map((drawing) => drawing.aspect))
    const plotHeightPx = Math.max((columnPx - 64) * aspect, stacked ? 0 : lowestPlotPx)
    const height = headerPx + plotHeightPx + Math.max(...row.map(({ footerPx }) => footerPx))
    row.forEach((drawing, column) => {
      const left = gutterPx.edge + column * (columnPx + gutterPx.column)
      parts.push(element('g', {}, drawing.draw({ left, top, width: columnPx, height }, headerPx)))
    })
    top += height + gutterPx.row
  }
  const height = Math.ceil(top - gutterPx.row + gutterPx.edge)
  const root = {
    xmlns: 'http://www.w3.org/2000/svg',
    ...{ width: Math.round(width), height, viewBox: `0 0 ${Math.round(width)} ${height}`, role: 'img' },
  }
  return element(
    'svg',
    root,
    element('title', {}, escapeText(figure.title)),
    element('desc', {}, escapeText(figure.caption)),
    element('metadata', {}, escapeText(JSON.stringify(provenance))),
    element('rect', { width: '100%', height: '100%', fill: theme.background }),
    ...parts,
  )
}

const letters = 'abcdefghijklmnopqrstuvwxyz'

function columnsFor(panels: number): number {
  if (panels <= 3) return panels
  return panels === 4 ? 2 : 3
}

/** A run that ended early lacks some of what its figures show: what is there is drawn. */
function drawable(panel: Panel, results: Results): Panel | undefined {
  const known = (layers: readonly PlotLayer[]) => layers.filter(({ series }) => results.series[series] !== undefined)
  if (panel.kind === 'plot') {
    const layers = known(panel.layers)
    return layers.length === 0 ? undefined : { ...panel, layers }
  }
  if (results.arrays[panel.array] === undefined) return undefined
  return panel.kind === 'map' ? { ...panel, curves: known(panel.curves ?? []) } : panel
}

function drawingOf(panel: Panel, letter: string, results: Results, theme: Theme, clipId: string): Drawing {
  switch (panel.kind) {
    case 'plot':
      return plotDrawing(panel, letter, results, theme, clipId)
    case 'map':
      return mapDrawing(panel, letter, results, theme, clipId)
    case 'images':
      return imagesDrawing(panel, letter, results, theme)
  }
}
