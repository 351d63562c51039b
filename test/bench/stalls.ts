import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { withTemporaryFolder } from '../../src/main/services/bench/temporary.ts'
import type { HostName, OpenHost } from '../support/hosts.ts'
import { openHost } from '../support/hosts.ts'
import type { LoopDelay } from './loop-delay.ts'
import { asOrdinaryUser } from './ordinary.ts'
import type { Measurement, SectionOptions, SectionReport } from './report.ts'
import { measured } from './report.ts'
import { pause } from './wait.ts'

const MOST_MS = 8

/** How long the main thread of a host keeps its window waiting while a run trains on the threads a window gives it and checkpoints every second. */
export async function measureStalls({ quick, say }: SectionOptions): Promise<SectionReport> {
  const seconds = quick ? 6 : 20
  const measurements: Measurement[] = []
  for (const host of ['double', 'browser'] as const) {
    say(`${nameOf(host)}, ${seconds} s`)
    const { maxMs, p999Ms, meanMs, longestWorkMs } = await delayOf(host, seconds)
    measurements.push(
      measured(`${nameOf(host)}, longest`, 'ms', maxMs, { atMost: MOST_MS }),
      measured(`${nameOf(host)}, 99.9 %`, 'ms', p999Ms, { atMost: MOST_MS }),
      measured(`${nameOf(host)}, mean`, 'ms', meanMs),
      measured(`${nameOf(host)}, longest work of its own`, 'ms', longestWorkMs),
    )
  }
  return {
    setup:
      'delay of the event loop of the main thread beyond its sampling interval of 1 ms, while the sample run trains on the threads that a window gives it ' +
      `and a checkpoint is asked for every second, ${seconds} s; Electron's main bundle on the double with the views of its window ` +
      'closed (the double itself would be measured else), the browser host with all of them open',
    measurements,
  }
}

function nameOf(host: HostName): string {
  return host === 'browser' ? 'browser host' : "Electron's main bundle"
}

function delayOf(name: 'double' | 'browser', seconds: number): Promise<LoopDelay> {
  return withTemporaryFolder(async (folder) => {
    const file = join(folder, 'delay.json')
    const host = await openHost(name, {
      home: join(folder, 'home'),
      project: join(folder, 'stalls.bistable'),
      imports: [fileURLToPath(new URL('loop-delay.ts', import.meta.url))],
      environment: { BENCH_LOOP_DELAY: file },
    })
    try {
      const { page } = host
      await page.getByRole('link', { name: 'Home' }).click()
      await page.getByRole('button', { name: 'Run MNIST, feed-forward, in full', exact: true }).click()
      await page.getByRole('button', { name: 'Checkpoint' }).waitFor()
      if (name === 'double') await closeViews(host)
      await asOrdinaryUser(page)
      await pause(2000)
      await takeDelay(host, file)
      for (let second = 0; second < seconds; second++) {
        await page.getByRole('button', { name: 'Checkpoint' }).click()
        await pause(1000)
      }
      return await takeDelay(host, file)
    } finally {
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
async function takeDelay({ process: host }: OpenHost, file: string): Promise<LoopDelay> {
  rmSync(file, { force: true })
  host.kill('SIGUSR2')
  while (!existsSync(file)) await pause(20)
  await pause(20)
  return JSON.parse(readFileSync(file, 'utf8')) as LoopDelay
}
