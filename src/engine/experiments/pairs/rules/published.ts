import { calciumRule, type CalciumParameters } from '../../../models/plasticity/calcium.ts'
import { calciumSets, type CalciumSet } from '../../../models/plasticity/calcium-sets.ts'
import type { Check } from '../../../results.ts'
import type { RunEvent } from '../../run.ts'
import { check, digits, type Progress } from '../build.ts'
import type { Estimate } from '../statistics.ts'
import { bind } from './bound.ts'
import type { Contender } from './contender.ts'
import { changePerPair, poissonChange } from './measure.ts'

/** What the peers' own papers show, asked of the rules as they are here. */
export function* publishedChecks(
  all: readonly Contender[],
  seed: number,
  firstIndex: number,
  progress: Progress,
): Generator<RunEvent, Check[]> {
  const find = (id: string) => all.find((contender) => contender.id === id)!
  let index = firstIndex
  const changes = function* (contender: Contender, rates: readonly [number, number][], spikes: number) {
    const found: Estimate[] = []
    for (const [preHz, postHz] of rates) {
      found.push(yield* poissonChange(contender, preHz, postHz, { blocks, spikes }, seed, index, progress))
      index += blocks
    }
    return found
  }
  const both = (ratesHz: readonly number[]) => ratesHz.map((hz): [number, number] => [hz, hz])
  const against = (preHz: number, ratesHz: readonly number[]) => ratesHz.map((hz): [number, number] => [preHz, hz])
  return [
    depressionCheck(yield* changes(find('pair-all'), both(depressionHz), 15000)),
    nearestCheck(yield* changes(find('pair-nearest'), both(nearestHz), 15000)),
    sjostromCheck(find('triplet')),
    windowsCheck(yield* changes(find('sdsp'), against(50, windowsHz), 4000)),
    corticalCheck(find('calcium')),
    ...shapeNames.map((set) => shapeCheck(set)),
  ]
}

const blocks = 7
const depressionHz = [5, 50]
const nearestHz = [6, 24]
const windowsHz = [15, 45, 150, 350]

/** Steps of progress in all of them. */
export const publishedSteps = blocks * (depressionHz.length + nearestHz.length + windowsHz.length)

/** All-to-all pairing with a negative integral depresses at any rate (Song, Miller & Abbott 2000 rely on it). */
function depressionCheck(found: readonly Estimate[]): Check {
  return check(
    'Pair STDP, all-to-all: uncorrelated spikes depress at low and at high rates',
    `below 0 at ${depressionHz.join(' and ')} Hz, as A₋τ₋ exceeds A₊τ₊ by 5%`,
    found.map(({ mean, error }) => `${digits(mean)} ± ${digits(error)} 1/s`).join(', '),
    found.every(({ mean }) => mean < 0),
  )
}

/** Nearest-neighbour pairing of the same kind of window turns to potentiation at (A₋/τ₊ − A₊/τ₋) / (A₊ − A₋) = 11.8 Hz. */
function nearestCheck(found: readonly Estimate[]): Check {
  return check(
    'Pair STDP, nearest neighbour: a BCM-like threshold at 11.8 Hz',
    `depression at ${nearestHz[0]} Hz, potentiation at ${nearestHz[1]} Hz, both beyond 5 standard errors`,
    found.map(({ mean, error }) => `${digits(mean / error)} standard errors`).join(', '),
    found[0].mean < -5 * found[0].error && found[1].mean > 5 * found[1].error,
  )
}

/** Sjöström, Turrigiano & Nelson (2001), as tabulated by Pfister & Gerstner (2006): 60 pairs at ±10 ms, mean and error. */
const sjostrom = [
  { hz: 0.1, prePost: [-0.04, 0.05], postPre: [-0.29, 0.08] },
  { hz: 10, prePost: [0.14, 0.1], postPre: [-0.41, 0.11] },
  { hz: 20, prePost: [0.29, 0.14], postPre: [-0.34, 0.1] },
  { hz: 40, prePost: [0.53, 0.11], postPre: [0.56, 0.32] },
  { hz: 50, prePost: [0.56, 0.26], postPre: [0.75, 0.19] },
] as const

function sjostromCheck({ rule }: Contender): Check {
  const pairs = 60
  const misses = sjostrom.flatMap(({ hz, prePost, postPre }) => [
    (changePerPair(rule, pairs, 10, hz) * pairs - prePost[0]) / prePost[1],
    (changePerPair(rule, pairs, -10, hz) * pairs - postPre[0]) / postPre[1],
  ])
  const error = misses.reduce((sum, miss) => sum + miss * miss, 0) / misses.length
  return check(
    'Triplet STDP: frequency dependence of Sjöström et al. (2001)',
    'normalised mean-square error of the ten points below 0.5',
    digits(error),
    error < 0.5,
  )
}

/** The calcium thresholds 3, 4 and 13 stand for 50, 67 and 217 Hz: nothing below, then depression, then potentiation, then a stop. */
function windowsCheck(estimates: readonly Estimate[]): Check {
  const found = estimates.map(({ mean }) => mean)
  const largest = Math.max(...found.map(Math.abs))
  const [silent, down, up, stop] = found.map((value) => value / largest)
  return check(
    'SDSP: learning only within its calcium windows',
    `at ${windowsHz.join(', ')} Hz: almost nothing, depression, potentiation, almost nothing (below 5% of the largest)`,
    found.map((value) => `${digits(value)} 1/s`).join(', '),
    Math.abs(silent) < 0.05 && down < -0.2 && up > 0.2 && Math.abs(stop) < 0.05,
  )
}

/** Signs of the STDP curve in the order of rising lag, for the sets named after them. */
const shapes = {
  DP: '−+',
  DPD: '−+−',
  "DPD'": '−+−',
  P: '+',
  D: '−',
  "D'": '−',
} satisfies Partial<Record<CalciumSet, string>>

const shapeNames = Object.keys(shapes) as (keyof typeof shapes)[]

export function shapeCheck(set: keyof typeof shapes, parameters: CalciumParameters = calciumSets[set]): Check {
  const rule = bind(set, calciumRule(), parameters)
  const found = Array.from({ length: 241 }, (_, k) => changePerPair(rule, 1, k - 120, 1, 1))
  const largest = Math.max(...found.map(Math.abs))
  const signs = found.map((value) => (Math.abs(value) < 0.02 * largest ? '' : value > 0 ? '+' : '−'))
  const got = signs
    .filter((sign) => sign !== '')
    .filter((sign, k, kept) => sign !== kept[k - 1])
    .join('')
  return check(`Calcium: the STDP curve of set ${set}`, shapes[set], got, got === shapes[set])
}

/** Graupner & Brunel (2012), figure 4: the cortical fit has both signs at low and potentiation only at high frequency. */
function corticalCheck({ rule, memoryMs }: Contender): Check {
  const at = (hz: number) => {
    const lead = Math.ceil((memoryMs * hz) / 1000)
    return [changePerPair(rule, 20, -10, hz, lead), changePerPair(rule, 20, 10, hz, lead)]
  }
  const [slow, fast] = [at(1), at(50)]
  return check(
    'Calcium: the cortical fit depends on the order at 1 Hz and not at 50 Hz',
    'post before pre depresses at 1 Hz; both orders potentiate at 50 Hz',
    `${slow.map(digits).join(' and ')}; ${fast.map(digits).join(' and ')}`,
    slow[0] < 0 && slow[1] > slow[0] && fast[0] > 0 && fast[1] > 0,
  )
}
