import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { spreadOf } from '../../src/main/services/bench/spread.ts'
import { withTemporaryFolder } from '../../src/main/services/bench/temporary.ts'
import { openHost } from '../support/hosts.ts'
import { writeManyRuns } from '../support/many-runs.ts'
import type { Measurement, SectionOptions, SectionReport } from './report.ts'
import { measured } from './report.ts'

/** Two seconds of scrolling through the whole list, in the page: the longest time between two frames, ms. */
const scroll = `(async () => {
  const table = document.querySelector('[role=grid]')
  const frames = []
  let last = performance.now()
  const end = last + 2000
  while (last < end) {
    table.scrollTop += 400
    await new Promise((resolve) => requestAnimationFrame(resolve))
    const now = performance.now()
    frames.push(now - last)
    last = now
  }
  return Math.max(...frames)
})()`

/** Waits of a person, ms: what is shorter is not felt as one. */
const PROMPT_MS = 300
/** Three frames: longer, and scrolling is seen to stutter. */
const STUTTER_MS = 50

/** How long a person waits in a history of many runs: from the press to the rows in view, and between two frames while scrolling. */
export function measureHistory({ runs, quick, say }: SectionOptions): Promise<SectionReport> {
  return withTemporaryFolder(async (folder) => {
    const project = join(folder, 'many.bistable')
    say(`writing ${runs} runs`)
    writeManyRuns(project, runs, Date.now())
    const host = await openHost('browser', { home: join(folder, 'home'), project })
    try {
      const measurements = await waits(host.page, quick ? 1 : 5)
      return {
        setup: `a project of ${runs} runs in a page; medians from the press to the frame that shows it`,
        measurements,
      }
    } finally {
      await host.close()
    }
  })
}

async function waits(page: Page, rounds: number): Promise<Measurement[]> {
  const prompt = { atMost: PROMPT_MS }
  const row = '.run [role=gridcell]'
  const home = async (): Promise<void> => {
    await page.getByRole('link', { name: 'Home' }).click()
    await page.waitForTimeout(1000)
  }
  const open = (): Promise<number> => until(page, 'document.querySelector(\'a[href="#/history"]\').click()', newest())
  await home()
  // The first opening loads the view's code as well; the others are what people see all day.
  const first = await open()
  const again: number[] = []
  const filter: number[] = []
  const sort: number[] = []
  const group: number[] = []
  const longest: number[] = []
  for (let round = 0; round < rounds; round++) {
    await home()
    again.push(await open())
    filter.push(await until(page, typing('accuracy > 0.8 seed:3'), row, true))
    sort.push(await until(page, pressing('Accuracy'), row, true))
    await page.getByRole('combobox', { name: 'Filter' }).fill('')
    await page.waitForTimeout(800)
    group.push(await until(page, grouping, row, true))
    await page.evaluate(grouping)
    await page.waitForTimeout(800)
    longest.push(await page.evaluate<number>(scroll))
  }
  return [
    measured('first opening', 'ms', first, prompt),
    measured('opening again', 'ms', spreadOf(again), prompt),
    measured('filter, to the rows', 'ms', spreadOf(filter), prompt),
    measured('sort, to the rows', 'ms', spreadOf(sort), prompt),
    measured('group by seeds, to the rows', 'ms', spreadOf(group), prompt),
    measured('longest frame while scrolling', 'ms', spreadOf(longest), { atMost: STUTTER_MS }),
  ]
}

function newest(): string {
  return `.run[aria-rowindex="2"] [role=gridcell]`
}

const grouping = `;[...document.querySelectorAll('button')].find((b) => b.textContent.trim() === 'Group: seeds').click()`

function typing(text: string): string {
  return `{
  const input = document.querySelector('[aria-label=Filter]')
  input.value = ${JSON.stringify(text)}
  input.dispatchEvent(new Event('input'))
}`
}

function pressing(column: string): string {
  return `;[...document.querySelectorAll('[role=columnheader] button')].find((b) => b.textContent.trim() === '${column}').click()`
}

/** From doing something to the frame in which there is something in this place; `changed`: something else than before. */
async function until(page: Page, doing: string, place: string, changed = false): Promise<number> {
  return await page.evaluate<number>(`new Promise((resolve) => {
    const text = () => [...document.querySelectorAll(${JSON.stringify(place)})].slice(0, 40).map((e) => e.textContent).join()
    const before = ${changed} ? text() : ''
    const begin = performance.now()
    ${doing}
    const look = () => {
      const now = text()
      if (now !== '' && now !== before) resolve(performance.now() - begin)
      else requestAnimationFrame(look)
    }
    requestAnimationFrame(look)
  })`)
}
