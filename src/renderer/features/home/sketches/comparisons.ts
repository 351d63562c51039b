import type { Sketch } from './sketch.ts'
import { HEIGHT, WIDTH, curve, numbers } from './sketch.ts'

const BASE = HEIGHT - 12

/** Weight change against correlation, for both orders of the spikes. */
export function timing(): Sketch {
  const along = (slope: number) => curve(24, WIDTH - 16, (x) => 58 - slope * (x - 24), 4)
  return {
    axes: { x: 24, y: 62 },
    lines: [
      { role: 'ltp', points: along(0.24) },
      { role: 'ltd', points: along(-0.13) },
    ],
    dots: [
      { role: 'ltp', at: along(0.24), size: 3 },
      { role: 'ltd', at: along(-0.13), size: 3 },
    ],
  }
}

/** A population that fires with a sine below its threshold: bunched where the sine is high. */
export function oscillation(): Sketch {
  const random = numbers(5)
  const wave = (x: number): number => Math.sin(((x - 8) / (WIDTH - 16)) * 6 * Math.PI)
  const spikes: [number, number][] = []
  while (spikes.length < 260) {
    const x = 8 + random() * (WIDTH - 16)
    if (random() < Math.exp(1.8 * (wave(x) - 1))) spikes.push([x, 8 + Math.floor(random() * 11) * 4.6])
  }
  return {
    lines: [
      { role: 'accent', points: curve(8, WIDTH - 8, (x) => 78 - 8 * wave(x), 120) },
      { role: 'grey', dashed: true, points: [[8, 64], [WIDTH - 8, 64]] }, // prettier-ignore
    ],
    dots: [{ role: 'ltp', at: spikes, size: 1.1 }],
  }
}

/** Overlap between classes: digits one by one, with a gap, and streamed. */
export function continuousPresentation(): Sketch {
  const bars = [60, 52, 30]
  const at = bars.map((height, k): [number, number] => [48 + 72 * k, BASE - height])
  const bar = ([x, y]: [number, number]): [number, number][] => [
    [x - 16, BASE],
    [x - 16, y],
    [x + 16, y],
    [x + 16, BASE],
  ]
  return {
    axes: { y: BASE },
    lines: at.map((top, k) => ({ role: k === 2 ? 'accent' : 'grey', points: bar(top) })),
    dots: [{ role: 'grey', at: at.slice(0, 2), size: 3 }, { role: 'accent', at: at.slice(2), size: 4 }], // prettier-ignore
  }
}

/** Accuracy against the grey threshold, for float and binary weights. */
export function linearBaseline(): Sketch {
  const falls = (top: number) => curve(20, WIDTH - 16, (x) => top + 46 / (1 + Math.exp((185 - x) / 13)), 40)
  return {
    axes: { x: 20, y: BASE },
    lines: [
      { role: 'accent', points: falls(16) },
      { role: 'ltp', points: falls(27) },
      { role: 'grey', dashed: true, points: [[150, 8], [150, BASE]] }, // prettier-ignore
    ],
  }
}

/** Half of a digit, and what the network makes of it. */
export function recurrent(): Sketch {
  const ring = (k: number): number => Math.hypot((k % 14) - 6.5, 1.25 * (Math.floor(k / 14) - 6.5))
  const ink = (k: number): number => Math.exp(-((ring(k) - 4.6) ** 2) / 1.4)
  const random = numbers(9)
  const picture = (x: number, value: (k: number) => number) => ({
    ...{ x, y: 13, cell: 5, columns: 14 },
    values: Array.from({ length: 196 }, (_, k) => value(k)),
  })
  return {
    maps: [
      picture(24, (k) => (k < 98 ? 2 * ink(k) - 0.9 : 0)),
      picture(146, (k) => Math.max(-1, Math.min(1, 1.9 * ink(k) - 0.8 + 0.35 * (random() - 0.5)))),
    ],
    lines: [
      { role: 'accent', points: [[104, 48], [134, 48], [127, 42]] }, // prettier-ignore
      { role: 'accent', points: [[134, 48], [127, 54]] }, // prettier-ignore
    ],
  }
}
