import { renameSync, writeFileSync } from 'node:fs'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { BroadcastChannel, isMainThread, threadId } from 'node:worker_threads'

// Imported into a host before its own code: every few seconds each of its threads frees what can be freed and says what is left, heap
// and buffers; the main thread writes the sum into a file, in MB. What the process holds of the system is no measure: a thread frees
// when memory runs short, and what is freed is kept for the next time. Nor is what Node calls external: its count drifts with every
// message between threads, by tens of MB in 200,000 of them, while the process grows by nothing.
const EVERY_MS = 5000
const file = process.env.BENCH_MEMORY
if (file !== undefined) {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  const threads = new BroadcastChannel('bistable-bench-memory')
  threads.unref()
  const inUse = new Map<number, { mb: number; atMs: number }>()
  const note = (thread: number, mb: number): void => void inUse.set(thread, { mb, atMs: performance.now() })
  threads.onmessage = (message) => {
    const { thread, mb } = (message as { data: { thread: number; mb: number } }).data
    note(thread, mb)
  }
  setInterval(() => {
    collect()
    const { heapUsed, arrayBuffers } = process.memoryUsage()
    const mb = (heapUsed + arrayBuffers) / 1e6
    if (!isMainThread) {
      threads.postMessage({ thread: threadId, mb })
      return
    }
    note(threadId, mb)
    // Threads that have ended say nothing any more.
    const alive = [...inUse.values()].filter(({ atMs }) => performance.now() - atMs < 3 * EVERY_MS)
    writeFileSync(`${file}.new`, String(alive.reduce((sum, one) => sum + one.mb, 0)))
    renameSync(`${file}.new`, file)
  }, EVERY_MS).unref()
}
