import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { LabError } from '../../../contract/errors.ts'
import { sampleRow, warmUpSamples } from './measure.ts'
import type { PlasticSample } from './report.ts'
import { edgesOf } from './shard.ts'

/** What a thread is told when it starts: its part of the drive, which it makes itself. */
export interface ShardTask {
  outputs: number
  samples: number
  seed: number
  from: number
  to: number
}

export interface ShardState {
  inputs: number
  events: number
  bytes: number
}

/** Samples between two meetings of the threads. */
const blockSamples = 5

/** The outputs dealt out over threads; a block of samples takes as long as the slowest of them. */
export async function measureThreads(
  outputs: number,
  samples: number,
  seed: number,
  threads: number,
): Promise<PlasticSample> {
  const edges = edgesOf(outputs, threads)
  const workers = Array.from({ length: threads }, (_, part) => {
    const task: ShardTask = { outputs, samples, seed, from: edges[part], to: edges[part + 1] }
    return new Worker(new URL('../../workers/bench.worker.ts', import.meta.url), { workerData: task })
  })
  const answers = async (): Promise<ShardState[]> =>
    Promise.all(workers.map(async (worker) => ((await once(worker, 'message')) as [ShardState])[0]))
  const runTo = async (to: number): Promise<ShardState[]> => {
    const answer = answers()
    for (const worker of workers) worker.postMessage(to)
    return answer
  }
  try {
    await answers()
    let states = await runTo(warmUpSamples)
    const before = total(states, ({ events }) => events)
    const times: number[] = []
    let sample = warmUpSamples
    for (; sample + blockSamples <= samples; sample += blockSamples) {
      const startMs = performance.now()
      states = await runTo(sample + blockSamples)
      times.push((performance.now() - startMs) / blockSamples)
    }
    const events = (total(states, (state) => state.events) - before) / (sample - warmUpSamples)
    const bytes = total(states, (state) => state.bytes)
    return sampleRow(states[0].inputs, outputs, threads, 'f32', times, events, bytes)
  } catch (cause) {
    throw new LabError('WORKER_DIED', { reason: cause instanceof Error ? cause.message : String(cause) }, { cause })
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()))
  }
}

function total(states: ShardState[], value: (state: ShardState) => number): number {
  return states.reduce((sum, state) => sum + value(state), 0)
}
