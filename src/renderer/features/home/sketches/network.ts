import type { Sketch } from './sketch.ts'
import { HEIGHT, numbers, WIDTH } from './sketch.ts'

/** Strokes of three digits on a grid of 14 x 14. */
const digits: [number, number][][] = [
  Array.from({ length: 17 }, (_, k) => [
    6.5 + 3 * Math.sin((k * Math.PI) / 8),
    6.5 - 4.5 * Math.cos((k * Math.PI) / 8),
  ]),
  [
    [3.5, 2.5],
    [9, 2.5],
    [6, 6],
    [9.5, 9],
    [7, 11.5],
    [3.5, 10.5],
  ],
  [
    [8.5, 12],
    [8.5, 2],
    [3.5, 8.5],
    [11, 8.5],
  ],
]

/** What the synapses of three pools have become: open where the digit lies, closed elsewhere. */
export function receptiveFields(): Sketch {
  const random = numbers(3)
  const size = 14
  return {
    maps: digits.map((strokes, k) => ({
      ...{ x: 9 + k * 76, y: 13, cell: 5, columns: size },
      values: Array.from({ length: size * size }, (_, cell) => {
        const open = Math.exp(-(distance(strokes, cell % size, Math.floor(cell / size)) ** 2) / 1.6)
        return Math.max(-1, Math.min(1, 2 * open - 0.62 + 0.3 * (random() - 0.5)))
      }),
    })),
  }
}

/** Accuracy with everything in place, and with one thing missing at a time. */
export function ablations(): Sketch {
  const heights = [72, 8, 66, 70, 52, 62, 8, 14]
  const at = heights.map((height, k): [number, number] => [20 + k * 28, HEIGHT - 10 - height])
  return {
    lines: [
      {
        role: 'grey',
        points: [
          [8, HEIGHT - 10],
          [WIDTH - 8, HEIGHT - 10],
        ],
      },
      {
        role: 'accent',
        dashed: true,
        points: [
          [8, at[0][1]],
          [WIDTH - 8, at[0][1]],
        ],
      },
      ...at.map(([x, y]) => ({
        role: 'grey' as const,
        points: [
          [x, HEIGHT - 10],
          [x, y],
        ] as [number, number][],
      })),
    ],
    dots: [
      { role: 'accent', at: at.slice(0, 1), size: 4 },
      { role: 'ltd', at: at.slice(1), size: 4 },
    ],
  }
}

/** Spikes of pools over three digits: one pool after the other. */
export function poolRaster(): Sketch {
  const random = numbers(11)
  const own: [number, number][] = []
  const others: [number, number][] = []
  for (let k = 0; k < 330; k++) {
    const x = 8 + random() * (WIDTH - 16)
    const pool = [6, 2, 4][Math.min(2, Math.floor(((x - 8) / (WIDTH - 16)) * 3))]
    own.push([x, HEIGHT - 12 - pool * 10 - random() * 8])
    if (k % 6 === 0) others.push([8 + random() * (WIDTH - 16), 8 + random() * (HEIGHT - 16)])
  }
  return {
    lines: [1, 2].map((k) => ({
      role: 'grey',
      dashed: true,
      points: [
        [8 + (k * (WIDTH - 16)) / 3, 4],
        [8 + (k * (WIDTH - 16)) / 3, HEIGHT - 4],
      ],
    })),
    dots: [
      { role: 'ltp', at: others, size: 1 },
      { role: 'accent', at: own, size: 1 },
    ],
  }
}

function distance(strokes: [number, number][], x: number, y: number): number {
  let nearest = Infinity
  for (let k = 1; k < strokes.length; k++) {
    const [[x0, y0], [x1, y1]] = [strokes[k - 1], strokes[k]]
    const length = (x1 - x0) ** 2 + (y1 - y0) ** 2
    const along = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - x0) * (x1 - x0) + (y - y0) * (y1 - y0)) / length))
    nearest = Math.min(nearest, Math.hypot(x - x0 - along * (x1 - x0), y - y0 - along * (y1 - y0)))
  }
  return nearest
}
