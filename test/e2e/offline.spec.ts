import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openHost } from '../support/hosts.ts'
import { expect, test } from './fixtures.ts'

const listener = fileURLToPath(new URL('../support/note-connections.ts', import.meta.url))

test('nothing leaves this machine, neither from the page nor from the program', async ({ host, folder }) => {
  test.skip(host === 'electron', 'the runtime takes no modules before our own')
  const noted = join(folder, 'connections.txt')
  const lab = await openHost(host, {
    home: join(folder, 'home'),
    project: join(folder, 'trials.bistable'),
    imports: [listener],
    environment: { CONNECTIONS_FILE: noted },
  })
  const asked: string[] = []
  try {
    const { page } = lab
    page.on('request', (request) => asked.push(request.url()))
    page.on('websocket', (socket) => asked.push(socket.url().replace(/^ws/, 'http')))
    await page.reload()
    await page.getByRole('button', { name: 'Run MNIST, feed-forward', exact: true }).click()
    await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible()
    for (const name of ['History', 'Settings', 'Home', 'Monitor'])
      await page.getByRole('link', { name, exact: true }).click()
    const { origin } = new URL(page.url())
    expect(asked.length).toBeGreaterThan(3)
    expect(asked.filter((url) => !url.startsWith(`${origin}/`) && !/^(blob|data):/.test(url))).toEqual([])
  } finally {
    await lab.close()
  }
  // Made when the program began; a line for each address it turned to.
  expect(readFileSync(noted, 'utf8')).toBe('')
})
