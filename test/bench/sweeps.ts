import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { defaultDesign } from '../../src/contract/design/index.ts'
import { openOrCreateProject } from '../../src/main/db/create.ts'
import { spreadOf } from '../../src/main/services/bench/spread.ts'
import { withTemporaryFolder } from '../../src/main/services/bench/temporary.ts'
import type { EstimateService } from '../../src/main/services/estimate/index.ts'
import { openHost } from '../support/hosts.ts'
import { completeAll, manyTrials, sweepsWithoutRunning } from '../support/many-trials.ts'
import type { Measurement, SectionOptions, SectionReport } from './report.ts'
import { measured } from './report.ts'

/** Waits of a person, ms: what is shorter is not felt as one. */
const PROMPT_MS = 300
const PAGE_MS = 500
/** Longer, and what is typed or scrolled is seen to hang. */
const STALL_MS = 100

/** The largest sweep: what a person waits for its list and its price, and until its page is drawn. */
export function measureSweeps({ quick, say }: SectionOptions): Promise<SectionReport> {
  return withTemporaryFolder(async (folder) => {
    const project = join(folder, 'sweep.bistable')
    const rounds = quick ? 1 : 5
    say('listing and pricing 5,000 trials, and writing them')
    const service = await serviceWaits(project, rounds)
    say('opening the page of the sweep')
    const host = await openHost('browser', { home: join(folder, 'home'), project })
    try {
      const page = await pageWaits(host.page, rounds)
      return {
        setup:
          'a sweep of 5,000 trials over three fields, a run each: in the service without the measuring of a trial, and in a page ' +
          'from the press to the frame that has its plots and table; what costs nothing to a person is a stall below 100 ms',
        measurements: [...service, ...page],
      }
    } finally {
      await host.close()
    }
  })
}

/** What the service itself needs: a trial that is measured takes as long as it takes. */
const estimate: EstimateService = {
  of: (_design, runs) =>
    Promise.resolve({
      ...{ runs, simulatedMs: 1, wallMs: 1, memoryBytes: 1, recordedBytes: 1 },
      ...{ basis: 'made up', measured: true, overBudget: null },
    }),
}

async function serviceWaits(file: string, rounds: number): Promise<Measurement[]> {
  const store = openOrCreateProject(file)
  const sweeps = sweepsWithoutRunning(store, estimate)
  const design = defaultDesign('classification')
  const timed = async (work: () => unknown): Promise<number> => {
    const begin = performance.now()
    await work()
    return performance.now() - begin
  }
  const repeated = async (work: () => unknown) => {
    const times: number[] = []
    for (let round = 0; round < rounds; round++) times.push(await timed(work))
    return spreadOf(times)
  }
  try {
    const first = await timed(() => sweeps.preview(design, null, manyTrials))
    const list = await repeated(() => sweeps.preview(design, null, manyTrials))
    const price = await repeated(() => sweeps.estimate(design, null, manyTrials, 2))
    let id = ''
    const create = await timed(() => (id = sweeps.launch(design, null, manyTrials).id))
    completeAll(store, id)
    const known = await repeated(() => sweeps.preview(design, null, manyTrials))
    const get = await repeated(() => sweeps.get('1'))
    return [
      measured('list, the first time', 'ms', first),
      measured('list', 'ms', list, { atMost: PROMPT_MS }),
      measured('price', 'ms', price, { atMost: PROMPT_MS }),
      measured('create', 'ms', create),
      measured('list, all of them known', 'ms', known, { atMost: PROMPT_MS }),
      measured('read with all runs', 'ms', get, { atMost: PROMPT_MS }),
    ]
  } finally {
    store.close()
  }
}

async function pageWaits(page: Page, rounds: number): Promise<Measurement[]> {
  const waits: number[] = []
  const stalls: number[] = []
  await page.getByRole('link', { name: 'History' }).click()
  await page.getByRole('link', { name: 'Sweep #1' }).first().waitFor()
  const address = await page.getByRole('link', { name: 'Sweep #1' }).first().getAttribute('href')
  for (let round = 0; round <= rounds; round++) {
    await page.getByRole('link', { name: 'Home' }).click()
    await page.waitForTimeout(1000)
    const { waitMs, stallMs } = await page.evaluate<{ waitMs: number; stallMs: number }>(opening(address!))
    // The first opening loads the view's code as well.
    if (round === 0) continue
    waits.push(waitMs)
    stalls.push(stallMs)
  }
  return [
    measured('page, to its table and the first of its plots', 'ms', spreadOf(waits), { atMost: PAGE_MS }),
    measured('page, longest task of its thread', 'ms', spreadOf(stalls), { atMost: STALL_MS }),
  ]
}

/** Until there is a row, and something is painted on both plots, of many lines the first; then a moment more, for what comes after. */
function opening(address: string): string {
  return `new Promise((resolve) => {
    let stallMs = 0
    const observer = new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) stallMs = Math.max(stallMs, duration)
    })
    observer.observe({ type: 'longtask' })
    const painted = (canvas) => {
      const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height)
      return data.some((byte) => byte > 0)
    }
    const begin = performance.now()
    location.hash = ${JSON.stringify(address)}
    let waitMs = 0
    const look = () => {
      const rows = document.querySelectorAll('[role=table][aria-label=Trials] [role=cell]').length
      const canvases = [...document.querySelectorAll('.panels canvas')]
      if (rows > 0 && canvases.length >= 2 && canvases.every(painted)) {
        waitMs = performance.now() - begin
        setTimeout(() => {
          observer.disconnect()
          resolve({ waitMs, stallMs })
        }, 1000)
      } else setTimeout(look, 10)
    }
    look()
  })`
}
