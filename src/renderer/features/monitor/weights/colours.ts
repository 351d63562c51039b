import { colourRamp, mix, rgbOf, wordOf } from '../../../charts/colours.ts'
import type { Palette } from '../../../theme/tokens.ts'

/** Colours of hidden weights in 1/255, in the byte order of image data: closed blue, open orange. */
export function weightColours(palette: Palette): Uint32Array {
  return Uint32Array.from(colourRamp('diverging', palette), wordOf)
}

/** Colours of a fraction of open synapses: none is the faint blue of closed ones, all the orange of open ones. */
export function fractionColours(palette: Palette): Uint32Array {
  const [ground, closed, open] = [palette.panel, palette.ltd, palette.ltp].map(rgbOf)
  const none = mix(ground, closed, 0.22)
  return Uint32Array.from({ length: 256 }, (_, a) => wordOf(mix(none, open, a / 255)))
}

/** What was painted last on a canvas: a picture a second of a large network would be much to collect. */
const images = new WeakMap<HTMLCanvasElement, ImageData>()

/** An image from numbers 0 to 255, one word of colour for each pixel. */
export function paint(context: CanvasRenderingContext2D, values: ArrayLike<number>, colours: Uint32Array): void {
  const { width, height } = context.canvas
  const last = images.get(context.canvas)
  const image = last?.width === width && last.height === height ? last : context.createImageData(width, height)
  images.set(context.canvas, image)
  const words = new Uint32Array(image.data.buffer)
  for (let a = 0; a < words.length; a++) words[a] = colours[values[a]]
  context.putImageData(image, 0, 0)
}
