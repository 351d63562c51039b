import type { Presentation } from '../live/timeline.ts'
import type { Plot } from './plot.ts'
import type { Surface } from './surface.ts'
import { tickFont, wordFont } from './surface.ts'

/** Room above a plot for the names of the digits, below it for the ticks, and below these for what they mean. */
export const axisRoom = { names: 16, ticks: 18, title: 16 }

/** Where a time since the start of the presentation lies, when the plot is as wide as the presentation is long. */
export function timeScale({ left, right }: Plot, { lengthMs }: Presentation): (ms: number) => number {
  return (ms) => left + (ms * (right - left)) / lengthMs
}

/** The boundary to the digit before with the label above, the teacher's lead, ms since the digit appeared below. */
export function drawDigitAxis(surface: Surface, plot: Plot, presentation: Presentation): void {
  const { context, palette } = surface
  const { leadMs, label } = presentation
  const x = timeScale(plot, presentation)
  const onset = x(leadMs)
  context.lineWidth = 1
  context.fillStyle = palette.raised
  context.fillRect(plot.left, plot.top, onset - plot.left, plot.bottom - plot.top)
  verticalLine(context, palette.edge, plot, plot.left)
  verticalLine(context, palette.grid, plot, onset)
  drawTicks(surface, plot, presentation)
  context.font = wordFont
  context.fillStyle = palette.text
  context.textAlign = 'left'
  context.textBaseline = 'bottom'
  const words = `digit ${label}`
  if (onset + 3 + context.measureText(words).width < plot.right) context.fillText(words, onset + 3, plot.top - 3)
}

/** What the ticks of all digits mean. */
export function drawAxisTitle({ context, palette }: Surface, { left, right, bottom }: Plot): void {
  context.font = wordFont
  context.fillStyle = palette.muted
  context.textAlign = 'center'
  context.textBaseline = 'alphabetic'
  context.fillText('ms since the digit appeared', (left + right) / 2, bottom + axisRoom.ticks + axisRoom.title - 4)
}

function verticalLine(context: CanvasRenderingContext2D, colour: string, { top, bottom }: Plot, at: number): void {
  const x = Math.round(at) + 0.5
  context.strokeStyle = colour
  context.beginPath()
  context.moveTo(x, top)
  context.lineTo(x, bottom)
  context.stroke()
}

const TICKS_MS = [10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000]

function drawTicks({ context, palette }: Surface, plot: Plot, presentation: Presentation): void {
  const { left, right, bottom } = plot
  const { leadMs, lengthMs } = presentation
  const x = timeScale(plot, presentation)
  const every = TICKS_MS.find((ms) => x(ms) - x(0) >= 52) ?? lengthMs
  context.font = tickFont
  context.fillStyle = palette.muted
  context.textAlign = 'center'
  context.textBaseline = 'top'
  for (let ms = 0; leadMs + ms < lengthMs - 1e-6; ms += every) {
    const text = String(ms)
    const half = context.measureText(text).width / 2
    // Whole labels only: without a lead, the first one stands right of its tick.
    const at = Math.max(x(leadMs + ms), left + half + 1)
    if (at + half < right) context.fillText(text, at, bottom + 5)
  }
}
