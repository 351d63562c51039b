import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page } from '@playwright/test'
import { expect, test } from '../e2e/fixtures.ts'
import type { OpenHost } from '../support/hosts.ts'
import type { Observed } from './double/state.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const plainNode = '--disable-warning=ExperimentalWarning'

async function startRun(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Home' }).click()
  await page.getByRole('button', { name: 'Run MNIST, feed-forward', exact: true }).click()
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible()
}

/** As the project tells it to whoever opens it next. */
function statusesIn(project: string): string[] {
  const main = join(root, 'src/main/host/cli/main.ts')
  const { stdout } = spawnSync(process.execPath, [plainNode, main, 'runs', '--project', project, '--json'], {
    encoding: 'utf8',
  })
  return [...stdout.matchAll(/"status":"(\w+)"/g)].map(([, status]) => status)
}

const observe = ({ order }: OpenHost): Promise<Observed> => order<Observed>({ do: 'observe' })

test('projects are made and opened by the dialogs of the system, and become recent documents', async ({
  openLab,
  folder,
}) => {
  const lab = await openLab('first.bistable')
  const [first, made] = ['first', 'made'].map((name) => join(folder, `${name}.bistable`))
  await expect(lab.page.getByText('first').first()).toBeVisible()
  await lab.order({ do: 'answer', value: { canceled: false, filePath: made } })
  await lab.order({ do: 'menu', label: 'New Project…' })
  await expect.poll(async () => (await observe(lab)).recent.at(-1)).toBe(made)
  await expect(lab.page.getByText('made').first()).toBeVisible()
  await lab.order({ do: 'answer', value: { canceled: false, filePaths: [first] } })
  await lab.order({ do: 'menu', label: 'Open Project…' })
  await expect.poll(async () => (await observe(lab)).recent).toEqual([first, made, first])
  expect((await observe(lab)).dialogs).toEqual(['save', 'open'])
})

test('quitting stops and saves what goes on', async ({ openLab, folder }) => {
  const lab = await openLab('trials.bistable')
  await startRun(lab.page)
  await lab.order({ do: 'quit' })
  expect(await lab.exited).toBe(0)
  expect(statusesIn(join(folder, 'trials.bistable'))).toEqual(['stopped'])
})

test('a window that is closed may leave its run going, and finds it again', async ({ openLab }) => {
  const lab = await openLab('trials.bistable')
  await startRun(lab.page)
  await lab.order({ do: 'answer', value: { response: 2 } })
  await lab.order({ do: 'close-window' })
  await expect.poll(async () => (await observe(lab)).dialogs).toEqual(['message'])
  expect((await observe(lab)).windows).toBe(1)

  await lab.order({ do: 'answer', value: { response: 0 } })
  const context = lab.page.context()
  await lab.order({ do: 'close-window' })
  await expect.poll(async () => (await observe(lab)).windows).toBe(0)
  const opened = context.waitForEvent('page')
  await lab.order({ do: 'second-instance', words: [] })
  const again = await opened
  await again.getByRole('link', { name: 'Monitor' }).click()
  await expect(again.getByRole('button', { name: 'Pause' })).toBeVisible()
})

test('a second program hands over and ends', async ({ folder }) => {
  const { status } = spawnSync(
    process.execPath,
    [plainNode, join(root, 'test/electron/double/run.ts'), join(root, 'out/main/main.js'), join(folder, 'a.bistable')],
    { env: { ...process.env, BISTABLE_HOME: join(folder, 'home'), DOUBLE_SECOND: '1' }, timeout: 60_000 },
  )
  expect(status).toBe(0)
})
