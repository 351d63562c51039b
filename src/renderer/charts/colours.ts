import type { Palette } from '../theme/tokens.ts'
import type { ColourScale, Role } from './types.ts'

export type Rgb = readonly [red: number, green: number, blue: number]

export function rgbOf(hex: string): Rgb {
  const value = parseInt(hex.slice(1), 16)
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255]
}

export function cssOf([red, green, blue]: Rgb): string {
  return `rgb(${Math.round(red)} ${Math.round(green)} ${Math.round(blue)})`
}

/** As the bytes of an image lie in memory: one 32-bit word for a pixel. */
export function wordOf([red, green, blue]: Rgb): number {
  return ((255 << 24) | (Math.round(blue) << 16) | (Math.round(green) << 8) | Math.round(red)) >>> 0
}

export function mix(a: Rgb, b: Rgb, part: number): Rgb {
  return [a[0] + part * (b[0] - a[0]), a[1] + part * (b[1] - a[1]), a[2] + part * (b[2] - a[2])]
}

/** How well one is read on the other, 1 to 21, as in WCAG 2. */
export function contrast(a: Rgb, b: Rgb): number {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return (high + 0.05) / (low + 0.05)
}

function luminance(colour: Rgb): number {
  const [red, green, blue] = colour.map((byte) => {
    const part = byte / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** The colour of text on a ground of any colour: whichever of the two is read better there. */
export function textOn(ground: Rgb, { text, onPrimary }: Palette): string {
  return contrast(rgbOf(text), ground) >= contrast(rgbOf(onPrimary), ground) ? text : onPrimary
}

export function roleColour(role: Role, palette: Palette, series: readonly string[]): string {
  switch (role) {
    case 'ltp':
    case 'ltd':
    case 'accent':
    case 'good':
    case 'bad':
      return palette[role]
    case 'grey':
      return palette.muted
    default:
      return series[Number(role.slice('series-'.length)) % series.length]
  }
}

/**
 * 256 colours from the least to the greatest value. Diverging: depression blue, nothing (the ground of the panel), potentiation
 * orange. Sequential: the ground to the accent.
 */
export function colourRamp(scale: ColourScale, palette: Palette): Rgb[] {
  const ground = rgbOf(palette.panel)
  const stops =
    scale === 'diverging'
      ? [
          rgbOf(palette.ltd),
          mix(rgbOf(palette.ltd), ground, 0.6),
          ground,
          mix(rgbOf(palette.ltp), ground, 0.6),
          rgbOf(palette.ltp),
        ]
      : [mix(ground, rgbOf(palette.accent), 0.06), rgbOf(palette.accent)]
  return Array.from({ length: 256 }, (_, index) => {
    const along = (index / 255) * (stops.length - 1)
    const at = Math.min(Math.floor(along), stops.length - 2)
    return mix(stops[at], stops[at + 1], along - at)
  })
}

/** Where in the ramp a value lies, 0 to 255. */
export function rampIndex(value: number, min: number, max: number): number {
  if (!(max > min)) return 0
  return Math.max(0, Math.min(255, Math.round(((value - min) / (max - min)) * 255)))
}

/** The values at the ends of the colours: symmetric about zero for diverging maps. */
export function colourRange(scale: ColourScale, values: ArrayLike<number>): [min: number, max: number] {
  let [min, max] = [Infinity, -Infinity]
  for (let i = 0; i < values.length; i++) {
    const value = values[i]
    if (!Number.isFinite(value)) continue
    if (value < min) min = value
    if (value > max) max = value
  }
  if (min > max) return [0, 1]
  if (scale === 'sequential') return min === max ? [Math.min(0, min), Math.max(min, 0) || 1] : [Math.min(0, min), max]
  const largest = Math.max(Math.abs(min), Math.abs(max)) || 1
  return [-largest, largest]
}
