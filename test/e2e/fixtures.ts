import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base } from '@playwright/test'
import type { HostName, OpenHost } from '../support/hosts.ts'
import { openHost } from '../support/hosts.ts'

export { expect } from '@playwright/test'

interface Options {
  host: HostName
}

interface Fixtures {
  /** A new empty folder; settings and projects of the test go there. */
  folder: string
  /** Opens the application on the host of this test project, with a project file of that name. Closed at the end. */
  openLab: (project?: string) => Promise<OpenHost>
}

/** One test, whatever the host. */
export const test = base.extend<Fixtures, Options>({
  host: ['browser', { option: true, scope: 'worker' }],
  folder: async ({ browserName: _ }, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'bistable-e2e-'))
    await use(folder)
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  },
  openLab: async ({ host, folder }, use) => {
    const opened: OpenHost[] = []
    await use(async (project) => {
      const lab = await openHost(host, { home: join(folder, 'home'), project: project && join(folder, project) })
      opened.push(lab)
      return lab
    })
    for (const lab of opened) await lab.close()
  },
})
