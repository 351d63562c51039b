import { encode } from 'fast-png'
import { element, type Attributes } from './markup.ts'

/** A small picture inside the drawing, one pixel a cell, never smoothed. */
export function embeddedImage(
  width: number,
  height: number,
  colour: (x: number, y: number) => readonly [number, number, number],
  box: Attributes,
): string {
  const data = new Uint8Array(width * height * 3)
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) data.set(colour(x, y), (y * width + x) * 3)
  const png = encode({ width, height, data, channels: 3 })
  return element('image', {
    ...box,
    href: `data:image/png;base64,${Buffer.from(png).toString('base64')}`,
    preserveAspectRatio: 'none',
    'image-rendering': 'optimizeSpeed',
    style: 'image-rendering:pixelated',
  })
}
