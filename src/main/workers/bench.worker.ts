import { parentPort, workerData } from 'node:worker_threads'
import { makeWorkload, openReplay } from '../../engine/index.ts'
import { shardOf } from '../services/bench/shard.ts'
import type { ShardState, ShardTask } from '../services/bench/threads.ts'

// Simulates its part of the benchmark's outputs: told a sample, it runs up to it and says how far it has come.
const port = parentPort!
const { outputs, samples, seed, from, to } = workerData as ShardTask
const drive = shardOf(makeWorkload(outputs, samples, seed), from, to)
const run = openReplay(drive, { precision: 'f32', touch: 'lazy' })
const state = (): ShardState => ({ inputs: drive.inputs, events: run.events(), bytes: run.bytes })

let done = 0
port.on('message', (until: number) => {
  for (; done < until; done++) {
    run.runSample(done)
    run.spikes()
  }
  port.postMessage(state())
})
port.postMessage(state())
