import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { writeNpy } from '../../src/main/services/files/npy.ts'
import { parseHexFloat } from '../../src/main/services/replay/hex-float.ts'
import { replay } from '../../src/main/services/replay/replay.ts'
import { useFolder } from '../support/folder.ts'

const fixture = join(import.meta.dirname, '../fixtures/brian2/exp_strict_7')
const path = useFolder()
const run = () => replay({ recording: path('recording'), out: path('out'), precision: 'f64' })
const ints = (...values: number[]): Uint8Array => writeNpy({ shape: [values.length], data: Int32Array.from(values) })

beforeEach(() => cpSync(fixture, path('recording'), { recursive: true }))

interface Meta {
  syn?: unknown
  nout?: unknown
  params: Record<string, unknown>
  coeffs?: unknown
  coeffs_hex: Record<string, unknown>
}

function changeMeta(change: (meta: Meta) => void): void {
  const file = path('recording', 'meta.json')
  const meta = JSON.parse(readFileSync(file, 'utf8')) as Meta
  change(meta)
  writeFileSync(file, JSON.stringify(meta))
}

describe('a recording', () => {
  it.each<[string, () => void, RegExp]>([
    [
      'that is not there',
      () => rmSync(path('recording'), { recursive: true }),
      /recording cannot be used: found no folder/,
    ],
    ['without a file', () => rmSync(path('recording', 'te_k.npy')), /te_k\.npy cannot be used: found no such file/],
    [
      'without meta.json',
      () => rmSync(path('recording', 'meta.json')),
      /meta\.json cannot be used: found no such file/,
    ],
    [
      'with broken meta.json',
      () => writeFileSync(path('recording', 'meta.json'), '{"syn":'),
      /meta\.json .* found no JSON/,
    ],
    ['without a parameter', () => changeMeta((meta) => delete meta.params.tau_c), /found no params\.tau_c/],
    [
      'with a negative time constant',
      () => changeMeta((meta) => (meta.params.tau_m = -1)),
      /params\.tau_m -1, expected a number, positive/,
    ],
    ['with a word for a number', () => changeMeta((meta) => (meta.params.J = 'big')), /params\.J "big"/],
    [
      'with half a refractory step',
      () => changeMeta((meta) => (meta.params.refr_steps = 1.5)),
      /refr_steps 1\.5, expected whole steps/,
    ],
    [
      'with another synapse',
      () => changeMeta((meta) => (meta.syn = 'alpha')),
      /syn "alpha", expected "exp" or "delta"/,
    ],
    ['without a synapse', () => changeMeta((meta) => delete meta.syn), /syn missing, expected "exp" or "delta"/],
    ['of broken samples', () => changeMeta((meta) => (meta.params.sample_ms = 70.5)), /70\.5 steps/],
    ['without a coefficient', () => changeMeta((meta) => delete meta.coeffs_hex.e_c), /no coeffs_hex\.e_c/],
    [
      'with a coefficient above one',
      () => changeMeta((meta) => (meta.coeffs_hex.e_c = '0x1.8p+1')),
      /coeffs_hex\.e_c "0x1\.8p\+1"/,
    ],
    ['of another size', () => changeMeta((meta) => (meta.nout = 9)), /nout 9, expected 7, as in w0\.npy/],
    [
      'with floats for neurons',
      () => writeFileSync(path('recording', 'in_i.npy'), writeNpy({ shape: [1], data: Float64Array.of(1) })),
      /in_i\.npy .* float64 values, expected int32/,
    ],
    [
      'with flat weights',
      () => writeFileSync(path('recording', 'w0.npy'), writeNpy({ shape: [2], data: Float64Array.of(0, 1) })),
      /w0\.npy .* 1 dimensions, expected 2/,
    ],
    [
      'with weights out of range',
      () => writeFileSync(path('recording', 'w0.npy'), writeNpy({ shape: [1, 2], data: Float64Array.of(0, NaN) })),
      /value NaN, expected hidden weights/,
    ],
    [
      'with lists of different length',
      () => writeFileSync(path('recording', 'in_i.npy'), ints(1)),
      /in_k\.npy .* values, expected 1, as many as in_i\.npy/,
    ],
    [
      'with a neuron too many',
      () => writeSpikes('te', [7], [0]),
      /te_i\.npy .* neuron 7 at place 0, expected neurons from 0 to 6/,
    ],
    ['with a negative neuron', () => writeSpikes('te', [-1], [0]), /te_i\.npy .* neuron -1/],
    [
      'with a step too late',
      () => writeSpikes('te', [0], [140]),
      /te_k\.npy .* step 140 at place 0, expected steps from 0 to 139/,
    ],
    [
      'that goes back in time',
      () => writeSpikes('te', [0, 0], [5, 4]),
      /te_k\.npy .* neuron 0 at step 4 after neuron 0 at step 5/,
    ],
    [
      'with unsorted neurons',
      () => writeSpikes('te', [3, 2], [5, 5]),
      /te_i\.npy .* neuron 2 at step 5 after neuron 3/,
    ],
    ['with a spike twice', () => writeSpikes('te', [3, 3], [5, 5]), /te_i\.npy .* none twice/],
    [
      'with a negative count',
      () => writeFileSync(path('recording', 'n_active.npy'), ints(3, -1)),
      /n_active\.npy .* count -1/,
    ],
    [
      'with labels for other samples',
      () => writeFileSync(path('recording', 'labels.npy'), ints(1)),
      /labels\.npy .* 1 values, expected 2/,
    ],
  ])('%s is refused by name, and nothing is written', async (_, damage, sentence) => {
    damage()
    await expect(run()).rejects.toThrow(sentence)
    expect(existsSync(path('out'))).toBe(false)
  })

  it('needs neither labels nor coefficients nor an outcome', async () => {
    for (const file of readdirSync(path('recording'))) {
      if (/^(labels|out_)|_final/.test(file)) rmSync(path('recording', file))
    }
    changeMeta((meta) => {
      delete meta.coeffs
      Reflect.deleteProperty(meta, 'coeffs_hex')
    })
    const report = await run()
    expect(report.identical).toBe(null)
    expect(report.outputSpikes).toBeGreaterThan(0)
  })

  it('takes decimal coefficients where there are no exact ones', async () => {
    changeMeta((meta) => Reflect.deleteProperty(meta, 'coeffs_hex'))
    expect((await run()).identical).toBe(true)
  })

  it('tells how far an outcome is off', async () => {
    writeFileSync(path('recording', 'out_i.npy'), ints(1, 2, 3))
    const report = await run()
    expect(report.identical).toBe(false)
    expect(report.comparison.filter(({ equal }) => !equal).map(({ file }) => file)).toEqual(['out_i.npy'])
    expect(report.comparison[0]).toMatchObject({ file: 'out_i.npy', values: 3 })
  })
})

