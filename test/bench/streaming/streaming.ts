import type { ChildProcess } from 'node:child_process'
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page } from '@playwright/test'
import { buildIfNeeded } from '../../../src/main/host/build.ts'
import { withTemporaryFolder } from '../../../src/main/services/bench/temporary.ts'
import { launchChromium } from '../../support/chromium.ts'
import { overWebsocket } from '../../support/core.ts'
import type { Measurement, SectionOptions, SectionReport } from '../report.ts'
import { measured } from '../report.ts'
import { asOrdinaryUser } from '../ordinary.ts'
import { longTraining } from '../runs.ts'
import { pause } from '../wait.ts'
import type { Answer, Question } from './memory.ts'
import { slope } from './memory.ts'
import { drawnWithin, hurryFrames, pageMemory, watchDrawing } from './page.ts'
import { stream } from './stream.ts'

/** What moves is drawn this often... */
const DRAWN_PER_S = 30
/** ...and this many digits are sent, each with a picture of the weights if there is one. */
const FRAMES_PER_S = 5
const FRAMES_PER_HOUR = 3600 * FRAMES_PER_S
/** Pictures of the weights are rarer than frames when an hour passes, as they are in a run. */
const HOUR_WEIGHTS_EVERY = 3
const SAMPLES = 12
/** Caches fill at first. */
const WARM_UP_SAMPLES = 3
const screen = { width: 1920, height: 1200 }

interface StreamingPage {
  page: Page
  host: ChildProcess
}

/** The largest stream that was promised, in a real page beside a run: how often it is drawn, and what an hour of it leaves behind. */
export async function measureStreaming({ quick, frames, say }: SectionOptions): Promise<SectionReport> {
  buildIfNeeded(say)
  const drawn = await withStreamingPage(1, false, (open) => frameRates(open, quick ? 12 : 20, say))
  const kept = await withStreamingPage(HOUR_WEIGHTS_EVERY, true, (open) => growth(open, frames, say))
  return {
    setup:
      `all views on ${screen.width} x ${screen.height}, a run of ${stream.units} units going on one thread, both on this machine; ` +
      `frames of ${stream.spikes} spikes (of which the raster passes ${Math.round(1.6 * stream.spikes)} a second) with the ` +
      `${stream.inputs} x ${stream.units} matrix in each; then ${frames} frames as fast as they are taken, the matrix in every ` +
      `${HOUR_WEIGHTS_EVERY}th, with memory after collection at ${SAMPLES} times`,
    measurements: [...drawn, ...kept],
  }
}

async function frameRates(
  { page }: StreamingPage,
  seconds: number,
  say: (line: string) => void,
): Promise<Measurement[]> {
  await pause(3000)
  say(`frame rate, ${seconds} s`)
  const drawn = await drawnWithin(page, page.context().browser()!, 1000 * seconds)
  const rateOf = (title: string, atLeast: number): Measurement =>
    measured(`${title}, drawn`, 'times/s', (drawn.get(title) ?? 0) / seconds, { atLeast: 0.97 * atLeast })
  return [
    ...['Raster', 'Neuron', 'Synapse'].map((title) => rateOf(title, DRAWN_PER_S)),
    rateOf('Weight matrix', FRAMES_PER_S),
  ]
}

async function growth(
  { page, host }: StreamingPage,
  frames: number,
  say: (line: string) => void,
): Promise<Measurement[]> {
  const points: { at: number; pageMb: number; coreMb: number; mainMb: number }[] = []
  const began = performance.now()
  const first = (await ask(host, 'frames')).core
  for (let sample = 1; sample <= SAMPLES + WARM_UP_SAMPLES; sample++) {
    const goal = first + (frames * sample) / (SAMPLES + WARM_UP_SAMPLES)
    let { core: sent } = await ask(host, 'frames')
    for (; sent < goal; sent = (await ask(host, 'frames')).core) await pause(200)
    const pageMb = await pageMemory(page)
    const { core: coreMb, mainMb } = await ask(host, 'memory')
    points.push({ at: (sent - first) / FRAMES_PER_HOUR, pageMb, coreMb, mainMb })
    say(`${sent - first} frames: page ${pageMb.toFixed(1)}, core ${coreMb.toFixed(1)}, main ${mainMb.toFixed(1)} MB`)
  }
  const tookS = (performance.now() - began) / 1000
  const counted = points.slice(WARM_UP_SAMPLES)
  const growing = (of: (point: (typeof points)[number]) => number): number =>
    slope(counted.map((point) => ({ at: point.at, mb: of(point) })))
  return [
    measured(
      'memory of the page grows',
      'MB/h',
      growing(({ pageMb }) => pageMb),
      { atMost: 4 },
    ),
    measured(
      'memory of the core grows',
      'MB/h',
      growing(({ coreMb }) => coreMb),
      { atMost: 4 },
    ),
    measured(
      'memory of the main thread grows',
      'MB/h',
      growing(({ mainMb }) => mainMb),
      { atMost: 4 },
    ),
    measured('memory of the page in the end', 'MB', counted.at(-1)!.pageMb),
    measured('hours of the stream', 'h', counted.at(-1)!.at),
    measured('frames taken', 'per s', frames / tookS),
  ]
}

async function ask(host: ChildProcess, question: Question): Promise<Answer> {
  const answer = once(host, 'message') as Promise<[Answer]>
  host.send(question)
  return (await answer)[0]
}

function withStreamingPage<T>(
  weightsEvery: number,
  hurried: boolean,
  work: (open: StreamingPage) => Promise<T>,
): Promise<T> {
  return withTemporaryFolder(async (folder) => {
    const host = fork(
      fileURLToPath(new URL('host.ts', import.meta.url)),
      [join(folder, 'home'), join(folder, 's.bistable')],
      {
        execArgv: ['--disable-warning=ExperimentalWarning', '--expose-gc'],
        env: { ...process.env, BENCH_WEIGHTS_EVERY: String(weightsEvery) },
        stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      },
    )
    const [{ url }] = (await once(host, 'message')) as [{ url: string }]
    const browser = await launchChromium()
    const lab = overWebsocket(url)
    try {
      const run = await longTraining(lab, stream.units / stream.classes)
      const page = await browser.newPage({ viewport: screen })
      // What is noted of each motion would be counted as growth.
      await (hurried ? hurryFrames(page) : watchDrawing(page))
      await page.goto(`${url}#/monitor/${run}`)
      await page.getByRole('region', { name: 'Weight matrix' }).locator('canvas').waitFor()
      await asOrdinaryUser(page)
      return await work({ page, host })
    } finally {
      await lab.close()
      await browser.close()
      const ended = once(host, 'exit')
      host.send('end')
      await ended
    }
  })
}
