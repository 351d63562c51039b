import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { LabError } from '../../../contract/errors.ts'
import { type Recording, makeWorkload, openReplay } from '../../../engine/index.ts'
import { writeNpy } from '../files/npy.ts'
import { warmUpSamples } from './measure.ts'
import { runProgram } from './program.ts'
import type { PeerReport, PeerRow } from './report.ts'
import { spreadOf } from './spread.ts'
import { withTemporaryFolder } from './temporary.ts'

const script = fileURLToPath(new URL('../../../../resources/bench/brian2_peer.py', import.meta.url))
const interpreters = ['/usr/bin/python3', 'python3']

/** Our kernels against Brian2's C++ standalone program for the same network and drive, run by run; its compilation does not count. */
export async function compareBrian2(
  sizes: { outputs: number; samples: number }[],
  rounds: number,
  seed: number,
  say: (line: string) => void,
): Promise<PeerReport> {
  const { python, version } = await findBrian2()
  return withTemporaryFolder(async (folder) => {
    const rows: PeerRow[] = []
    for (const { outputs, samples } of sizes) {
      say(`Brian2, ${outputs} outputs: compiling`)
      const drive = makeWorkload(outputs, samples, seed)
      const driveFolder = join(folder, `drive-${outputs}`)
      const build = join(folder, `build-${outputs}`)
      writeDrive(driveFolder, drive)
      await runProgram(python, ['-W', 'ignore', script, driveFolder, '--build', build, '--warmup', `${warmUpSamples}`])
      say(`Brian2, ${outputs} outputs: ${rounds} rounds`)
      rows.push(await compare(drive, build, rounds))
    }
    return { name: 'Brian2, C++ standalone', version, rows }
  })
}

async function compare(drive: Recording, build: string, rounds: number): Promise<PeerRow> {
  const oursMs: number[] = []
  const peerMs: number[] = []
  const counted = drive.samples - warmUpSamples
  for (let round = 0; round < rounds; round++) {
    await runProgram('./main', [], { cwd: build })
    peerMs.push((1000 * Number(readFileSync(join(build, 'seconds.txt'), 'utf8'))) / counted)
    oursMs.push(simulate(drive) / counted)
  }
  return {
    outputs: drive.outputs,
    part: 'everything',
    oursMs: spreadOf(oursMs),
    peerMs: spreadOf(peerMs),
    ratio: spreadOf(peerMs.map((ms, round) => ms / oursMs[round])),
    pairs: rounds,
  }
}

/** Time of the samples after the warm-up, ms. */
function simulate(drive: Recording): number {
  const run = openReplay(drive, { precision: 'f32', touch: 'lazy' })
  for (let sample = 0; sample < warmUpSamples; sample++) {
    run.runSample(sample)
    run.spikes()
  }
  const startMs = performance.now()
  for (let sample = warmUpSamples; sample < drive.samples; sample++) {
    run.runSample(sample)
    run.spikes()
  }
  return performance.now() - startMs
}

async function findBrian2(): Promise<{ python: string; version: string }> {
  for (const python of interpreters) {
    try {
      const version = await runProgram(python, ['-W', 'ignore', '-c', 'import brian2; print(brian2.__version__)'])
      return { python, version: version.trim() }
    } catch {
      // The next one may have it.
    }
  }
  throw new LabError('PEER_MISSING', { peer: 'Brian2', reason: `neither ${interpreters.join(' nor ')} can import it` })
}

/** A recording without an outcome. */
function writeDrive(folder: string, drive: Recording): void {
  mkdirSync(folder, { recursive: true })
  const ints = (name: string, values: ArrayLike<number>): void =>
    writeFileSync(join(folder, `${name}.npy`), writeNpy({ shape: [values.length], data: Int32Array.from(values) }))
  ints('in_i', drive.input.neurons)
  ints('in_k', drive.input.steps)
  ints('te_i', drive.teacher.neurons)
  ints('te_k', drive.teacher.steps)
  ints('n_active', drive.activeCounts)
  const shape = [drive.inputs, drive.outputs]
  writeFileSync(join(folder, 'w0.npy'), writeNpy({ shape, data: Float64Array.from(drive.initialWeights) }))
  const syn = drive.synapse === 'delta' ? 'delta' : 'exp'
  const meta = { syn, params: drive.parameters, nout: drive.outputs, samples: drive.samples }
  writeFileSync(join(folder, 'meta.json'), JSON.stringify(meta))
}
