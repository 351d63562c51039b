import type { Palette } from '../../../theme/tokens.ts'
import { short } from '../../../ui/format.ts'
import type { Surface } from '../canvas/surface.ts'
import { bandFont, tickFont, wordFont } from '../canvas/surface.ts'
import type { Plot, TimeWindow } from '../canvas/time-axis.ts'
import { clipToWindow, drawTimeAxis, timeWindow } from '../canvas/time-axis.ts'
import type { Presentation, Timeline } from '../live/timeline.ts'
import { probeKey } from '../live/wants.ts'
import type { Strip, TraceCurve } from './strips.ts'

const GAP = 12

/** Strips one above the other over the newest presentations. */
export function drawTraces(surface: Surface, timeline: Timeline, digits: number, strips: readonly Strip[]): void {
  const plot = { left: 40, right: surface.width - 1, top: 16, bottom: surface.height - 34 }
  const window = timeWindow(timeline, digits, plot)
  const height = (plot.bottom - plot.top - GAP * (strips.length - 1)) / strips.length
  drawTimeAxis(surface, window, true)
  strips.forEach((strip, index) => {
    const top = plot.top + index * (height + GAP)
    const reached = strip.reach ? widened(timeline.presentations, strip) : strip
    drawStrip(surface, { ...window, plot: { ...plot, top, bottom: top + height } }, reached, index > 0)
  })
  const { context, palette } = surface
  context.font = wordFont
  context.fillStyle = palette.muted
  context.textAlign = 'center'
  context.textBaseline = 'alphabetic'
  context.fillText('ms since the digit appeared', (plot.left + plot.right) / 2, plot.bottom + 30)
}

/** The strip, its range widened to what the data reach: in steps of 10 mV, or of 0.1. */
function widened(presentations: readonly Presentation[], strip: Strip): Strip {
  let [least, most] = [strip.min, strip.max]
  for (const { probes, columns } of presentations) {
    for (const { probe, plus = 0 } of strip.curves) {
      const column = columns.get(probeKey(probe))
      if (column === undefined) continue
      for (let at = column; at < probes.length; at += columns.size) {
        least = Math.min(least, probes[at] + plus)
        most = Math.max(most, probes[at] + plus)
      }
    }
  }
  const step = strip.max - strip.min > 5 ? 10 : 0.1
  return {
    ...strip,
    min: least < strip.min ? step * Math.floor(least / step) : strip.min,
    max: most > strip.max ? step * Math.ceil(most / step) : strip.max,
  }
}

function drawStrip({ context, palette }: Surface, window: TimeWindow, strip: Strip, separate: boolean): void {
  const { plot } = window
  const y = (value: number): number =>
    plot.bottom - ((value - strip.min) / (strip.max - strip.min)) * (plot.bottom - plot.top)
  if (separate) {
    context.fillStyle = palette.panel
    context.fillRect(plot.left, plot.top - GAP, plot.right - plot.left, GAP)
  }
  drawBands(context, palette, plot, strip, y)
  drawScale(context, palette, plot, strip, y)
  context.save()
  clipToWindow(context, window)
  for (const curve of strip.curves) {
    for (const presentation of window.visible) drawCurve(context, palette, presentation, curve, window.x, y)
  }
  context.restore()
}

function drawBands(
  context: CanvasRenderingContext2D,
  palette: Palette,
  plot: Plot,
  { bands, lines }: Strip,
  y: (value: number) => number,
): void {
  for (const { from, to, colour, label } of bands) {
    context.globalAlpha = 0.16
    context.fillStyle = palette[colour]
    context.fillRect(plot.left, y(to), plot.right - plot.left, y(from) - y(to))
    context.globalAlpha = 1
    if (y(from) - y(to) < 9) continue
    context.font = bandFont
    context.textAlign = 'right'
    context.textBaseline = 'middle'
    context.fillText(label, plot.right - 4, (y(from) + y(to)) / 2)
  }
  context.strokeStyle = palette.muted
  context.lineWidth = 1
  context.setLineDash([4, 4])
  for (const { at } of lines) {
    context.beginPath()
    context.moveTo(plot.left, Math.round(y(at)) + 0.5)
    context.lineTo(plot.right, Math.round(y(at)) + 0.5)
    context.stroke()
  }
  context.setLineDash([])
}

function drawScale(
  context: CanvasRenderingContext2D,
  palette: Palette,
  plot: Plot,
  strip: Strip,
  y: (value: number) => number,
): void {
  context.strokeStyle = palette.edge
  context.lineWidth = 1
  context.beginPath()
  context.moveTo(plot.left + 0.5, plot.top)
  context.lineTo(plot.left + 0.5, plot.bottom)
  context.stroke()
  context.fillStyle = palette.muted
  context.font = tickFont
  context.textAlign = 'right'
  context.textBaseline = 'middle'
  let above = Infinity
  for (const tick of ticksOf(strip)) {
    if (above - y(tick) < 11) continue
    above = y(tick)
    context.fillText(short(tick), plot.left - 5, above)
  }
}

/** Those of the strip, and where it begins. */
function ticksOf({ ticks, min }: Strip): number[] {
  return [...new Set([min, ...ticks])].sort((a, b) => a - b)
}

function drawCurve(
  context: CanvasRenderingContext2D,
  palette: Palette,
  { probes, columns, startMs, firstRowMs, rowMs }: Presentation,
  { probe, colour, width, split, plus = 0 }: TraceCurve,
  x: (ms: number) => number,
  y: (value: number) => number,
): void {
  const column = columns.get(probeKey(probe))
  if (column === undefined) return
  const rows = probes.length / columns.size
  const at = (row: number): number => probes[row * columns.size + column] + plus
  const colourOf = (value: number): string =>
    split === undefined ? palette[colour] : value > split ? palette.ltp : palette.ltd
  context.lineWidth = width
  context.lineJoin = 'round'
  let drawn = ''
  for (let row = 0; row < rows; row++) {
    const [px, py] = [x(startMs + firstRowMs + row * rowMs), y(at(row))]
    const wanted = colourOf(at(row))
    if (wanted !== drawn) {
      if (drawn !== '') {
        context.lineTo(px, py)
        context.stroke()
      }
      context.strokeStyle = wanted
      context.beginPath()
      context.moveTo(px, py)
      drawn = wanted
    } else context.lineTo(px, py)
  }
  if (drawn !== '') context.stroke()
}
