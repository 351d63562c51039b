import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContext } from '@playwright/test'
import { chromium } from '@playwright/test'
import { findChromium } from '../../support/chromium.ts'

/**
 * A test tool: stands in for Electron's runtime, so that the real main and preload bundles can be exercised where the runtime cannot
 * be fetched. Windows are pages of a real Chromium. What it cannot show: that Electron's own sandbox and isolation hold.
 */
export interface Observed {
  openedOutside: string[]
  recent: string[]
  dialogs: string[]
  blocked: string[]
  windows: number
}

export const observed: Observed = { openedOutside: [], recent: [], dialogs: [], blocked: [], windows: 0 }

/** What dialogs will answer, in order; none left: the person cancels. */
export const answers: unknown[] = []

const profile = mkdtempSync(join(tmpdir(), 'bistable-double-'))
let starting: Promise<BrowserContext> | undefined

/** One Chromium for all windows. Its debugging port lets a test look at the same page. */
export function browser(): Promise<BrowserContext> {
  starting ??= start()
  return starting
}

async function start(): Promise<BrowserContext> {
  const { executablePath, env } = await findChromium()
  return chromium.launchPersistentContext(profile, {
    executablePath,
    env: { ...process.env, ...env },
    viewport: { width: 1440, height: 900 },
    args: ['--no-sandbox', '--disable-dev-shm-usage', `--remote-debugging-port=${process.env.DOUBLE_PORT ?? '0'}`],
  })
}

export async function endBrowser(): Promise<void> {
  await (await starting)?.close().catch(() => undefined)
  rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
}

/** Chromium knows no scheme of ours: its pages come from this address, and every other layer is told `app://bistable`. */
const stand = 'https://bistable.invalid'
const real = 'app://bistable'

export function toStand(url: string): string {
  return url.startsWith(real) ? stand + url.slice(real.length) : url
}

export function toReal(url: string): string {
  return url.replace(`blob:${stand}`, `blob:${real}`).replace(new RegExp(`^${stand}`), real)
}
