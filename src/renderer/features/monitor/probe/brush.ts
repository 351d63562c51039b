/** A pen on a picture of 28 x 28 grey levels, as wide as the strokes of handwritten digits. */
const RADIUS = 1.35
const SOFT = 0.7

/** Darkens what lies under the pen on its way from one point to another, in pixels. */
export function stroke(
  pixels: Uint8Array,
  side: number,
  from: [number, number],
  to: [number, number],
  erase: boolean,
): void {
  const steps = Math.max(1, Math.ceil(2 * Math.hypot(to[0] - from[0], to[1] - from[1])))
  for (let step = 0; step <= steps; step++) {
    const along = step / steps
    dab(pixels, side, from[0] + along * (to[0] - from[0]), from[1] + along * (to[1] - from[1]), erase)
  }
}

function dab(pixels: Uint8Array, side: number, x: number, y: number, erase: boolean): void {
  for (let row = Math.max(0, Math.floor(y - 3)); row < Math.min(side, y + 3); row++) {
    for (let column = Math.max(0, Math.floor(x - 3)); column < Math.min(side, x + 3); column++) {
      const distance = Math.hypot(column + 0.5 - x, row + 0.5 - y)
      const ink = 255 * Math.max(0, Math.min(1, (RADIUS + SOFT - distance) / SOFT))
      const at = row * side + column
      pixels[at] = erase ? Math.min(pixels[at], 255 - ink) : Math.max(pixels[at], ink)
    }
  }
}
