import type { PlotLayer, Results } from '../../../contract/results.ts'
import { element, text } from './markup.ts'
import { fontFamily, fontPx, textWidth } from './text.ts'
import { colourOf, type Theme } from './theme.ts'

/** A key of the legend: one label, with every way it is drawn (a line and the dots it explains share one). */
interface Entry {
  label: string
  layers: PlotLayer[]
}

const keyPx = 20
const gapPx = 12
export const legendRowPx = 15

export function legendEntries(layers: readonly PlotLayer[], results: Results): Entry[] {
  const entries: Entry[] = []
  for (const layer of layers) {
    const label = results.series[layer.series].label
    if (label === '') continue
    const same = entries.find((entry) => entry.label === label && entry.layers[0].role === layer.role)
    if (same === undefined) entries.push({ label, layers: [layer] })
    else same.layers.push(layer)
  }
  // A single curve is what the title says it is.
  return entries.length > 1 ? entries : []
}

/** Rows of entries that fit the width. The legend stands above the plot, where it covers no data. */
export function legendRows(entries: readonly Entry[], widthPx: number): Entry[][] {
  const rows: Entry[][] = []
  let used = Infinity
  for (const entry of entries) {
    const needed = entryWidth(entry)
    if (used + needed > widthPx) {
      rows.push([])
      used = 0
    }
    rows.at(-1)!.push(entry)
    used += needed
  }
  return rows
}

function entryWidth(entry: Entry): number {
  return keyPx + 4 + textWidth(entry.label, fontPx.tick) + gapPx
}

export function drawLegend(rows: readonly Entry[][], left: number, top: number, theme: Theme): string {
  return rows
    .map((row, index) => {
      const y = top + index * legendRowPx + legendRowPx / 2
      let x = left
      return row
        .map((entry) => {
          const start = x
          x += entryWidth(entry)
          const keys = entry.layers.map((layer) => drawKey(layer, start, y, theme)).join('')
          const attributes = { 'font-family': fontFamily, 'font-size': fontPx.tick, fill: theme.text }
          return keys + text(entry.label, { x: start + keyPx + 4, y: y + 3.5, ...attributes })
        })
        .join('')
    })
    .join('')
}

function drawKey(layer: PlotLayer, x: number, y: number, theme: Theme): string {
  const colour = colourOf(layer.role, theme)
  const stroke = { stroke: colour, 'stroke-width': 1.6, fill: 'none' }
  const line = { d: `M${x} ${y}H${x + keyPx}`, ...stroke }
  switch (layer.style) {
    case 'line':
    case 'step':
      return element('path', line)
    case 'dashed':
      return element('path', { ...line, 'stroke-dasharray': '4 3' })
    case 'dots':
      return element('circle', { cx: x + keyPx / 2, cy: y, r: 2.4, fill: colour })
    case 'band':
      return (
        element('rect', { x, y: y - 4, width: keyPx, height: 8, fill: colour, 'fill-opacity': 0.2 }) +
        element('path', line)
      )
    case 'bars':
      return element('rect', { x: x + keyPx / 2 - 5, y: y - 4, width: 10, height: 8, fill: colour })
  }
}
