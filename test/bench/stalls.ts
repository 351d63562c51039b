import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { spreadOf } from '../../src/main/services/bench/spread.ts'
import { withTemporaryFolder } from '../../src/main/services/bench/temporary.ts'
import { overWebsocket } from '../support/core.ts'
import type { HostName, OpenHost } from '../support/hosts.ts'
import { openHost } from '../support/hosts.ts'
import type { LoopDelay } from './loop-delay.ts'
import { asOrdinaryUser } from './ordinary.ts'
import type { Measurement, SectionOptions, SectionReport } from './report.ts'
import { measured } from './report.ts'
import { pause } from './wait.ts'

const MOST_MS = 8
const measure = fileURLToPath(new URL('loop-delay.ts', import.meta.url))

/** Who looks on: nothing of the page's drawing is in the last, since the page shares the cores with the host. */
type Views = 'open' | 'closed' | 'gone'

interface Case {
  name: string
  host: HostName
  views: Views
}

const cases: readonly Case[] = [
  // The double itself would be measured else.
  { name: "Electron's main bundle, views closed", host: 'double', views: 'closed' },
  { name: 'browser host, all views open', host: 'browser', views: 'open' },
  { name: 'browser host, nobody looking', host: 'browser', views: 'gone' },
]

/** How long the main thread of a host keeps its window waiting while a run trains on the threads a window gives it and checkpoints every second. */
export async function measureStalls({ quick, say }: SectionOptions): Promise<SectionReport> {
  const seconds = quick ? 6 : 20
  const measurements: Measurement[] = []
  for (const of of cases) {
    say(`${of.name}, ${seconds} s`)
    const { main, idle } = await delaysOf(of, seconds)
    const turns = (delays: LoopDelay[]): number[] => delays.map(({ maxTurnMs }) => maxTurnMs)
    const longest = (delays: LoopDelay[]): number => Math.max(...delays.map(({ maxMs }) => maxMs))
    measurements.push(
      measured(`${of.name}: longest turn`, 'ms', Math.max(...turns(main)), { atMost: MOST_MS }),
      measured('an idle program beside it', 'ms', Math.max(...turns(idle))),
      measured(`${of.name}: longest turn of a second`, 'ms', spreadOf(turns(main))),
      measured('an idle program beside it', 'ms', spreadOf(turns(idle))),
      measured(`${of.name}: longest delay`, 'ms', longest(main), { atMost: MOST_MS }),
      measured('an idle program beside it', 'ms', longest(idle)),
      // Programs that draw and train hold both cores of a small machine at times, and any other waits for its turn then.
      measured(`${of.name}: longer by`, 'ms', longest(main) - longest(idle), { atMost: MOST_MS }),
    )
  }
  return {
    setup:
      'delay of the event loop of the main thread beyond the interval of 1 ms in which it is looked at, while the sample run trains on the ' +
      `threads that a window gives it and a checkpoint is asked for every second, ${seconds} s; a turn is what the loop does at a ` +
      'stretch, a delay holds the waiting for a core as well, and an idle program beside it shows how long any program waits for one',
    measurements,
  }
}

/** Of each second. */
function delaysOf({ host: name, views }: Case, seconds: number): Promise<{ main: LoopDelay[]; idle: LoopDelay[] }> {
  return withTemporaryFolder(async (folder) => {
    const file = join(folder, 'delay.json')
    const host = await openHost(name, {
      home: join(folder, 'home'),
      project: join(folder, 'stalls.bistable'),
      imports: [measure],
      environment: { BENCH_LOOP_DELAY: file },
    })
    const idleFile = join(folder, 'idle.json')
    const beside = spawn(process.execPath, ['--import', measure, '--eval', 'setInterval(() => {}, 1e6)'], {
      env: { ...process.env, BENCH_LOOP_DELAY: idleFile },
      stdio: 'ignore',
    })
    try {
      const { page } = host
      await page.getByRole('link', { name: 'Home' }).click()
      await page.getByRole('button', { name: 'Run MNIST, feed-forward, in full', exact: true }).click()
      await page.getByRole('button', { name: 'Checkpoint' }).waitFor()
      const { checkpoint, close } = await lookOn(host, views)
      await asOrdinaryUser(page)
      await pause(2000)
      const main: LoopDelay[] = []
      const idle: LoopDelay[] = []
      for (let second = 0; second <= seconds; second++) {
        await checkpoint()
        await pause(1000)
        main.push(await takeDelay(host.process, file))
        idle.push(await takeDelay(beside, idleFile))
      }
      await close()
      // The first is of the start.
      return { main: main.slice(1), idle: idle.slice(1) }
    } finally {
      beside.kill()
      await host.close()
    }
  })
}

async function lookOn(
  { page, url }: OpenHost,
  views: Views,
): Promise<{ checkpoint: () => Promise<unknown>; close: () => Promise<void> }> {
  if (views === 'gone') {
    const runId = new URL(page.url()).hash.split('/').at(-1)
    const lab = overWebsocket(url!)
    await page.goto('about:blank')
    return { checkpoint: () => lab.client.mutation('runs.checkpoint', { runId }), close: lab.close }
  }
  if (views === 'closed') {
    await page.getByRole('button', { name: 'Panels' }).click()
    for (const box of await page.getByRole('group', { name: 'Panels' }).getByRole('checkbox').all()) await box.uncheck()
    await page.keyboard.press('Escape')
  }
  return {
    checkpoint: () => page.getByRole('button', { name: 'Checkpoint' }).click(),
    close: () => Promise.resolve(),
  }
}

/** Since the last time. */
async function takeDelay(program: ChildProcess, file: string): Promise<LoopDelay> {
  rmSync(file, { force: true })
  program.kill('SIGUSR2')
  while (!existsSync(file)) await pause(20)
  await pause(20)
  return JSON.parse(readFileSync(file, 'utf8')) as LoopDelay
}
