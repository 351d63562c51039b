import { resolve } from 'node:path'
import { LabError } from '../../../contract/errors.ts'
import {
  EngineError,
  type Precision,
  type Recording,
  type Replay,
  type ReplayResult,
  openReplay,
} from '../../../engine/index.ts'
import { writeNpy } from '../files/npy.ts'
import { type FileComparison, compareDump } from './compare.ts'
import { dumpOf } from './dump.ts'
import { checkOutFolder, writeOutFolder } from './out-folder.ts'
import { readRecording } from './recording.ts'

export interface ReplayOptions {
  /** Folder of the recording. */
  recording: string
  /** Folder to write to: new, empty, or of an earlier replay. */
  out: string
  precision: Precision
}

export interface ReplayReport {
  recording: string
  out: string
  precision: Precision
  synapse: Recording['synapse']
  inputs: number
  outputs: number
  samples: number
  steps: number
  inputSpikes: number
  teacherSpikes: number
  outputSpikes: number
  /** A spike times the plastic synapses it reaches, both sides. */
  synapticEvents: number
  /** Of the simulation alone. */
  wallMs: number
  files: string[]
  /** Is every value that the recording holds of the outcome the same, bit for bit? null: it holds none. */
  identical: boolean | null
  comparison: FileComparison[]
}

/** Drives the network with a recording of another simulator and writes what comes out in the recording's own format. */
export async function replay(options: ReplayOptions): Promise<ReplayReport> {
  const folder = resolve(options.recording)
  const out = resolve(options.out)
  const recording = readRecording(folder)
  checkOutFolder(out)
  const { result, steps, wallMs } = await simulate(recording, options.precision)
  const dump = dumpOf(recording, result)
  const comparison = compareDump(folder, dump)
  const report: ReplayReport = {
    recording: folder,
    out,
    precision: options.precision,
    synapse: recording.synapse,
    inputs: recording.inputs,
    outputs: recording.outputs,
    samples: recording.samples,
    steps,
    inputSpikes: recording.input.steps.length,
    teacherSpikes: recording.teacher.steps.length,
    outputSpikes: result.outputSpikes.steps.length,
    synapticEvents: result.events,
    wallMs,
    files: [...dump.keys()],
    identical: comparison.length === 0 ? null : comparison.every(({ equal }) => equal),
    comparison,
  }
  writeOutFolder(out, new Map([...dump].map(([name, array]) => [name, writeNpy(array)])), report)
  return report
}

async function simulate(
  recording: Recording,
  precision: Precision,
): Promise<{ result: ReplayResult; steps: number; wallMs: number }> {
  // Eager, as the recording was made: weights are compared as last touched.
  const run = open(recording, precision)
  const spikes: Int32Array[] = []
  let wallMs = 0
  for (let sample = 0; sample < recording.samples; sample++) {
    const startMs = performance.now()
    run.runSample(sample)
    wallMs += performance.now() - startMs
    spikes.push(run.spikes())
    // Lets Ctrl+C through.
    await new Promise((resume) => setImmediate(resume))
  }
  return { result: run.result(spikes), steps: run.steps, wallMs }
}

function open(recording: Recording, precision: Precision): Replay {
  try {
    return openReplay(recording, { precision, touch: 'eager' })
  } catch (cause) {
    if (!(cause instanceof EngineError) || cause.code !== 'MEMORY_BUDGET') throw cause
    const { neededBytes, budgetBytes } = cause.facts
    const found = `a network that needs ${neededBytes} bytes`
    throw new LabError('FILE_INVALID', { file: 'w0.npy', found, expected: `at most ${budgetBytes}` }, { cause })
  }
}
