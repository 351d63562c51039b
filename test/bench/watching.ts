import { join } from 'node:path'
import type { ActivityEvent } from '../../src/contract/api.ts'
import { spreadOf } from '../../src/main/services/bench/spread.ts'
import { withTemporaryFolder } from '../../src/main/services/bench/temporary.ts'
import { overWebsocket } from '../support/core.ts'
import type { OpenHost } from '../support/hosts.ts'
import { openHost } from '../support/hosts.ts'
import type { SectionReport, SectionOptions } from './report.ts'
import { measured } from './report.ts'
import { asOrdinaryUser } from './ordinary.ts'
import { longTraining } from './runs.ts'
import { busiest, threadTimes } from './threads.ts'
import { pause } from './wait.ts'

/** Of one stretch of a training. */
interface Pace {
  digitsPerS: number
  /** Per second that the engine's thread has run: what others do to the machine is left out. */
  digitsPerRunS: number
  /** Part of the time in which the engine's thread had something to do, and no core. */
  queued: number
  /** Part of the time in which it had nothing to do. */
  idle: number
}

const UNITS = 500
/** On a screen of this size all views of the Monitor are in sight at once. */
const screen = { width: 1920, height: 1200 }

/** Training speed with all views of the Monitor open in a page, against the same page in its settings, stretch by stretch in one run. */
export async function measureWatching({ quick, say }: SectionOptions): Promise<SectionReport> {
  // Short and many: the speed of a shared machine drifts within seconds, and what changes slowly cancels out between neighbours.
  const [rounds, stretchMs] = quick ? [3, 2000] : [120, 2000]
  return withTemporaryFolder(async (folder) => {
    const host = await openHost('browser', { home: join(folder, 'home'), project: join(folder, 'watched.bistable') })
    try {
      const pairs = await interleave(host, rounds, stretchMs, say)
      const lost = (of: (pace: Pace) => number): number[] =>
        pairs.map(({ watched, alone }) => 100 * (1 - of(watched) / mean(alone.map(of))))
      const more = (of: (pace: Pace) => number): number[] =>
        pairs.map(({ watched, alone }) => 100 * (of(watched) - mean(alone.map(of))))
      return {
        setup:
          `a run of ${UNITS} units on one thread, watched by a page with all views in sight on ${screen.width} x ` +
          `${screen.height}, ${rounds} stretches of ${stretchMs / 1000} s, each between two in which the page shows no run; both ` +
          'share this machine',
        measurements: [
          measured('training speed lost while watched', '%', spreadOf(lost((pace) => pace.digitsPerS)), { atMost: 3 }),
          measured('of it: more work for a digit', '%', spreadOf(lost((pace) => pace.digitsPerRunS))),
          measured('of it: more waiting for a core', '%', spreadOf(more((pace) => pace.queued))),
          measured('of it: more waiting for the next block', '%', spreadOf(more((pace) => pace.idle))),
          measured('speed alone', 'digits/s', spreadOf(pairs.map(({ alone }) => mean(alone.map((p) => p.digitsPerS))))),
          measured('speed watched', 'digits/s', spreadOf(pairs.map(({ watched }) => watched.digitsPerS))),
        ],
      }
    } finally {
      await host.close()
    }
  })
}

async function interleave(
  host: OpenHost,
  rounds: number,
  stretchMs: number,
  say: (line: string) => void,
): Promise<{ watched: Pace; alone: [Pace, Pace] }[]> {
  const lab = overWebsocket(host.url!)
  await host.page.setViewportSize(screen)
  const run = await longTraining(lab, UNITS / 10)
  const seen: { done: number; wallMs: number }[] = []
  lab.client.subscription('live.activity', undefined, {
    onData: (data) => {
      const event = data as ActivityEvent
      if (event.type === 'progress') seen.push({ done: event.progress.done, wallMs: event.wallMs })
    },
  })
  const stretch = async (place: string): Promise<Pace> => {
    await host.page.evaluate(`location.hash = ${JSON.stringify(place)}`)
    // Building the views, and taking them down, is work too, but not watching.
    await pause(1500)
    return paceOver(stretchMs, host.process.pid!, seen)
  }
  const elsewhere = '#/settings'
  const monitor = `#/monitor/${run}`
  try {
    await stretch(monitor)
    await asOrdinaryUser(host.page)
    const pairs: { watched: Pace; alone: [Pace, Pace] }[] = []
    let before = await stretch(elsewhere)
    for (let round = 1; round <= rounds; round++) {
      const watched = await stretch(monitor)
      const after = await stretch(elsewhere)
      pairs.push({ watched, alone: [before, after] })
      const lost = 1 - (2 * watched.digitsPerS) / (before.digitsPerS + after.digitsPerS)
      say(`${round} of ${rounds}: ${(100 * lost).toFixed(1)} % of ${after.digitsPerS.toFixed(0)} digits/s lost`)
      before = after
    }
    return pairs
  } finally {
    await lab.close()
  }
}

async function paceOver(ms: number, pid: number, seen: { done: number; wallMs: number }[]): Promise<Pace> {
  const first = seen.at(-1)!
  const before = threadTimes(pid)
  const began = performance.now()
  await pause(ms)
  const wallMs = performance.now() - began
  const engine = busiest(before, threadTimes(pid)) ?? { ranMs: wallMs, queuedMs: 0 }
  const last = seen.at(-1)!
  const digits = last.done - first.done
  return {
    digitsPerS: (1000 * digits) / (last.wallMs - first.wallMs),
    digitsPerRunS: (1000 * digits) / engine.ranMs,
    queued: engine.queuedMs / wallMs,
    idle: 1 - (engine.ranMs + engine.queuedMs) / wallMs,
  }
}

function mean(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
