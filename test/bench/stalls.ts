import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { spreadOf } from '../../src/main/services/bench/spread.ts'
import { withTemporaryFolder } from '../../src/main/services/bench/temporary.ts'
import type { HostName, OpenHost } from '../support/hosts.ts'
import { openHost } from '../support/hosts.ts'
import type { LoopDelay } from './loop-delay.ts'
import { asOrdinaryUser } from './ordinary.ts'
import type { Measurement, SectionOptions, SectionReport } from './report.ts'
import { measured } from './report.ts'
import { pause } from './wait.ts'

const MOST_MS = 8
const measure = fileURLToPath(new URL('loop-delay.ts', import.meta.url))

/** How long the main thread of a host keeps its window waiting while a run trains on the threads a window gives it and checkpoints every second. */
export async function measureStalls({ quick, say }: SectionOptions): Promise<SectionReport> {
  const seconds = quick ? 6 : 20
  const measurements: Measurement[] = []
  for (const host of ['double', 'browser'] as const) {
    say(`${nameOf(host)}, ${seconds} s`)
    const { main, idle } = await delaysOf(host, seconds)
    const all = (delays: LoopDelay[]): number[] => delays.map(({ maxMs }) => maxMs)
    const turns = (delays: LoopDelay[]): number[] => delays.map(({ maxTurnMs }) => maxTurnMs)
    measurements.push(
      measured(`${nameOf(host)}, longest delay`, 'ms', Math.max(...all(main)), { atMost: MOST_MS }),
      measured('an idle program beside it', 'ms', Math.max(...all(idle))),
      measured(`${nameOf(host)}, longest turn`, 'ms', Math.max(...turns(main)), { atMost: MOST_MS }),
      measured('an idle program beside it', 'ms', Math.max(...turns(idle))),
      measured(`${nameOf(host)}, longest turn of a second`, 'ms', spreadOf(turns(main))),
      measured('an idle program beside it', 'ms', spreadOf(turns(idle))),
    )
  }
  return {
    setup:
      'delay of the event loop of the main thread beyond the interval of 1 ms in which it is looked at, while the sample run trains on the ' +
      `threads that a window gives it and a checkpoint is asked for every second, ${seconds} s; Electron's main bundle on the double ` +
      'with the views of its window closed (the double itself would be measured else), the browser host with all of them open; a turn ' +
      'is what the loop does at a stretch, without waiting for a core; an idle program beside it shows what this machine adds',
    measurements,
  }
}

function nameOf(host: HostName): string {
  return host === 'browser' ? 'browser host' : "Electron's main bundle"
}

/** Of each second. */
function delaysOf(name: 'double' | 'browser', seconds: number): Promise<{ main: LoopDelay[]; idle: LoopDelay[] }> {
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
      if (name === 'double') await closeViews(host)
      await asOrdinaryUser(page)
      await pause(2000)
      const main: LoopDelay[] = []
      const idle: LoopDelay[] = []
      for (let second = 0; second <= seconds; second++) {
        await page.getByRole('button', { name: 'Checkpoint' }).click()
        await pause(1000)
        main.push(await takeDelay(host.process, file))
        idle.push(await takeDelay(beside, idleFile))
      }
      // The first is of the start.
      return { main: main.slice(1), idle: idle.slice(1) }
    } finally {
      beside.kill()
      await host.close()
    }
  })
}

async function closeViews({ page }: OpenHost): Promise<void> {
  await page.getByRole('button', { name: 'Panels' }).click()
  for (const box of await page.getByRole('group', { name: 'Panels' }).getByRole('checkbox').all()) await box.uncheck()
  await page.keyboard.press('Escape')
}

/** Since the last time. */
async function takeDelay(program: ChildProcess, file: string): Promise<LoopDelay> {
  rmSync(file, { force: true })
  program.kill('SIGUSR2')
  while (!existsSync(file)) await pause(20)
  await pause(20)
  return JSON.parse(readFileSync(file, 'utf8')) as LoopDelay
}
