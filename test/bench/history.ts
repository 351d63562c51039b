import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Page } from '@playwright/test'
import { openHost } from '../support/hosts.ts'
import { writeManyRuns } from '../support/many-runs.ts'

/** Two seconds of scrolling through the whole list; runs in the page. */
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
  frames.sort((a, b) => a - b)
  return { longest: frames.at(-1), median: frames[Math.floor(frames.length / 2)] }
})()`

/**
 * How long a person waits in a history of many runs: `node test/history/measure.ts [--runs 10000]`. From the press to the rows in
 * view, and the longest time between two frames while scrolling. Opening is to take less than 300 ms.
 */
const { values } = parseArgs({ options: { runs: { type: 'string', default: '10000' } } })
const folder = mkdtempSync(join(tmpdir(), 'bistable-history-'))
writeManyRuns(join(folder, 'many.bistable'), Number(values.runs), Date.now())
const host = await openHost('browser', { home: join(folder, 'home'), project: join(folder, 'many.bistable') })
try {
  const { page } = host
  await page.getByRole('link', { name: 'Home' }).click()
  await page.waitForTimeout(1500)
  // The second opening is what people see all day; the first loads the view's code as well.
  report('first opening', await until(page, 'document.querySelector(\'a[href="#/history"]\').click()', newest()))
  await page.getByRole('link', { name: 'Home' }).click()
  await page.waitForTimeout(500)
  report('opening again', await until(page, 'document.querySelector(\'a[href="#/history"]\').click()', newest()))
  report('filter, to the first row', await until(page, typing('accuracy > 0.8 seed:3'), '.run [role=gridcell]', true))
  report('sort by accuracy', await until(page, pressing('Accuracy'), '.run [role=gridcell]', true))
  await page.getByRole('combobox', { name: 'Filter' }).fill('')
  await page.waitForTimeout(800)
  const { longest, median } = await page.evaluate<{ longest: number; median: number }>(scroll)
  report('scrolling, median frame', median)
  report('scrolling, longest frame', longest)
} finally {
  await host.close()
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
}

function report(what: string, ms: number): void {
  console.log(`${what.padEnd(28)} ${ms.toFixed(0).padStart(6)} ms`)
}

function newest(): string {
  return `.run[aria-rowindex="2"] [role=gridcell]`
}

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
