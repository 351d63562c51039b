import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { Page } from '@playwright/test'
import { withTemporaryFolder } from '../../../src/main/services/bench/temporary.ts'
import { openHost } from '../../support/hosts.ts'
import { prepareProject } from './project.ts'
import type { State } from './states.ts'
import { broken, withProject, withoutProject } from './states.ts'

/** Pictures of every view and state on real runs, in both themes and two sizes, for looking at: `npm run screenshots`. */
const { values } = parseArgs({
  options: {
    /** States to take, by parts of their names. Others are reached all the same: some lie on the way. */
    only: { type: 'string', default: '' },
    themes: { type: 'string', default: 'light,dark' },
    sizes: { type: 'string', default: '1280x800,1920x1080' },
    out: { type: 'string', default: 'test-results/screenshots' },
  },
})
const out = resolve(values.out)
mkdirSync(out, { recursive: true })
let failures = 0

await withTemporaryFolder(async (folder) => {
  const damaged = join(folder, 'broken.bistable')
  writeFileSync(damaged, 'These are not the pages of a database. '.repeat(200))
  await takeAll(join(folder, 'none'), undefined, withoutProject)
  await takeAll(join(folder, 'none'), damaged, broken)
  const project = join(folder, 'laboratory.bistable')
  await prepareProject(project, (what) => console.log(what))
  await takeAll(join(folder, 'home'), project, withProject)
})
process.exitCode = failures > 0 ? 1 : 0

async function takeAll(home: string, project: string | undefined, states: State[]): Promise<void> {
  const host = await openHost('browser', { home, project })
  const { page } = host
  page.setDefaultTimeout(30_000)
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complain(message.text())
  })
  page.on('pageerror', (error) => complain(error.message))
  try {
    for (const state of states) {
      // What stands in the way of one state is told, and the others are looked at.
      await state.reach(page).then(() => take(page, state.name), complain)
      await state.leave?.(page).catch(complain)
    }
  } finally {
    await host.close()
  }
}

async function take(page: Page, name: string): Promise<void> {
  if (!values.only.split(',').some((part) => name.includes(part))) return
  for (const size of values.sizes.split(',')) {
    const [width, height] = size.split('x').map(Number)
    await page.setViewportSize({ width, height })
    for (const theme of values.themes.split(',')) {
      await page.emulateMedia({ colorScheme: theme === 'dark' ? 'dark' : 'light' })
      // Live views never come to rest; a moment is enough to see them.
      await page.waitForTimeout(900)
      await page.screenshot({ path: join(out, `${name}-${theme}-${size}.png`) })
    }
  }
  await page.setViewportSize({ width: 1440, height: 900 })
  console.log(name)
}

function complain(reason: unknown): void {
  failures += 1
  console.error(String(reason).split('\n').slice(0, 6).join('\n'))
}
