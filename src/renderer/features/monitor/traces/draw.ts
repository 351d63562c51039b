import { short } from '../../../ui/format.ts'
import { axisRoom, drawAxisTitle, drawDigitAxis, timeScale } from '../canvas/digit-axis.ts'
import type { Plot } from '../canvas/plot.ts'
import type { Surface } from '../canvas/surface.ts'
import { bandFont, tickFont } from '../canvas/surface.ts'
import type { TapePicture } from '../canvas/tape.ts'
import type { Presentation } from '../live/timeline.ts'
import { probeKey } from '../live/wants.ts'
import type { Strip, TraceCurve } from './strips.ts'

const GAP = 12
/** Of the words at bands and lines, right of the plot. */
const WORDS = 28

/** Strips one above the other. */
export function tracePicture(strips: readonly Strip[]): TapePicture {
  return {
    plot: (width, height) => ({
      left: 40,
      right: width - WORDS,
      top: axisRoom.names,
      bottom: height - axisRoom.ticks - axisRoom.title,
    }),
    ground(surface, plot) {
      forEachStrip(plot, strips, (strip, within) => {
        drawBands(surface, within, strip)
        drawScale(surface, within, strip)
        drawWords(surface, within, strip)
      })
      drawAxisTitle(surface, plot)
    },
    digit(surface, plot, presentation) {
      drawDigitAxis(surface, plot, presentation)
      forEachStrip(plot, strips, (strip, within) => {
        if (within.top > plot.top) clearGap(surface, within)
        drawBands(surface, within, strip)
        for (const curve of strip.curves) drawCurve(surface, within, strip, presentation, curve)
      })
    },
  }
}

/** The strips, their ranges widened to what the data reach: in steps of 10 mV, or of 0.1. */
export function reaching(strips: readonly Strip[], presentations: readonly Presentation[]): Strip[] {
  return strips.map((strip) => (strip.reach ? widened(presentations, strip) : strip))
}

function forEachStrip(plot: Plot, strips: readonly Strip[], draw: (strip: Strip, within: Plot) => void): void {
  const height = (plot.bottom - plot.top - GAP * (strips.length - 1)) / strips.length
  strips.forEach((strip, index) => {
    const top = plot.top + index * (height + GAP)
    draw(strip, { ...plot, top, bottom: top + height })
  })
}

function clearGap({ context, palette }: Surface, { left, right, top }: Plot): void {
  context.fillStyle = palette.panel
  context.fillRect(left, top - GAP, right - left, GAP)
}

/** Where a value lies. */
function valueScale({ top, bottom }: Plot, { min, max }: Strip): (value: number) => number {
  return (value) => bottom - ((value - min) / (max - min)) * (bottom - top)
}

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

function drawBands({ context, palette }: Surface, plot: Plot, strip: Strip): void {
  const y = valueScale(plot, strip)
  context.globalAlpha = 0.16
  for (const { from, to, colour } of strip.bands) {
    context.fillStyle = palette[colour]
    context.fillRect(plot.left, y(to), plot.right - plot.left, y(from) - y(to))
  }
  context.globalAlpha = 1
  context.strokeStyle = palette.muted
  context.lineWidth = 1
  context.setLineDash([4, 4])
  for (const { at } of strip.lines) {
    context.beginPath()
    context.moveTo(plot.left, Math.round(y(at)) + 0.5)
    context.lineTo(plot.right, Math.round(y(at)) + 0.5)
    context.stroke()
  }
  context.setLineDash([])
}

function drawScale({ context, palette }: Surface, plot: Plot, strip: Strip): void {
  const y = valueScale(plot, strip)
  context.strokeStyle = palette.edge
  context.lineWidth = 1
  context.beginPath()
  context.moveTo(plot.left - 0.5, plot.top)
  context.lineTo(plot.left - 0.5, plot.bottom)
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

/** What the bands and lines are, beside them. */
function drawWords({ context, palette }: Surface, plot: Plot, strip: Strip): void {
  const y = valueScale(plot, strip)
  context.font = bandFont
  context.textAlign = 'left'
  context.textBaseline = 'middle'
  for (const { from, to, colour, label } of strip.bands) {
    if (y(from) - y(to) < 9) continue
    context.fillStyle = palette[colour]
    context.fillText(label, plot.right + 4, (y(from) + y(to)) / 2)
  }
  context.fillStyle = palette.muted
  for (const { at, label } of strip.lines) context.fillText(label, plot.right + 4, y(at))
}

/** Those of the strip, and where it begins. */
function ticksOf({ ticks, min }: Strip): number[] {
  return [...new Set([min, ...ticks])].sort((a, b) => a - b)
}

function drawCurve(
  { context, palette }: Surface,
  plot: Plot,
  strip: Strip,
  presentation: Presentation,
  { probe, colour, width, split, plus = 0 }: TraceCurve,
): void {
  const { probes, columns, firstRowMs, rowMs } = presentation
  const column = columns.get(probeKey(probe))
  if (column === undefined) return
  const [x, y] = [timeScale(plot, presentation), valueScale(plot, strip)]
  const rows = probes.length / columns.size
  const at = (row: number): number => probes[row * columns.size + column] + plus
  const colourOf = (value: number): string =>
    split === undefined ? palette[colour] : value > split ? palette.ltp : palette.ltd
  context.lineWidth = width
  context.lineJoin = 'round'
  let drawn = ''
  for (let row = 0; row < rows; row++) {
    const [px, py] = [x(firstRowMs + row * rowMs), y(at(row))]
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
