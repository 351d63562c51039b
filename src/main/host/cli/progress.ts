import type { RunEvent } from '../../../engine/index.ts'
import type { Stream } from './terminal.ts'
import { duration, metric, wholeNumber } from './text.ts'

const redrawEveryMs = 100
const lineEveryMs = 5_000
/** The speed shown is that of the last while, so that it follows a change of phase. */
const speedOverMs = 10_000

interface Seen {
  phase: string
  done: number
  total: number
  unit: string
  accuracy?: number
}

export interface ProgressDisplay {
  take: (run: number, event: RunEvent) => void
  /** Leaves the last state on the screen. */
  close: () => void
}

/** One redrawn line on a terminal, a line now and then elsewhere. Several runs share it. */
export function showProgress(
  stream: Stream,
  expectedRuns: number,
  now: () => number = () => performance.now(),
): ProgressDisplay {
  const runs = new Map<number, Seen>()
  const history: { atMs: number; done: number }[] = [{ atMs: now(), done: 0 }]
  let shownAtMs = now()
  let shown = ''

  const show = (): void => {
    const text = describe([...runs.values()], expectedRuns, speedOf(history)).slice(0, (stream.columns ?? Infinity) - 1)
    if (stream.columns === undefined) stream.write(`${text}\n`)
    else stream.write(`\r${text.padEnd(shown.length)}`)
    shown = text
    shownAtMs = now()
  }
  return {
    take: (run, event) => {
      const seen: Seen = runs.get(run) ?? { phase: '', done: 0, total: 0, unit: '' }
      runs.set(run, seen)
      if (event.type === 'metric' && /accuracy$/i.test(event.name)) seen.accuracy = event.value
      if (event.type !== 'progress') return
      Object.assign(seen, { phase: event.phase, done: event.done, total: event.total, unit: event.unit })
      history.push({ atMs: now(), done: sum([...runs.values()].map(({ done }) => done)) })
      while (history.length > 2 && history[1].atMs < now() - speedOverMs) history.shift()
      if (now() - shownAtMs >= (stream.columns === undefined ? lineEveryMs : redrawEveryMs)) show()
    },
    close: () => {
      if (runs.size === 0) return
      show()
      if (stream.columns !== undefined) stream.write('\n')
    },
  }
}

function describe(runs: Seen[], expectedRuns: number, perSecond: number): string {
  const { phase, unit } = runs[runs.length - 1]
  const done = sum(runs.map((run) => run.done))
  // Runs that wait their turn are expected to be like those that go on.
  const total = sum(runs.map((run) => run.total)) * (expectedRuns / runs.length)
  const fraction = total > 0 ? done / total : 0
  const left = perSecond > 0 && total > done ? `${duration((1000 * (total - done)) / perSecond)} left` : ''
  const speed = perSecond > 0 ? `${wholeNumber(perSecond)} ${unit}/s` : ''
  const parts = [phase, bar(fraction), `${Math.floor(100 * fraction)}%`, speed, measured(runs), left]
  return parts.filter((part) => part !== '').join('  ')
}

/** The mean over the runs of the accuracy measured last, whichever digits it was measured on. */
function measured(runs: Seen[]): string {
  const values = runs.flatMap(({ accuracy }) => (accuracy === undefined ? [] : [accuracy]))
  return values.length === 0 ? '' : `accuracy ${metric('accuracy', sum(values) / values.length)}`
}

function bar(fraction: number): string {
  const width = 24
  const full = Math.round(width * Math.min(1, fraction))
  return `[${'#'.repeat(full)}${'.'.repeat(width - full)}]`
}

function speedOf(history: { atMs: number; done: number }[]): number {
  const first = history[0]
  const last = history[history.length - 1]
  return last.atMs > first.atMs ? (1000 * (last.done - first.done)) / (last.atMs - first.atMs) : 0
}

function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
