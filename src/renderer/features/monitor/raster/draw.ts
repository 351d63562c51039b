import type { Palette } from '../../../theme/tokens.ts'
import type { Surface } from '../canvas/surface.ts'
import { tickFont, wordFont } from '../canvas/surface.ts'
import type { Plot, TimeWindow } from '../canvas/time-axis.ts'
import { clipToWindow, drawTimeAxis } from '../canvas/time-axis.ts'
import type { Presentation } from '../live/timeline.ts'
import type { RasterRows } from './layout.ts'
import { rasterRows } from './layout.ts'

/** The spikes of a presentation, drawn once and then moved. */
export type Tiles = WeakMap<Presentation, OffscreenCanvas>

export const rasterPlot = (width: number, height: number): Plot => ({
  left: 44,
  right: width - 1,
  top: 16,
  bottom: height - 34,
})

export function drawRaster(surface: Surface, window: TimeWindow, tiles: Tiles): void {
  const { context, palette } = surface
  const { plot, visible, x } = window
  const newest = visible.at(-1)
  if (newest === undefined) return
  const rows = rasterRows(plot, newest.inputs, newest.units)
  context.save()
  drawTimeAxis(surface, window, true)
  context.restore()
  drawPools(context, palette, plot, rows, newest.classes)
  context.save()
  clipToWindow(context, window)
  for (const presentation of visible) {
    const [from, to] = [x(presentation.startMs), x(presentation.startMs + presentation.lengthMs)]
    let tile = tiles.get(presentation)
    if (tile === undefined) {
      tile = drawTile(presentation, to - from, plot, rows, surface)
      tiles.set(presentation, tile)
    }
    context.drawImage(tile, from, plot.top, to - from, plot.bottom - plot.top)
  }
  context.restore()
}

function drawTile(
  { spikes, inputs, units, classes, label, firstStep, dtMs, lengthMs }: Presentation,
  width: number,
  plot: Plot,
  rows: RasterRows,
  { ratio, palette }: Surface,
): OffscreenCanvas {
  const high = plot.bottom - plot.top
  const tile = new OffscreenCanvas(Math.max(1, Math.round(width * ratio)), Math.max(1, Math.round(high * ratio)))
  const context = tile.getContext('2d')!
  context.scale(ratio, ratio)
  const perMs = width / lengthMs
  const perPool = units / classes
  const dot = { input: Math.max(1, rows.inputs.perUnit), output: Math.min(4, Math.max(1.4, rows.outputs.perUnit)) }
  // One colour after the other: changing it for every spike costs more than drawing it.
  const passes = [
    { colour: palette.muted, size: dot.input, wide: 1, is: (neuron: number) => neuron < inputs },
    {
      colour: palette.ltp,
      size: dot.output,
      wide: 1.6,
      is: (neuron: number) => neuron >= inputs && poolOf(neuron) !== label,
    },
    {
      colour: palette.accent,
      size: dot.output,
      wide: 1.6,
      is: (neuron: number) => neuron >= inputs && poolOf(neuron) === label,
    },
  ]
  const poolOf = (neuron: number): number => Math.floor((neuron - inputs) / perPool)
  for (const { colour, size, wide, is } of passes) {
    context.fillStyle = colour
    for (let a = 0; a < spikes.length; a += 2) {
      if (is(spikes[a + 1])) {
        context.fillRect((spikes[a] - firstStep) * dtMs * perMs, rows.y(spikes[a + 1]) - plot.top, wide, size)
      }
    }
  }
  return tile
}

function drawPools(
  context: CanvasRenderingContext2D,
  palette: Palette,
  plot: Plot,
  { outputs, inputs }: RasterRows,
  classes: number,
): void {
  const perPool = (outputs.bottom - outputs.top) / classes
  context.strokeStyle = palette.grid
  context.lineWidth = 1
  for (let edge = 0; edge <= classes; edge++) horizontal(context, plot, outputs.bottom - edge * perPool)
  context.strokeStyle = palette.edge
  for (const y of [outputs.bottom, inputs.top, inputs.bottom]) horizontal(context, plot, y)
  context.font = tickFont
  context.fillStyle = palette.muted
  context.textAlign = 'right'
  context.textBaseline = 'middle'
  const every = perPool >= 11 ? 1 : 3
  for (let pool = 0; pool < classes; pool += every) {
    context.fillText(String(pool), plot.left - 6, outputs.bottom - (pool + 0.5) * perPool)
  }
  sideways(context, 'output pool', 12, (outputs.top + outputs.bottom) / 2)
  sideways(context, 'inputs', 12, (inputs.top + inputs.bottom) / 2)
  context.font = wordFont
  context.textAlign = 'center'
  context.textBaseline = 'alphabetic'
  context.fillText('ms since the digit appeared', (plot.left + plot.right) / 2, plot.bottom + 30)
}

function horizontal(context: CanvasRenderingContext2D, { left, right }: Plot, at: number): void {
  const y = Math.round(at) + 0.5
  context.beginPath()
  context.moveTo(left, y)
  context.lineTo(right, y)
  context.stroke()
}

function sideways(context: CanvasRenderingContext2D, text: string, x: number, y: number): void {
  context.save()
  context.translate(x, y)
  context.rotate(-Math.PI / 2)
  context.font = wordFont
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  context.fillText(text, 0, 0)
  context.restore()
}
