import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { spreadOf } from '../../src/main/services/bench/spread.ts'
import { withTemporaryFolder } from '../../src/main/services/bench/temporary.ts'
import { openHost } from '../support/hosts.ts'
import type { Measurement, SectionOptions, SectionReport } from './report.ts'
import { measured } from './report.ts'

/** A slider that is followed faster than this is felt to be fast to the curves. */
const ALIVE_MS = 50

/**
 * In the page: moves a slider by one key, and waits until every named panel has been drawn with the answer to that very move. The
 * transition rate in words changes with the answer; a panel is drawn when the last line of the first frame after that is there.
 */
const follow = `async ({ path, panels }) => {
  window.strokes ??= (() => {
    const times = new Map()
    const stroke = CanvasRenderingContext2D.prototype.stroke
    CanvasRenderingContext2D.prototype.stroke = function (...given) {
      times.set(this.canvas, performance.now())
      return stroke.apply(this, given)
    }
    return times
  })()
  const canvases = panels.map((name) =>
    [...document.querySelectorAll('section')].find((one) => one.querySelector('h2')?.textContent.trim() === name).querySelector('canvas'),
  )
  const shown = document.querySelector('section data')
  const slider = document.querySelector('[data-path="' + path + '"] [role=slider]')
  const before = shown.getAttribute('value')
  slider.focus()
  const start = performance.now()
  slider.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowLeft', code: 'ArrowLeft', bubbles: true }))
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
  while (shown.getAttribute('value') === before) {
    if (performance.now() - start > 10_000) throw new Error('the rule did not answer')
    await frame()
  }
  // Seen in a frame; drawn in it, or in the one after it, whichever comes first for each panel.
  while (canvases.some((canvas) => !((window.strokes.get(canvas) ?? 0) > start))) await frame()
  return Math.max(...canvases.map((canvas) => window.strokes.get(canvas))) - start
}`

/** From the move of a slider to the redrawn lines of the rule, in a page with everything of the designer in view. */
export function measureRulePanel({ quick, say }: SectionOptions): Promise<SectionReport> {
  return withTemporaryFolder(async (folder) => {
    const host = await openHost('browser', { home: join(folder, 'home') })
    try {
      const { page } = host
      await page.setViewportSize({ width: 1920, height: 1080 })
      await page.getByRole('link', { name: 'Design' }).click()
      await page.getByRole('button', { name: 'Empty design: Classification' }).click()
      await page.locator('section data').waitFor()
      const moves = quick ? 8 : 60
      const measurements: Measurement[] = []
      for (const { kind, path, target } of rules) {
        say(`${kind}, ${moves} moves of ${path}`)
        if (kind !== 'bcall') await chooseRule(page, kind)
        const times = await movesOf(page, path, moves)
        measurements.push(measured(`slider to lines, ${kind}`, 'ms', spreadOf(times), target))
        measurements.push(measured(`slider to lines, ${kind}, slowest of twenty`, 'ms', slowest(times)))
      }
      return {
        setup:
          'designer at 1920 x 1080 with all panels in view; from the key that moves a slider to the last line drawn in STDP window, ' +
          `SRDP and net change, ${moves} moves, simulations of the same rule going on in their own thread`,
        measurements,
      }
    } finally {
      await host.close()
    }
  })
}

/** The calcium rule's closed forms are integrals, and nothing is promised of them. */
const rules = [
  { kind: 'bcall', path: 'rule.tauPreMs', target: { atMost: ALIVE_MS } },
  { kind: 'triplet', path: 'rule.triplet.tauPlusMs', target: { atMost: ALIVE_MS } },
  { kind: 'calcium', path: 'rule.calcium.tauCalciumMs', target: undefined },
]

async function chooseRule(page: Page, kind: string): Promise<void> {
  await page.locator('[data-path="rule.kind"] .n-base-selection').click()
  await page.locator('.n-base-select-option', { hasText: new RegExp(`^${kind}$`) }).click()
  await page.waitForTimeout(1500)
}

async function movesOf(page: Page, path: string, moves: number): Promise<number[]> {
  const times: number[] = []
  for (let move = 0; move < moves + 5; move++) {
    const ms = await page.evaluate<number>(`(${follow})(${JSON.stringify({ path, panels })})`)
    // The first ones compile what they call.
    if (move >= 5) times.push(ms)
    await page.waitForTimeout(120)
  }
  return times
}

const panels = ['STDP window', 'SRDP', 'Net change']

function slowest(times: readonly number[]): number {
  return [...times].sort((a, b) => a - b)[Math.floor(times.length * 0.95)]
}
