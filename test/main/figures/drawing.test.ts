import { decode } from 'fast-png'
import { describe, expect, it } from 'vitest'
import type { Figure, NamedArray, Results } from '../../../src/contract/results.ts'
import { renderPng, renderSvg } from '../../../src/main/services/figures/index.ts'

const x = Array.from({ length: 21 }, (_, k) => -100 + 10 * k)
const grid = (rows: number, columns: number, value: (row: number, column: number) => number): NamedArray => ({
  ...{ label: 'change', unit: '1/s', dtype: 'float64', shape: [rows, columns] },
  axes: [
    { name: 'presynaptic rate', unit: 'Hz', values: Array.from({ length: rows }, (_, k) => 5 * (k + 1)) },
    { name: 'postsynaptic rate', unit: 'Hz', values: Array.from({ length: columns }, (_, k) => 5 * (k + 1)) },
  ],
  data: Float64Array.from({ length: rows * columns }, (_, k) => value(Math.floor(k / columns), k % columns)),
})

const results: Results = {
  scalars: {},
  series: {
    line: { label: 'closed form', x, y: x.map((lag) => lag * 1e-5), xLabel: 'lag', xUnit: 'ms', yUnit: '' },
    dots: {
      label: 'simulation',
      x,
      y: x.map((lag) => lag * 1e-5),
      error: x.map(() => 1e-4),
      xLabel: '',
      xUnit: '',
      yUnit: '',
    },
    gap: { label: 'gap', x: [0, 50, 100], y: [0, NaN, 1e-3], xLabel: '', xUnit: '', yUnit: '' },
  },
  arrays: {
    map: grid(3, 4, (row, column) => column - row),
    large: grid(80, 80, (row, column) => row - column),
    fields: { ...grid(6, 4, (row) => row), shape: [3, 2, 4] },
  },
  figures: [],
  checks: [],
}

const plot: Figure['panels'][number] = {
  kind: 'plot',
  title: 'Window <of> "STDP" & more',
  x: { label: 'lag', unit: 'ms' },
  y: { label: 'weight change', unit: '' },
  layers: [
    { series: 'line', style: 'line', role: 'ltp' },
    { series: 'dots', style: 'dots', role: 'grey' },
  ],
  marks: [{ axis: 'x', at: 42, label: 'a mark' }],
}
const figure = (...panels: Figure['panels']): Figure => ({ id: 'test', title: 'Test', caption: 'A caption.', panels })
const provenance = { design: { kind: 'stdp-window', rule: { etaPlus: 0.02 } }, seed: 7, symbol: 'η₊ τ' }
const draw = (...panels: Figure['panels']) => renderSvg(figure(...panels), results, { provenance })

describe('a figure as SVG', () => {
  it('says what its axes are, in units, with a common power of ten in the title', () => {
    const svg = draw(plot)
    expect(svg).toContain('>lag (ms)</text>')
    expect(svg).toMatch(/weight change \(10<tspan[^>]*>−3<\/tspan>/)
    expect(svg).toContain('>−1.0</text>')
    expect(svg).toContain('>a mark</text>')
  })

  it('carries its parameters', () => {
    const metadata = /<metadata>(.*)<\/metadata>/.exec(draw(plot))![1].replaceAll('&quot;', '"')
    expect(JSON.parse(metadata)).toEqual(provenance)
  })

  it('keeps the legend above the plot', () => {
    const svg = draw(plot)
    const yOf = (words: string) => Number(new RegExp(`y="([\\d.]+)"[^>]*>${words}</text>`).exec(svg)![1])
    const top = Number(/<clipPath id="test-clip-0"><rect x="[\d.]+" y="([\d.]+)"/.exec(svg)![1])
    expect(yOf('closed form')).toBeLessThan(top)
    expect(yOf('simulation')).toBeLessThan(top)
  })

  it('letters several panels and leaves a single one alone', () => {
    expect(draw(plot, plot)).toContain('>b</text>')
    expect(draw(plot)).not.toContain('>a</text>')
  })

  it('draws gaps as gaps, never as numbers', () => {
    const svg = draw({ ...plot, layers: [{ series: 'gap', style: 'line', role: 'accent' }] })
    expect(svg).not.toContain('NaN')
    expect(svg).toMatch(/d="M[\d. ]+M[\d. ]+"/)
  })

  it.each(['line', 'dashed', 'dots', 'band', 'bars', 'step'] as const)('draws %s', (style) => {
    const svg = draw({ ...plot, layers: [{ series: 'dots', style, role: 'accent' }] })
    expect(svg).toContain('#0f8f7f')
    expect(svg).not.toContain('NaN')
  })

  it('colours maps by sign: blue below zero, white at zero, orange above', () => {
    const svg = draw({ kind: 'map', title: 'Map', array: 'map', colours: 'diverging', valueLabel: 'weight change' })
    const fills = [...svg.matchAll(/<rect x="[\d.]+" y="[\d.]+" width="[\d.]+" height="[\d.]+" fill="(#\w{6})"/g)].map(
      ([, fill]) => fill,
    )
    const cells = fills.slice(-12)
    expect(cells[0]).toBe('#ffffff')
    const [red, , blue] = [1, 3, 5].map((at) => parseInt(cells[3].slice(at, at + 2), 16))
    expect(red).toBeGreaterThan(blue)
    expect(svg).toContain('>postsynaptic rate (Hz)</text>')
    expect(svg).toContain('>weight change (1/s)</text>')
  })

  it('embeds large maps and stacks of images as pictures', () => {
    const map = draw({ kind: 'map', title: 'Map', array: 'large', colours: 'sequential', valueLabel: 'w' })
    expect(map.match(/data:image\/png;base64/g)).toHaveLength(1)
    const captions = ['0', '1', '2']
    const images = draw({
      kind: 'images',
      title: 'Fields',
      array: 'fields',
      captions,
      colours: 'diverging',
      valueLabel: 'w',
    })
    expect(images.match(/data:image\/png;base64/g)).toHaveLength(3)
    expect(images).toContain('>2</text>')
  })

  it('leaves out what a run that ended early does not have', () => {
    const svg = draw({
      ...plot,
      layers: [...(plot.kind === 'plot' ? plot.layers : []), { series: 'missing', style: 'line', role: 'bad' }],
    })
    expect(svg).toContain('>simulation</text>')
    expect(
      draw({ kind: 'map', title: 'None', array: 'missing', colours: 'diverging', valueLabel: '' }, plot),
    ).not.toContain('>None</text>')
  })
})

describe('a figure as PNG', () => {
  it('is the drawing at 300 dots per inch, with the parameters in the file', async () => {
    const svg = draw(plot, { kind: 'map', title: 'Map', array: 'map', colours: 'diverging', valueLabel: 'change' })
    const png = decode(await renderPng(svg, provenance))
    const width = Number(/width="(\d+)"/.exec(svg)![1])
    expect(png.width).toBe(Math.round((width * 300) / 96))
    expect(JSON.parse(png.text.Description)).toEqual(provenance)
    // Text, lines and colours: far from empty, and mostly background.
    let ink = 0
    for (let at = 0; at < png.data.length; at += 3) if (png.data[at] + png.data[at + 1] + png.data[at + 2] < 740) ink++
    const share = ink / (png.data.length / 3)
    expect(share).toBeGreaterThan(0.03)
    expect(share).toBeLessThan(0.6)
  })

  it('refuses a drawing that is not well formed', async () => {
    await expect(renderPng('<svg xmlns="http://www.w3.org/2000/svg"><g></svg>', {})).rejects.toThrow()
  })
})
