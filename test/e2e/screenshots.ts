import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Browser, Page } from '@playwright/test'
import { launchChromium } from '../support/chromium.ts'

/**
 * Pictures of every view in both themes and two sizes, for looking at:
 * `node test/e2e/screenshots.ts --url <address of lab serve> [--views home,settings] [--themes dark] [--sizes 1280x800]`.
 * They land in test-results/screenshots. A view is a name of the navigation rail, or an address after the hash: `monitor/r0001`.
 */
const { values } = parseArgs({
  options: {
    url: { type: 'string' },
    views: { type: 'string', default: 'home,monitor,history,settings' },
    themes: { type: 'string', default: 'light,dark' },
    sizes: { type: 'string', default: '1280x800,1920x1080' },
    out: { type: 'string', default: 'test-results/screenshots' },
    settleMs: { type: 'string', default: '1200' },
    /** A button to press before the picture is taken, by its name. */
    press: { type: 'string' },
  },
})
if (values.url === undefined) throw new Error('Give the address with --url: lab serve --json prints it.')

const url = values.url
const browser = await launchChromium()
mkdirSync(values.out, { recursive: true })
try {
  for (const theme of values.themes.split(',')) {
    for (const size of values.sizes.split(',')) await take(browser, theme === 'dark' ? 'dark' : 'light', size)
  }
} finally {
  await browser.close()
}

async function take(browser: Browser, theme: 'dark' | 'light', size: string): Promise<void> {
  const [width, height] = size.split('x').map(Number)
  const page = await browser.newPage({ viewport: { width, height }, colorScheme: theme })
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') console.error(`${theme} ${size}: ${message.text()}`)
  })
  page.on('pageerror', (error) => console.error(`${theme} ${size}: ${error.message}`))
  for (const view of values.views.split(',')) {
    await page.goto(addressOf(view))
    await page.waitForSelector('main')
    if (values.press !== undefined) await page.getByRole('button', { name: values.press }).first().click()
    await settle(page)
    const name = `${view.replace(/\W+/g, '-')}${values.press === undefined ? '' : '-pressed'}-${theme}-${size}.png`
    await page.screenshot({ path: join(values.out, name) })
    console.log(join(values.out, name))
  }
  await page.close()
}

function addressOf(view: string): string {
  const address = new URL(url)
  address.hash = `/${view}`
  return address.href
}

/** Live views never come to rest; a moment is enough to see them. */
async function settle(page: Page): Promise<void> {
  await page.waitForTimeout(Number(values.settleMs))
}
