import { readdirSync } from 'node:fs'
import { setPriority } from 'node:os'
import type { Page } from '@playwright/test'

/**
 * Chromium puts its drawing before all else where it is allowed to, which is where root starts it. A person's browser is not: its
 * threads get the priority of any other.
 */
export async function asOrdinaryUser(page: Page): Promise<void> {
  if (process.platform !== 'linux') return
  const session = await page.context().browser()!.newBrowserCDPSession()
  const { processInfo } = await session.send('SystemInfo.getProcessInfo')
  await session.detach()
  for (const { id } of processInfo) {
    for (const thread of readdirSync(`/proc/${id}/task`)) {
      try {
        setPriority(Number(thread), 0)
      } catch {
        // The thread has gone meanwhile.
      }
    }
  }
}
