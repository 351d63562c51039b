import { writeFileSync } from 'node:fs'
import { performance } from 'node:perf_hooks'
import { isMainThread } from 'node:worker_threads'
import { queueOfThisThread } from './threads.ts'

/** The longest, beyond the interval of 1 ms in which the loop is looked at. */
export interface LoopDelay {
  maxMs: number
  /** As long as one turn of the loop took at the longest, but for the time in which the thread was ready to go on and had no core. */
  maxTurnMs: number
}

// Imported into a program before its own code: measures how long its main thread keeps others waiting, and writes it at a signal.
const intervalMs = 1
const file = process.env.BENCH_LOOP_DELAY
if (isMainThread && file !== undefined) {
  const none: LoopDelay = { maxMs: 0, maxTurnMs: 0 }
  const queuedMs = queueOfThisThread()
  // A thread that loses its core between two of these readings would have that time in one and not in the other.
  const look = (): Look => {
    for (;;) {
      const queued = queuedMs()
      const now = { atMs: performance.now(), inTurnsMs: performance.eventLoopUtilization().active, queuedMs: queued }
      if (queuedMs() === queued) return now
    }
  }
  let delay = none
  let last = look()
  setInterval(() => {
    const now = look()
    const delayMs = Math.max(0, now.atMs - last.atMs - intervalMs)
    const hadCoreMs = delayMs - (now.queuedMs - last.queuedMs)
    // A loop that sleeps and is woken late by the machine is not in a turn.
    const turnMs = Math.min(hadCoreMs, now.inTurnsMs - last.inTurnsMs)
    delay = { maxMs: Math.max(delay.maxMs, delayMs), maxTurnMs: Math.max(delay.maxTurnMs, turnMs) }
    last = now
  }, intervalMs).unref()
  process.on('SIGUSR2', () => {
    writeFileSync(file, JSON.stringify(delay))
    delay = none
    // Writing this is no part of it.
    last = look()
  })
}

interface Look {
  atMs: number
  /** Of this thread, since it began. */
  inTurnsMs: number
  queuedMs: number
}
