import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { NumericArray } from '../../../src/contract/results.ts'
import { replay as replayWhole } from '../../../src/engine/experiments/replay/replay.ts'
import { hiddenWeightsAt } from '../../support/recording.ts'
import { readNpy } from '../../../src/main/services/files/npy.ts'
import { readRecording } from '../../../src/main/services/replay/recording.ts'
import { replay } from '../../../src/main/services/replay/replay.ts'
import { useFolder } from '../../support/folder.ts'

const fixtures = join(import.meta.dirname, '../../fixtures/brian2')
const recordings = readdirSync(fixtures).filter((name) => existsSync(join(fixtures, name, 'meta.json')))
const path = useFolder()
const load = (...names: string[]): NumericArray => readNpy(readFileSync(join(...names)), names.join('/')).data

describe.each(recordings)('the recording %s of Brian2', (name) => {
  const folder = join(fixtures, name)

  it('comes out the same bit for bit in f64: every spike, every final value', async () => {
    const report = await replay({ recording: folder, out: path('out'), precision: 'f64' })
    expect(report.identical).toBe(true)
    const outcome = readdirSync(folder).filter((file) => /^out_[ik]|_final/.test(file))
    expect(report.comparison.map(({ file }) => file).sort()).toEqual(outcome)
    // The files say so too, not only the report.
    for (const file of outcome)
      expect(readFileSync(path('out', file)).equals(readFileSync(join(folder, file)))).toBe(true)
  })

  it('comes out in f32 with the same spikes and with weights within 2e-6', async () => {
    const { comparison } = await replay({ recording: folder, out: path('out'), precision: 'f32' })
    const byFile = new Map(comparison.map((entry) => [entry.file, entry]))
    expect(byFile.get('out_i.npy')!.equal).toBe(true)
    expect(byFile.get('out_k.npy')!.equal).toBe(true)
    expect(byFile.get('w_final.npy')!.maxDifference).toBeLessThan(2e-6)
    expect(readNpy(readFileSync(path('out', 'w_final.npy')), 'w_final.npy').data).toBeInstanceOf(Float64Array)
  })

  it('makes the same spikes with lazy rows, and weights that agree once drift has caught up', () => {
    const recording = readRecording(folder)
    const eager = replayWhole(recording, { precision: 'f64', touch: 'eager' })
    const lazy = replayWhole(recording, { precision: 'f64', touch: 'lazy' })
    expect(lazy.outputSpikes).toEqual(eager.outputSpikes)
    const [a, b] = [hiddenWeightsAt(recording, 'eager'), hiddenWeightsAt(recording, 'lazy')]
    expect(Math.max(...a.map((w, y) => Math.abs(w - b[y])))).toBeLessThan(1e-12)
  })

  it('computes the recorded decay factors itself to within an ulp or two', () => {
    const own = replayWhole({ ...readRecording(folder), coefficients: undefined }, { precision: 'f64', touch: 'eager' })
    expect([...own.outputSpikes.steps]).toEqual([...load(folder, 'out_k.npy')])
    const weights = load(folder, 'w_final.npy')
    expect(Math.max(...own.weights.map((w, y) => Math.abs(w - weights[y])))).toBeLessThan(1e-12)
  })
})
