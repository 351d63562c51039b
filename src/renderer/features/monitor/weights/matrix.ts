import type { Surface } from '../canvas/surface.ts'
import { tickFont, wordFont } from '../canvas/surface.ts'
import type { Plot } from '../canvas/plot.ts'
import type { WeightImage } from '../live/monitor.ts'
import type { SynapseId } from '../traces/selection.ts'

export function matrixPlot(width: number, height: number): Plot {
  return { left: 44, right: width - 2, top: 2, bottom: height - 32 }
}

/** Unit 0 at the bottom, as in the raster. */
export function synapseAt(x: number, y: number, plot: Plot, { inputs, units }: WeightImage): SynapseId | null {
  const pre = Math.floor(((x - plot.left) / (plot.right - plot.left)) * inputs)
  const post = Math.floor(((plot.bottom - y) / (plot.bottom - plot.top)) * units)
  return pre >= 0 && pre < inputs && post >= 0 && post < units ? { pre, post } : null
}

export function moveCursor(
  { pre, post }: SynapseId,
  key: string,
  by: number,
  { inputs, units }: WeightImage,
): SynapseId {
  const dx = key === 'ArrowLeft' ? -by : key === 'ArrowRight' ? by : 0
  const dy = key === 'ArrowDown' ? -by : key === 'ArrowUp' ? by : 0
  return { pre: Math.max(0, Math.min(inputs - 1, pre + dx)), post: Math.max(0, Math.min(units - 1, post + dy)) }
}

export function drawMatrix(
  { context, palette, width, height }: Surface,
  picture: HTMLCanvasElement,
  { inputs, units }: WeightImage,
  classes: number,
  chosen: SynapseId,
  cursor: SynapseId | null,
): void {
  const plot = matrixPlot(width, height)
  const [wide, high] = [plot.right - plot.left, plot.bottom - plot.top]
  const x = (input: number): number => plot.left + ((input + 0.5) / inputs) * wide
  const y = (unit: number): number => plot.bottom - ((unit + 0.5) / units) * high
  context.save()
  context.imageSmoothingEnabled = wide < inputs || high < units
  context.translate(0, plot.top + plot.bottom)
  context.scale(1, -1)
  context.drawImage(picture, plot.left, plot.top, wide, high)
  context.restore()
  drawAxes(context, palette.muted, plot, inputs, units / classes, classes, x)
  mark(context, palette.text, x(chosen.pre), y(chosen.post), 5)
  if (cursor !== null) {
    context.strokeStyle = palette.text
    context.lineWidth = 0.5
    context.strokeRect(plot.left, y(cursor.post), wide, 0)
    context.strokeRect(x(cursor.pre), plot.top, 0, high)
  }
}

function drawAxes(
  context: CanvasRenderingContext2D,
  colour: string,
  plot: Plot,
  inputs: number,
  perPool: number,
  classes: number,
  x: (input: number) => number,
): void {
  context.fillStyle = colour
  context.font = tickFont
  context.textAlign = 'center'
  context.textBaseline = 'top'
  for (let input = 0; input < inputs; input += 200) {
    // Only whole labels.
    if (x(input) + context.measureText(String(input)).width / 2 > plot.right) break
    context.fillText(String(input), x(input), plot.bottom + 4)
  }
  context.textAlign = 'right'
  context.textBaseline = 'middle'
  const rowHeight = (plot.bottom - plot.top) / classes
  for (let c = 0; c < classes; c += rowHeight >= 11 ? 1 : 3) {
    context.fillText(String(Math.round(c * perPool)), plot.left - 5, plot.bottom - (c + 0.5 / perPool) * rowHeight)
  }
  context.font = wordFont
  context.textAlign = 'center'
  context.textBaseline = 'alphabetic'
  context.fillText('input', (plot.left + plot.right) / 2, plot.bottom + 28)
  context.translate(10, (plot.top + plot.bottom) / 2)
  context.rotate(-Math.PI / 2)
  context.textBaseline = 'middle'
  context.fillText('unit', 0, 0)
  context.rotate(Math.PI / 2)
  context.translate(-10, -(plot.top + plot.bottom) / 2)
}

function mark(context: CanvasRenderingContext2D, colour: string, x: number, y: number, radius: number): void {
  context.strokeStyle = colour
  context.lineWidth = 1.5
  context.beginPath()
  context.arc(x, y, radius, 0, 2 * Math.PI)
  context.stroke()
}
