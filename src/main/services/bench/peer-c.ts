import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { LabError } from '../../../contract/errors.ts'
import { type Recording, makeWorkload, openReplay } from '../../../engine/index.ts'
import { warmUpSamples } from './measure.ts'
import { runProgram } from './program.ts'
import type { PeerReport, PeerRow } from './report.ts'
import { spreadOf } from './spread.ts'
import { withTemporaryFolder } from './temporary.ts'

const source = fileURLToPath(new URL('../../../../resources/bench/bcall_peer.c', import.meta.url))
/** Samples that one of the two runs before the other's turn: long enough to fill its caches, short enough to share the same weather. */
const blockSamples = 4

/** Our kernels against the same algorithm in C, on the same drive, turn by turn. */
export async function comparePeerC(
  sizes: { outputs: number; samples: number }[],
  seed: number,
  say: (line: string) => void,
): Promise<PeerReport> {
  return withTemporaryFolder(async (folder) => {
    const version = (await runProgram('gcc', ['--version'])).split('\n')[0]
    const program = join(folder, 'bcall_peer')
    await runProgram('gcc', ['-O3', '-march=native', '-o', program, source, '-lm'])
    const rows: PeerRow[] = []
    for (const { outputs, samples } of sizes) {
      say(`C, ${outputs} outputs`)
      const drive = makeWorkload(outputs, samples, seed)
      const file = join(folder, `drive-${outputs}.bin`)
      writeFileSync(file, driveBytes(drive))
      for (const learning of [true, false]) rows.push(await compare(drive, program, file, learning))
    }
    return { name: 'C, -O3 -march=native', version, rows }
  })
}

async function compare(drive: Recording, program: string, file: string, learning: boolean): Promise<PeerRow> {
  const ours = openReplay(drive, { precision: 'f32', touch: 'lazy' })
  const peer = openPeer(program, file)
  const oursMs: number[] = []
  const peerMs: number[] = []
  const spikes = { ours: 0, peer: 0 }
  try {
    for (let sample = 0; sample + blockSamples <= drive.samples; sample += blockSamples) {
      const startMs = performance.now()
      for (let s = sample; s < sample + blockSamples; s++) {
        ours.runSample(s, learning)
        spikes.ours += ours.spikes().length / 2
      }
      const elapsedMs = performance.now() - startMs
      const answer = await peer.run(learning, blockSamples)
      spikes.peer += answer.spikes
      if (sample < warmUpSamples) continue
      oursMs.push(elapsedMs / blockSamples)
      peerMs.push(answer.ms / blockSamples)
    }
  } finally {
    peer.close()
  }
  return {
    outputs: drive.outputs,
    part: learning ? 'everything' : 'without learning',
    oursMs: spreadOf(oursMs),
    peerMs: spreadOf(peerMs),
    ratio: spreadOf(peerMs.map((ms, pair) => ms / oursMs[pair])),
    pairs: oursMs.length,
    spikes,
  }
}

interface Peer {
  /** Simulates the next samples; gives the time it took and the output spikes. */
  run: (learning: boolean, samples: number) => Promise<{ ms: number; spikes: number }>
  close: () => void
}

function openPeer(program: string, file: string): Peer {
  const child: ChildProcessWithoutNullStreams = spawn(program, [file])
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]()
  return {
    run: async (learning, samples) => {
      child.stdin.write(`${learning ? 1 : 0} ${samples}\n`)
      const { value, done } = (await lines.next()) as { value: string; done: boolean }
      if (done) throw new LabError('PEER_MISSING', { peer: 'the C program', reason: 'it ended early' })
      const [ns, spikes] = value.split(' ').map(Number)
      return { ms: ns / 1e6, spikes }
    },
    close: () => child.kill(),
  }
}

/** As bcall_peer.c reads it. */
function driveBytes(drive: Recording): Buffer {
  const { parameters: p, inputs, outputs, samples, input, teacher } = drive
  const stepsPerSample = Math.round(p.sample_ms / 1000 / p.dt)
  const sizes = [inputs, outputs, samples, stepsPerSample, p.refr_steps, input.steps.length, teacher.steps.length]
  const constants = [
    ...[p.dt, p.tau_m, p.tau_syn, p.tau_pre, p.tau_post, p.tau_c, p.v_th, p.v_reset, p.J, p.J_teach, p.k_inh],
    ...[p.a_pre, p.a_post, p.a_c, p.eta_plus, p.eta_minus, p.alpha, p.theta_w, p.theta_lo, p.theta_hi, 2 ** -20],
  ]
  return Buffer.concat(
    [
      Int32Array.from(sizes),
      Float64Array.from(constants),
      ...[input.neurons, input.steps, teacher.neurons, teacher.steps, drive.activeCounts].map((a) =>
        Int32Array.from(a),
      ),
      Float64Array.from(drive.initialWeights),
    ].map(({ buffer }) => Buffer.from(buffer)),
  )
}
