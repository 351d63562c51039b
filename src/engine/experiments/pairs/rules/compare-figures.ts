import type { Figure, Panel, PlotLayer, Results } from '../../../results.ts'
import { emptyResults } from '../../empty-results.ts'
import { curve, grid, scalar } from '../build.ts'
import type { Compared } from './compare-rules.ts'

const perLag = { xLabel: 'Lag t_post − t_pre', xUnit: 'ms', yUnit: '' }
const perFrequency = { xLabel: 'Pairing frequency', xUnit: 'Hz', yUnit: '' }

export function compareResults(compared: readonly Compared[]): Results {
  const results = emptyResults()
  for (const one of compared) {
    const { contender, lagsMs, stdp, frequenciesHz, postPre, prePost, ratesHz, cells } = one
    const { id, rule } = contender
    results.series[`${id}.stdp.ltd`] = side(one, -1)
    results.series[`${id}.stdp.ltp`] = side(one, 1)
    results.series[`${id}.postPre`] = curve('post before pre', perFrequency, frequenciesHz, postPre)
    results.series[`${id}.prePost`] = curve('pre before post', perFrequency, frequenciesHz, prePost)
    const axes = [
      { name: 'presynaptic rate', unit: 'Hz', values: ratesHz },
      { name: 'postsynaptic rate', unit: 'Hz', values: ratesHz },
    ]
    results.arrays[`${id}.map`] = grid(
      `Weight change, ${rule.title}`,
      '1/s',
      axes,
      Float64Array.from(cells, ({ net }) => net.mean),
    )
    results.arrays[`${id}.map.error`] = grid(
      `Standard error, ${rule.title}`,
      '1/s',
      axes,
      Float64Array.from(cells, ({ net }) => net.error),
    )
    results.scalars[`${id}.largestPairChange`] = scalar(
      `Largest change by a pair, ${rule.title}`,
      '',
      Math.max(...stdp.map(Math.abs)),
    )
    results.arrays[`${id}.stdp`] = grid(
      `Change per pair, ${rule.title}`,
      '',
      [{ name: 'lag', unit: 'ms', values: lagsMs }],
      Float64Array.from(stdp),
    )
  }
  results.figures = [stdpFigure(compared), srdpFigure(compared), mapsFigure(compared)]
  return results
}

/** One side of the window: the two meet at lag zero, where the change may jump. */
function side({ lagsMs, stdp }: Compared, sign: 1 | -1) {
  const own = lagsMs.map((_, k) => k).filter((k) => Math.sign(lagsMs[k]) === sign)
  return curve(
    sign < 0 ? 'post before pre' : 'pre before post',
    perLag,
    own.map((k) => lagsMs[k]),
    own.map((k) => stdp[k]),
  )
}

const line = (series: string, role: 'ltp' | 'ltd'): PlotLayer => ({ series, style: 'line', role })

function stdpFigure(compared: readonly Compared[]): Figure {
  return {
    id: 'compare-stdp',
    title: 'STDP of six rules',
    caption: `Weight change per pair against the lag t(post) − t(pre), ${compared[0].pairs} pairs at the frequency in the title, the synapse held at one half and without bistable drift. Published parameters; sources in the metadata.`,
    panels: compared.map(({ contender: { id, rule, stdpHz } }): Panel => ({
      kind: 'plot',
      title: `${rule.title}, ${stdpHz} Hz`,
      x: { label: 'lag', unit: 'ms' },
      y: { label: 'change per pair', unit: '' },
      layers: [line(`${id}.stdp.ltd`, 'ltd'), line(`${id}.stdp.ltp`, 'ltp')],
    })),
  }
}

function srdpFigure(compared: readonly Compared[]): Figure {
  return {
    id: 'compare-srdp',
    title: 'SRDP of six rules',
    caption:
      'Weight change per pair against the pairing frequency, for both orders of the spikes at the lag in the title.',
    panels: compared.map(({ contender: { id, rule }, srdpLagMs }): Panel => ({
      kind: 'plot',
      title: `${rule.title}, ±${srdpLagMs} ms`,
      x: { label: 'pairing frequency', unit: 'Hz' },
      y: { label: 'change per pair', unit: '' },
      layers: [line(`${id}.postPre`, 'ltd'), line(`${id}.prePost`, 'ltp')],
    })),
  }
}

function mapsFigure(compared: readonly Compared[]): Figure {
  return {
    id: 'compare-maps',
    title: 'Rate maps of six rules',
    caption:
      'Weight change per second under independent Poisson firing; orange potentiates, blue depresses. Each map has its own colour scale.',
    panels: compared.map(({ contender: { id, rule } }): Panel => ({
      kind: 'map',
      title: rule.title,
      array: `${id}.map`,
      colours: 'diverging',
      valueLabel: 'weight change',
    })),
  }
}
