import { writeFileSync } from 'node:fs'
import { isMainThread } from 'node:worker_threads'
import { timeOfThisThread } from './threads.ts'

/** The longest, beyond the interval of 1 ms in which the loop is looked at. */
export interface LoopDelay {
  maxMs: number
  /** Without the time in which the thread was ready to go on and had no core. */
  maxOwnMs: number
}

// Imported into a program before its own code: measures how long its main thread keeps others waiting, and writes it at a signal.
const intervalMs = 1
const file = process.env.BENCH_LOOP_DELAY
if (isMainThread && file !== undefined) {
  let delay: LoopDelay = { maxMs: 0, maxOwnMs: 0 }
  let last = { atMs: performance.now(), ...timeOfThisThread() }
  setInterval(() => {
    const now = { atMs: performance.now(), ...timeOfThisThread() }
    const delayMs = Math.max(0, now.atMs - last.atMs - intervalMs)
    const ownMs = delayMs - (now.queuedMs - last.queuedMs)
    delay = { maxMs: Math.max(delay.maxMs, delayMs), maxOwnMs: Math.max(delay.maxOwnMs, ownMs) }
    last = now
  }, intervalMs).unref()
  process.on('SIGUSR2', () => {
    writeFileSync(file, JSON.stringify(delay))
    delay = { maxMs: 0, maxOwnMs: 0 }
    // Writing this is no part of it.
    last = { atMs: performance.now(), ...timeOfThisThread() }
  })
}
