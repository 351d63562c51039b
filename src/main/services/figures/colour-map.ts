/** Colours of maps: depression blue, nothing white, potentiation orange; or white to the accent. */
type Rgb = readonly [number, number, number]

const stops: Record<'diverging' | 'sequential', readonly Rgb[]> = {
  diverging: [
    [23, 66, 135],
    [42, 111, 214],
    [163, 196, 243],
    [255, 255, 255],
    [244, 193, 150],
    [201, 101, 15],
    [125, 58, 4],
  ],
  sequential: [
    [255, 255, 255],
    [151, 209, 200],
    [15, 143, 127],
    [4, 66, 60],
  ],
}

/** Maps a position from 0 to 1 to a colour; a value that is not a number is grey. */
export function colourAt(kind: 'diverging' | 'sequential', position: number): Rgb {
  if (!Number.isFinite(position)) return [225, 229, 234]
  const scale = stops[kind]
  const along = Math.min(Math.max(position, 0), 1) * (scale.length - 1)
  const index = Math.min(Math.floor(along), scale.length - 2)
  const part = along - index
  const [from, to] = [scale[index], scale[index + 1]]
  const mix = (channel: 0 | 1 | 2) => Math.round(from[channel] + part * (to[channel] - from[channel]))
  return [mix(0), mix(1), mix(2)]
}

export function cssColour([red, green, blue]: Rgb): string {
  return `#${[red, green, blue].map((channel) => channel.toString(16).padStart(2, '0')).join('')}`
}

/** The colours a scale passes through, with their positions from 0 to 1. */
export function colourStops(kind: 'diverging' | 'sequential'): [position: number, colour: string][] {
  return stops[kind].map((rgb, index) => [index / (stops[kind].length - 1), cssColour(rgb)])
}

/** The values at the two ends of the colours: symmetric about zero for diverging maps. */
export function colourRange(kind: 'diverging' | 'sequential', min: number, max: number): [number, number] {
  if (kind === 'sequential') return min === max ? [min, min + 1] : [Math.min(0, min), max]
  const largest = Math.max(Math.abs(min), Math.abs(max)) || 1
  return [-largest, largest]
}
