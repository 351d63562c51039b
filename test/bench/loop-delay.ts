import { writeFileSync } from 'node:fs'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { isMainThread } from 'node:worker_threads'

/** What is written at each signal, ms beyond the sampling interval, since the last one. */
export interface LoopDelay {
  maxMs: number
  p999Ms: number
  meanMs: number
  /** Longest work of the thread itself between two turns of the loop: what is left when other programs keep the cores busy. */
  longestWorkMs: number
}

// Imported into a host before its own code: measures how long its main thread keeps others waiting.
const resolution = 1
const file = process.env.BENCH_LOOP_DELAY
if (isMainThread && file !== undefined) {
  const histogram = monitorEventLoopDelay({ resolution })
  histogram.enable()
  let longestWorkMs = 0
  let last = process.threadCpuUsage()
  setInterval(() => {
    const { user, system } = process.threadCpuUsage(last)
    last = process.threadCpuUsage()
    longestWorkMs = Math.max(longestWorkMs, (user + system) / 1000)
  }, resolution).unref()
  process.on('SIGUSR2', () => {
    const ms = (ns: number): number => Math.max(0, ns / 1e6 - resolution)
    const delay: LoopDelay = {
      maxMs: ms(histogram.max),
      p999Ms: ms(histogram.percentile(99.9)),
      meanMs: ms(histogram.mean),
      longestWorkMs,
    }
    writeFileSync(file, JSON.stringify(delay))
    histogram.reset()
    longestWorkMs = 0
  })
}
