import { BroadcastChannel } from 'node:worker_threads'
import { conduct } from '../../../src/engine/index.ts'
import { serveCoreThread } from '../../../src/main/core/thread.ts'
import type { Question } from './memory.ts'
import { channelName, heapOfThisThread } from './memory.ts'
import { sent, streaming } from './stream.ts'

serveCoreThread(streaming(conduct, Number(process.env.BENCH_WEIGHTS_EVERY)))

const channel = new BroadcastChannel(channelName)
channel.onmessage = ({ data }) => {
  channel.postMessage((data as Question) === 'memory' ? heapOfThisThread() : sent.frames)
}
channel.unref()