describe('the folder of a replay', () => {
  it('may be new, deep, empty, or of an earlier replay', async () => {
    mkdirSync(path('out'))
    const first = await run()
    expect(readdirSync(path('out')).sort()).toEqual([...first.files, 'replay.json'].sort())
    mkdirSync(path('out', '.replay-0'))
    await run()
    expect(readdirSync(path('out')).sort()).toEqual([...first.files, 'replay.json'].sort())
    await replay({ recording: path('recording'), out: path('a', 'b'), precision: 'f32' })
    expect(JSON.parse(readFileSync(path('a', 'b', 'replay.json'), 'utf8')).precision).toBe('f32')
  })

  it.each([
    ['notes.txt', /holds other files \(notes\.txt\)/],
    ['w_final.npy', /not written by a replay \(w_final\.npy\)/],
  ])('is left alone when it holds %s of someone else', async (name, sentence) => {
    mkdirSync(path('out'))
    writeFileSync(path('out', name), 'mine')
    await expect(run()).rejects.toThrow(sentence)
    expect(readdirSync(path('out'))).toEqual([name])
  })

  it('is not the folder of the recording, nor a file', async () => {
    await expect(replay({ recording: path('recording'), out: path('recording'), precision: 'f64' })).rejects.toThrow(
      /other files/,
    )
    writeFileSync(path('out'), '')
    await expect(run()).rejects.toThrow(/not a folder/)
  })
})

describe('a hexadecimal float', () => {
  it.each([
    ['0x1.69cf48daec6ecp-5', 0.04416622380757737],
    ['0x1p+0', 1],
    ['-0x1.8p+1', -3],
    ['0x0.0p+0', 0],
    ['0x1.fffffffffffffp-1', 0.9999999999999999],
  ])('%s is %d', (text, value) => expect(parseHexFloat(text)).toBe(value))

  it.each(['0.5', '0x1.8', 'nan', '1.8p3', ''])('is not %s', (text) => expect(parseHexFloat(text)).toBeUndefined())
})

function writeSpikes(name: string, neurons: number[], steps: number[]): void {
  writeFileSync(path('recording', `${name}_i.npy`), ints(...neurons))
  writeFileSync(path('recording', `${name}_k.npy`), ints(...steps))
}
