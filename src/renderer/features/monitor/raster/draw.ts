import { axisRoom, drawAxisTitle, drawDigitAxis, timeScale } from '../canvas/digit-axis.ts'
import type { Plot } from '../canvas/plot.ts'
import type { Surface } from '../canvas/surface.ts'
import { tickFont, wordFont } from '../canvas/surface.ts'
import type { TapePicture } from '../canvas/tape.ts'
import type { Presentation } from '../live/timeline.ts'
import type { RasterRows } from './layout.ts'
import { rasterRows } from './layout.ts'

/** Spikes of the outputs in their pools above, of the inputs below. */
export const rasterPicture: TapePicture = {
  plot: (width, height) => ({
    left: 44,
    right: width - 1,
    top: axisRoom.names,
    bottom: height - axisRoom.ticks - axisRoom.title,
  }),
  ground(surface, plot, { inputs, units, classes }) {
    const rows = rasterRows(plot, inputs, units)
    drawRules(surface, plot, rows, classes)
    drawPools(surface, plot, rows, classes)
    drawAxisTitle(surface, plot)
  },
  digit(surface, plot, presentation) {
    const rows = rasterRows(plot, presentation.inputs, presentation.units)
    drawDigitAxis(surface, plot, presentation)
    drawRules(surface, plot, rows, presentation.classes)
    drawSpikes(surface, plot, rows, presentation)
  },
}

function drawSpikes({ context, palette }: Surface, plot: Plot, rows: RasterRows, presentation: Presentation): void {
  const { spikes, inputs, units, classes, label, firstStep, dtMs } = presentation
  const x = timeScale(plot, presentation)
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
        context.fillRect(x((spikes[a] - firstStep) * dtMs), rows.y(spikes[a + 1]), wide, size)
      }
    }
  }
}

/** Between the pools, and around the inputs. */
function drawRules({ context, palette }: Surface, plot: Plot, { outputs, inputs }: RasterRows, classes: number): void {
  const perPool = (outputs.bottom - outputs.top) / classes
  context.lineWidth = 1
  context.strokeStyle = palette.grid
  for (let edge = 0; edge <= classes; edge++) horizontal(context, plot, outputs.bottom - edge * perPool)
  context.strokeStyle = palette.edge
  for (const y of [outputs.bottom, inputs.top, inputs.bottom]) horizontal(context, plot, y)
}

function drawPools({ context, palette }: Surface, plot: Plot, { outputs, inputs }: RasterRows, classes: number): void {
  const perPool = (outputs.bottom - outputs.top) / classes
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
