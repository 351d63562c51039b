import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { decode } from 'fast-png'
import { describe, expect, it } from 'vitest'
import { conduct } from '../../../src/engine/index.ts'
import { runCli } from '../../../src/main/host/cli/cli.ts'
import { createLab } from '../../../src/main/lab.ts'
import { experiments, type Reproduction, writeReport } from '../../../src/main/services/report/index.ts'
import { useFolder } from '../../support/folder.ts'
import { memoryTerminal } from '../../support/terminal.ts'

const inFolder = useFolder()

async function lab(...argv: string[]) {
  const { terminal, written } = memoryTerminal()
  const path = (relative: string) => new URL(`../../../${relative}`, import.meta.url)
  const openLab = () =>
    Promise.resolve(
      createLab({
        conduct,
        version: '1.2.3',
        workerUrl: path('src/main/workers/engine.worker.ts'),
        presetsFolder: fileURLToPath(path('resources/presets')),
      }),
    )
  const code = await runCli(argv, { terminal, version: '1.2.3', openLab, debug: false })
  return { code, ...written }
}

describe('lab run --out', () => {
  it('writes the figure as SVG and PNG and the data as NPZ and CSV', async () => {
    const folder = inFolder('out')
    const { code, out } = await lab('run', 'figure-3-srdp', '--project', inFolder('a.bistable'), '--out', folder)
    expect(code).toBe(0)
    const files = readdirSync(folder)
    for (const ending of ['.srdp.svg', '.srdp.png', '.npz', '.series.pre-post.csv', '.json']) {
      const file = files.find((name) => name.endsWith(ending))
      expect(file, ending).toBeDefined()
      expect(out).toContain(file)
    }
    const read = (ending: string) =>
      readFileSync(
        inFolder(
          'out',
          files.find((name) => name.endsWith(ending))!,
        ),
      )
    const { text } = decode(read('.srdp.png'))
    expect(JSON.parse(text.Description)).toMatchObject({ preset: 'figure-3-srdp', seed: 1, design: { kind: 'srdp' } })
    expect(read('.srdp.svg').toString()).toContain('pairing frequency (Hz)')
    const again = await lab(
      'export',
      'latest',
      '--project',
      inFolder('a.bistable'),
      '--format',
      'figures',
      '--out',
      inFolder('b'),
    )
    expect(again.code).toBe(0)
    expect(readdirSync(inFolder('b'))).toEqual(files.filter((name) => /\.(svg|png)$/.test(name)))
  })
})

describe('lab reproduce', () => {
  it('runs the chosen experiments and writes one page and a JSON file', async () => {
    const only = 'figure-2-pair,figure-3-stdp'
    const { code, out } = await lab('reproduce', '--only', only, '--seeds', '2', '--out', inFolder('report'), '--json')
    expect(code).toBe(0)
    const { verdicts, files } = JSON.parse(out.trim().split('\n').at(-1)!)
    expect(verdicts).toEqual({ 'figure-2-pair': 'pass', 'figure-3-stdp': 'pass' })
    const [page, data] = (files as string[]).map((file) => readFileSync(file, 'utf8'))
    expect(page.match(/<svg /g)).toHaveLength(2)
    // Nothing is fetched: no address but the name of the SVG language.
    expect(page.replaceAll('http://www.w3.org/2000/svg', '')).not.toMatch(/(src|href)="(?!#)|https?:\/\//)
    const report = JSON.parse(data)
    expect(report.experiments[0]).toMatchObject({ preset: 'figure-2-pair', verdict: 'pass', seeds: [1, 2] })
    const checks = report.experiments[0].checks as { passed: number; of: number }[]
    expect(checks.every(({ passed, of }) => passed === 2 && of === 2)).toBe(true)
    expect(report.experiments[1].runs[0]).toMatchObject({ status: 'completed', seed: 1 })
  })

  it('runs them at the quick size of their presets', async () => {
    const quick = ['--quick', '--seeds', '1', '--only', 'figure-1-mean-trace', '--out', inFolder('report')]
    expect((await lab('reproduce', ...quick)).code).toBe(0)
    const report = JSON.parse(readFileSync(inFolder('report', 'reproduction.json'), 'utf8'))
    const [one] = report.experiments
    expect(one.design.quality).toBe('quick')
    // What is unlike the preset is said, and in the command that runs it again.
    const page = readFileSync(inFolder('report', 'reproduction.html'), 'utf8')
    for (const { path, values } of one.changes as { path: string; values: [unknown, unknown] }[]) {
      expect(page).toContain(`<td><code>${path}</code></td><td class="number">${String(values[0])}</td>`)
      expect(page).toContain(`--set ${path}=${String(values[1])}`)
    }
    expect(one.changes).toHaveLength(1)
  })

  it('knows its experiments, and all of them are presets', async () => {
    const { code, err } = await lab('reproduce', '--only', 'figure-9', '--out', inFolder('report'))
    expect(code).toBe(2)
    expect(err).toContain('figure-9')
    const presets = readdirSync(fileURLToPath(new URL('../../../resources/presets', import.meta.url)))
    for (const { preset } of experiments) expect(presets).toContain(`${preset}.json`)
  })
})

it('a report says what failed', () => {
  const failed: Reproduction = {
    ...experiments[0],
    expected: 'Is right.',
    design: { kind: 'mean-trace' } as Reproduction['design'],
    changes: [],
    verdict: 'fail',
    seeds: [1, 2],
    runs: [1, 2].map((seed) => ({
      id: `r${seed}`,
      seed,
      status: 'completed',
      digest: 'd',
      wallMs: 10,
      simulatedMs: 20,
    })),
    checks: [{ name: 'Is < right', expected: 'yes & no', got: 'no', pass: false, passed: 1, of: 2 }],
    scalars: [{ name: 'rate', label: 'Rate', unit: 'Hz', mean: 14.70588, sd: 0.2 }],
    figures: [],
  }
  const head = { version: '1', node: '24', platform: 'x', createdAt: 'now', wallMs: 1 }
  const page = readFileSync(writeReport(inFolder('report'), head, [failed])[0], 'utf8')
  expect(page).toContain('0 of 1 experiments came out as expected.')
  expect(page).toContain('not as expected')
  expect(page).toContain('Is &lt; right')
  expect(page).toContain('1 / 2')
  expect(page).toContain('14.71 ± 0.2')
})
