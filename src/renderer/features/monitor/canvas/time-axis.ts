import type { Presentation, Timeline } from '../live/timeline.ts'
import type { Surface } from './surface.ts'
import { tickFont, wordFont } from './surface.ts'

/** Where the data lie on a surface. */
export interface Plot {
  left: number
  right: number
  top: number
  bottom: number
}

/** The stitched time of the newest presentations, in pixels. */
export interface TimeWindow {
  plot: Plot
  visible: Presentation[]
  /** Of a time on the stitched axis. */
  x: (ms: number) => number
  headMs: number
}

/** The newest `digits` presentations up to the head. */
export function timeWindow({ presentations, headMs }: Timeline, digits: number, plot: Plot): TimeWindow {
  const lengthMs = (presentations.at(-1)?.lengthMs ?? 1) * digits
  const from = Math.max(presentations[0]?.startMs ?? 0, headMs - lengthMs)
  const perMs = (plot.right - plot.left) / lengthMs
  return {
    plot,
    headMs,
    visible: presentations.filter(({ startMs, lengthMs: ms }) => startMs < headMs && startMs + ms > from),
    x: (ms) => plot.left + (ms - from) * perMs,
  }
}

/** Keeps what is drawn between the edges of the plot and left of the head. */
export function clipToWindow(context: CanvasRenderingContext2D, { plot, x, headMs }: TimeWindow): void {
  context.beginPath()
  context.rect(plot.left, plot.top, Math.max(0, Math.min(plot.right, x(headMs)) - plot.left), plot.bottom - plot.top)
  context.clip()
}

/** Boundaries between digits with their labels above, ms since the digit appeared below. */
export function drawTimeAxis({ context, palette }: Surface, window: TimeWindow, words: boolean): void {
  const { plot, visible, x } = window
  context.lineWidth = 1
  for (const { startMs, leadMs, lengthMs, label } of visible) {
    const [start, onset, end] = [x(startMs), x(startMs + leadMs), x(startMs + lengthMs)]
    shadeLead(context, palette.raised, plot, start, onset)
    verticalLine(context, palette.edge, plot, start)
    verticalLine(context, palette.grid, plot, onset)
    drawTicks(context, palette.muted, plot, lengthMs - leadMs, (ms) => x(startMs + leadMs + ms))
    drawShown(context, palette.text, plot, onset, end, words ? `digit ${label}` : String(label))
  }
}

function shadeLead(
  context: CanvasRenderingContext2D,
  colour: string,
  { left, right, top, bottom }: Plot,
  from: number,
  to: number,
): void {
  const [a, b] = [Math.max(left, from), Math.min(right, to)]
  if (b <= a) return
  context.fillStyle = colour
  context.fillRect(a, top, b - a, bottom - top)
}

function verticalLine(context: CanvasRenderingContext2D, colour: string, plot: Plot, at: number): void {
  const x = Math.round(at) + 0.5
  if (x < plot.left || x > plot.right) return
  context.strokeStyle = colour
  context.beginPath()
  context.moveTo(x, plot.top)
  context.lineTo(x, plot.bottom)
  context.stroke()
}

const TICKS_MS = [10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000]

function drawTicks(
  context: CanvasRenderingContext2D,
  colour: string,
  { left, right, bottom }: Plot,
  lengthMs: number,
  x: (ms: number) => number,
): void {
  const perMs = x(1) - x(0)
  const every = TICKS_MS.find((ms) => ms * perMs >= 52) ?? lengthMs
  context.font = tickFont
  context.fillStyle = colour
  context.textAlign = 'center'
  context.textBaseline = 'top'
  for (let ms = 0; ms < lengthMs - 1e-6; ms += every) {
    const text = String(ms)
    const half = context.measureText(text).width / 2
    // Only whole labels.
    if (x(ms) - half >= left - 4 && x(ms) + half <= right + 8) context.fillText(text, x(ms), bottom + 5)
  }
}

function drawShown(
  context: CanvasRenderingContext2D,
  colour: string,
  { left, right, top }: Plot,
  onset: number,
  end: number,
  text: string,
): void {
  context.font = wordFont
  context.fillStyle = colour
  context.textAlign = 'left'
  context.textBaseline = 'bottom'
  const width = context.measureText(text).width
  const at = Math.max(left + 2, onset + 3)
  if (at + width < Math.min(right, end)) context.fillText(text, at, top - 3)
}
