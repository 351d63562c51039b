import type { Check } from '../../results.ts'
import { agreementCheck, check, digits } from './build.ts'
import type { BiasReport, MapCell, RateMap } from './rate-maps.ts'
import { biasTitles, ltpArea } from './rate-maps-figure.ts'
import { agreement } from './statistics.ts'

export function rateMapsChecks(
  maps: readonly RateMap[],
  reports: readonly BiasReport[],
  points: number,
  shiftMs: number,
  gated: boolean,
): Check[] {
  const agreements = maps.map(({ bias, cells }) =>
    agreementCheck(
      `The map agrees with the closed form, ${biasTitles[bias].toLowerCase()}`,
      agreement(cells.map(({ net, expected }) => ({ found: net, expected }))),
    ),
  )
  return [
    ...(gated ? [] : agreements),
    turnCheck(maps[0].cells, points),
    shiftCheck(maps),
    ...reports.map((report) => correlogramCheck(report, shiftMs)),
    ratesCheck(maps),
  ]
}

/** Along every row of the independent map, from the lowest to the highest postsynaptic rate. */
function turnCheck(cells: readonly MapCell[], points: number): Check {
  const rows = Array.from({ length: points }, (_, row) => cells.slice(row * points, (row + 1) * points))
  const against = rows.filter((row) => {
    const [low, high] = [row[0].net, row.at(-1)!.net]
    return low.mean > 3 * low.error || high.mean < -3 * high.error
  })
  const total = (cell: (row: MapCell[]) => MapCell) => {
    const sum = rows.reduce((part, row) => part + cell(row).net.mean, 0)
    return sum / Math.sqrt(rows.reduce((part, row) => part + cell(row).net.error * cell(row).net.error, 0))
  }
  const [low, high] = [total((row) => row[0]), total((row) => row.at(-1)!)]
  return check(
    'The independent map turns from depression to potentiation with the postsynaptic rate',
    'depression at the lowest, potentiation at the highest rate: no row against it, all rows together beyond 5 standard errors',
    `${against.length} rows against it; together ${digits(low)} and ${digits(high)} standard errors`,
    against.length === 0 && low < -5 && high > 5,
  )
}

function shiftCheck(maps: readonly RateMap[]): Check {
  const area = (bias: string) => ltpArea(maps.find((map) => map.bias === bias)!.cells)
  const [less, middle, more] = [area('post-pre'), area('independent'), area('pre-post')]
  return check(
    'The biased pairings move the border in opposite ways',
    'potentiating share: post before pre < independent < pre before post',
    `${digits(less)} < ${digits(middle)} < ${digits(more)}`,
    less < middle && middle < more,
  )
}

/** Every spike of the slower train has its original exactly one shift away; apart from that, nothing but chance. */
function correlogramCheck({ bias, lagsMs, density, preHz, postHz }: BiasReport, shiftMs: number): Check {
  const peakLag = bias === 'pre-post' ? Math.round(shiftMs) : Math.round(-shiftMs)
  // Chance per bin of 1 ms is 1; each copy adds one pair: 1 / (faster rate x 1 ms).
  const excess = bias === 'independent' ? 0 : 1000 / Math.max(preHz, postHz)
  const name = `Cross-correlogram, ${biasTitles[bias].toLowerCase()}`
  const found = density[lagsMs.indexOf(peakLag)] - 1
  const elsewhere = density.filter((_, k) => bias === 'independent' || lagsMs[k] !== peakLag)
  const flat = elsewhere.reduce((sum, value) => sum + value, 0) / elsewhere.length - 1
  if (bias === 'independent') {
    return check(name, 'flat: the mean within 5% of chance', `${digits(flat)} off`, Math.abs(flat) < 0.05)
  }
  return check(
    name,
    `a peak of ${digits(excess)} times chance at ${peakLag} ms, within 5%, and chance elsewhere, within 5%`,
    `${digits(found)} times chance, elsewhere ${digits(flat)} off`,
    Math.abs(found / excess - 1) < 0.05 && Math.abs(flat) < 0.05,
  )
}

function ratesCheck(maps: readonly RateMap[]): Check {
  const worst = Math.max(...maps.map(({ spikesOff }) => spikesOff))
  const expected = 'every train has its stated rate, to the nearest whole spike'
  return check('The shifts keep the rates', expected, `at most ${digits(worst)} spikes off`, worst <= 0.5 + 1e-6)
}
