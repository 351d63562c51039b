import type { Sketch } from './sketch.ts'
import { curve, HEIGHT, numbers, WIDTH } from './sketch.ts'

// The rule's own curves, with its default parameters: times in ms, rates in Hz.
const [TAU_PRE, TAU_POST, ETA_PLUS, ETA_MINUS] = [17, 34, 0.02, 0.012]
const MIDDLE = HEIGHT / 2

export function stdpWindow(): Sketch {
  const lag = (x: number): number => ((x - WIDTH / 2) / (WIDTH / 2)) * 100
  const change = (ms: number): number =>
    ms > 0 ? ETA_PLUS * Math.exp(-ms / TAU_PRE) : -ETA_MINUS * Math.exp(ms / TAU_POST)
  const y = (x: number): number => 56 - (change(lag(x)) / 0.02) * 46
  const dotsAt = (from: number, to: number) => curve(from, to, y, 8)
  return {
    axes: { x: WIDTH / 2, y: 56 },
    lines: [
      { role: 'ltd', points: curve(8, WIDTH / 2 - 0.5, y) },
      { role: 'ltp', points: curve(WIDTH / 2 + 0.5, WIDTH - 8, y) },
    ],
    dots: [
      { role: 'ltd', at: dotsAt(14, WIDTH / 2 - 6) },
      { role: 'ltp', at: dotsAt(WIDTH / 2 + 6, WIDTH - 14) },
    ],
  }
}

export function srdpCurve(): Sketch {
  // Pairs at a lag of 10 ms, repeated at 1 to 50 Hz: nearest spikes of the pairs before and after count too.
  const hz = (x: number): number => 1 + ((x - 8) / (WIDTH - 16)) * 49
  const change = (f: number, lag: number): number => {
    const rest = 1000 / f - 10
    const [toPost, toPre] = lag > 0 ? [10, rest] : [rest, 10]
    return ETA_PLUS * Math.exp(-toPost / TAU_PRE) - ETA_MINUS * Math.exp(-toPre / TAU_POST)
  }
  const y = (lag: number) => (x: number) => 54 - (change(hz(x), lag) / 0.011) * 40
  return {
    axes: { y: 54 },
    lines: [
      { role: 'ltp', points: curve(8, WIDTH - 8, y(10)) },
      { role: 'ltd', points: curve(8, WIDTH - 8, y(-10)) },
    ],
  }
}

export function meanTrace(): Sketch {
  const hz = (x: number): number => 2 * 160 ** ((x - 8) / (WIDTH - 16))
  const mean = (jump: number) => (x: number) => {
    const drive = jump * hz(x) * 0.001 * TAU_POST
    return HEIGHT - 10 - (drive / (1 + drive)) * (HEIGHT - 22)
  }
  return {
    axes: { x: 8, y: HEIGHT - 10 },
    lines: ([1, 0.5, 0.2, 0.1] as const).map((jump, k) => ({
      role: (['accent', 'series-1', 'series-2', 'series-3'] as const)[k],
      points: curve(8, WIDTH - 8, mean(jump)),
    })),
    dots: [{ role: 'accent', at: curve(16, WIDTH - 16, mean(1), 9) }],
  }
}

export function pairTrace(): Sketch {
  const random = numbers(7)
  const [pre, post] = [spikes(random, 9), spikes(random, 9)]
  const trace = (times: number[], tau: number) => (x: number) => {
    const last = times.filter((time) => time <= x).at(-1)
    return last === undefined ? HEIGHT - 8 : HEIGHT - 8 - Math.exp(-(x - last) / tau) * (HEIGHT - 24)
  }
  let weight = 0.45
  let from = 0
  const steps = curve(6, WIDTH - 6, (x) => {
    for (const time of post) if (time > from && time <= x) weight += 0.05
    for (const time of pre) if (time > from && time <= x) weight -= 0.03
    from = x
    return HEIGHT - 8 - weight * (HEIGHT - 24)
  })
  return {
    axes: { y: HEIGHT - 8 },
    lines: [
      { role: 'ltd', points: curve(6, WIDTH - 6, trace(pre, 9), 160) },
      { role: 'ltp', points: curve(6, WIDTH - 6, trace(post, 17), 160) },
      { role: 'accent', points: steps },
    ],
  }
}

function spikes(random: () => number, count: number): number[] {
  return Array.from({ length: count }, () => 6 + random() * (WIDTH - 20)).sort((a, b) => a - b)
}

export function rateMaps(): Sketch {
  const size = 12
  // Net change of independent spikes, then of trains that lead or lag: only the border moves.
  const map = (lead: number): number[] =>
    Array.from({ length: size * size }, (_, k) => {
      const [preHz, postHz] = [((k % size) + 1) * 8, (size - Math.floor(k / size)) * 8]
      const nearest = (hz: number, tau: number): number => (hz * 0.001 * tau) / (1 + hz * 0.001 * tau)
      const drift =
        ETA_PLUS * postHz * (nearest(preHz, TAU_PRE) + lead * 0.3) -
        ETA_MINUS * 1.35 * preHz * (nearest(postHz, TAU_POST) - lead * 0.25)
      return Math.max(-1, Math.min(1, drift * 3))
    })
  return {
    maps: [0, -1, 1].map((lead, k) => ({ x: 10 + k * 76, y: 13, cell: 5.6, columns: size, values: map(lead * 0.35) })),
  }
}

export function compareRules(): Sketch {
  const lag = (x: number): number => ((x - WIDTH / 2) / (WIDTH / 2)) * 100
  const window = (plus: number, minus: number, tauPlus: number, tauMinus: number) => (x: number) =>
    52 - (lag(x) > 0 ? plus * Math.exp(-lag(x) / tauPlus) : -minus * Math.exp(lag(x) / tauMinus))
  const rules: [Parameters<typeof window>, `series-${number}` | 'accent'][] = [
    [[40, 24, 17, 34], 'accent'],
    [[30, 32, 17, 34], 'series-1'],
    [[22, 18, 34, 20], 'series-2'],
    [[34, 12, 10, 50], 'series-3'],
  ]
  const half = WIDTH / 2
  return {
    axes: { x: half, y: 52 },
    lines: rules.flatMap(([shape, role]) => [
      { role, points: curve(8, half - 0.5, window(...shape)) },
      { role, points: curve(half + 0.5, WIDTH - 8, window(...shape)) },
    ]),
  }
}

export function hardwareRobustness(): Sketch {
  const bits = Array.from({ length: 9 }, (_, k): [number, number] => [20 + k * 25, 14 + 66 * (1 - 2 ** (-0.62 * k))])
  return {
    axes: { x: 10, y: HEIGHT - 10 },
    lines: [
      {
        role: 'grey',
        dashed: true,
        points: [
          [10, MIDDLE + 14],
          [WIDTH - 8, MIDDLE + 14],
        ],
      },
      { role: 'accent', points: bits },
    ],
    dots: [{ role: 'accent', at: bits, size: 2.5 }],
  }
}
