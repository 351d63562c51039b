import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { LabError } from '../../../contract/errors.ts'
import type { NumericArray } from '../../../contract/results.ts'
import type { RecordedSpikes, Recording } from '../../../engine/index.ts'
import { type NpyArray, readNpy } from '../files/npy.ts'
import { parseMeta } from './meta.ts'

/** Reads a folder with meta.json, in_i, in_k, te_i, te_k, n_active and w0 (.npy), and refuses what cannot be played, by name. */
export function readRecording(folder: string): Recording {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    throw new LabError('FILE_INVALID', { file: folder, found: 'no folder', expected: 'the folder of a recording' })
  }
  const metaFile = join(folder, 'meta.json')
  const meta = parseMeta(readBytes(metaFile).toString('utf8'), metaFile)

  const weightsFile = join(folder, 'w0.npy')
  const weights = readArray(weightsFile, Float64Array, 2)
  const [inputs, outputs] = weights.shape
  if (inputs < 1 || outputs < 1) {
    throw refusal(weightsFile, `the shape (${weights.shape.join(', ')})`, '[inputs, outputs], at least one of each')
  }
  const odd = weights.data.findIndex((w) => !(w >= 0 && w <= 1))
  if (odd >= 0) throw refusal(weightsFile, `the value ${weights.data[odd]}`, 'hidden weights from 0 to 1')

  const countsFile = join(folder, 'n_active.npy')
  const activeCounts = readArray(countsFile, Int32Array, 1).data
  const negative = activeCounts.find((count) => count < 0)
  if (negative !== undefined) throw refusal(countsFile, `the count ${negative}`, 'counts of active inputs, 0 or more')
  const samples = activeCounts.length
  checkSize(metaFile, 'nout', meta.outputs, outputs, 'w0.npy')
  checkSize(metaFile, 'samples', meta.samples, samples, 'n_active.npy')
  const labelsFile = join(folder, 'labels.npy')
  if (existsSync(labelsFile))
    checkLength(labelsFile, readArray(labelsFile, Int32Array, 1).data, samples, 'n_active.npy')

  const steps = samples * Math.round(meta.parameters.sample_ms / 1000 / meta.parameters.dt)
  return {
    parameters: meta.parameters,
    ...(meta.coefficients && { coefficients: meta.coefficients }),
    synapse: meta.synapse,
    inputs,
    outputs,
    samples,
    input: readSpikes(folder, 'in', inputs, steps),
    teacher: readSpikes(folder, 'te', outputs, steps),
    activeCounts,
    initialWeights: weights.data,
  }
}

/** `name`_i.npy holds neurons, `name`_k.npy steps. */
function readSpikes(folder: string, name: string, neurons: number, steps: number): RecordedSpikes {
  const iFile = join(folder, `${name}_i.npy`)
  const kFile = join(folder, `${name}_k.npy`)
  const i = readArray(iFile, Int32Array, 1).data
  const k = readArray(kFile, Int32Array, 1).data
  checkLength(kFile, k, i.length, `${name}_i.npy`)
  for (let s = 0; s < i.length; s++) {
    if (i[s] < 0 || i[s] >= neurons)
      throw refusal(iFile, `neuron ${i[s]} at place ${s}`, `neurons from 0 to ${neurons - 1}`)
    if (k[s] < 0 || k[s] >= steps) throw refusal(kFile, `step ${k[s]} at place ${s}`, `steps from 0 to ${steps - 1}`)
    if (s === 0 || k[s] > k[s - 1] || (k[s] === k[s - 1] && i[s] > i[s - 1])) continue
    throw refusal(
      k[s] < k[s - 1] ? kFile : iFile,
      `neuron ${i[s]} at step ${k[s]} after neuron ${i[s - 1]} at step ${k[s - 1]} (place ${s})`,
      'spikes in order of step, then neuron, none twice',
    )
  }
  return { neurons: i, steps: k }
}

export function readArray<T extends NumericArray>(
  file: string,
  type: { new (length: number): T; name: string },
  dimensions: number,
): NpyArray & { data: T } {
  const array = readNpy(readBytes(file), file)
  const { data, shape } = array
  if (!(data instanceof type)) throw refusal(file, `${dtypeOf(data.constructor)} values`, dtypeOf(type))
  if (shape.length !== dimensions) throw refusal(file, `${shape.length} dimensions`, `${dimensions}`)
  return { shape, data }
}

/** Int32Array: int32 */
function dtypeOf({ name }: { name: string }): string {
  return name.replace('Array', '').toLowerCase()
}

function readBytes(file: string): Buffer {
  try {
    return readFileSync(file)
  } catch (cause) {
    const missing = (cause as NodeJS.ErrnoException).code === 'ENOENT'
    const found = missing ? 'no such file' : `an unreadable file (${(cause as Error).message})`
    throw new LabError('FILE_INVALID', { file, found, expected: 'a part of the recording' }, { cause })
  }
}

function checkLength(file: string, values: ArrayLike<number>, length: number, other: string): void {
  if (values.length !== length) throw refusal(file, `${values.length} values`, `${length}, as many as ${other} tells`)
}

function checkSize(file: string, name: string, told: number | undefined, size: number, other: string): void {
  if (told !== undefined && told !== size) throw refusal(file, `${name} ${told}`, `${size}, as in ${other}`)
}

function refusal(file: string, found: string, expected: string): LabError {
  return new LabError('FILE_INVALID', { file, found, expected })
}
