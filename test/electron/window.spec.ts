import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DesktopBridge } from '../../src/contract/desktop.ts'
import { expect, test } from '../e2e/fixtures.ts'
import type { Observed } from './double/state.ts'

declare global {
  interface Window {
    bistable?: DesktopBridge
    seen?: unknown[]
  }
}

test('a page gets functions and nothing of Electron or Node', async ({ openLab }) => {
  const { page } = await openLab()
  const globals = await page.evaluate(() => ({
    bridge: Object.values(window.bistable ?? {}).map((member) => typeof member),
    frozen: Object.isFrozen(window.bistable),
    node: ['require', 'process', 'module', 'Buffer', 'ipcRenderer'].filter((name) => name in window),
  }))
  expect(globals).toEqual({ bridge: ['function', 'function'], frozen: true, node: [] })
})

test('the page is served with a strict policy, and nothing beside it is', async ({ openLab }) => {
  const { page } = await openLab()
  const got = await page.evaluate(async () => {
    const policy = (await fetch('index.html')).headers.get('content-security-policy')
    const paths = ['../main/main.js', '..%2fmain%2fmain.js', '%2e%2e/main/main.js', '/etc/passwd', 'assets/', '.env']
    const statuses = await Promise.all(paths.map(async (path) => (await fetch(path)).status))
    return { policy, statuses }
  })
  expect(got.policy).toContain("default-src 'none'")
  expect(got.policy).toContain("script-src 'self'")
  expect(got.statuses).toEqual([404, 404, 404, 404, 404, 404])
})

test('the policy stops scripts that are not ours', async ({ openLab }) => {
  const { page } = await openLab()
  const violated = await page.evaluate(async () => {
    const violations: string[] = []
    document.addEventListener('securitypolicyviolation', ({ violatedDirective }) => violations.push(violatedDirective))
    const script = document.createElement('script')
    script.textContent = 'window.seen = ["ran"]'
    document.body.append(script)
    await fetch('https://example.com/').catch(() => undefined)
    await new Promise((resolve) => setTimeout(resolve, 100))
    return { violations, ran: window.seen !== undefined }
  })
  expect(violated.ran).toBe(false)
  expect(violated.violations.map((name) => name.replace(/-elem$/, ''))).toEqual(
    expect.arrayContaining(['script-src', 'connect-src']),
  )
})

test('a window stays on its page; https links open outside, others do not', async ({ openLab }) => {
  const { page, order } = await openLab()
  const address = page.url()
  for (const target of ['https://example.com/', 'http://example.com/', 'file:///etc/passwd']) {
    await page.evaluate((url) => {
      location.href = url
    }, target)
    await page.waitForTimeout(200)
  }
  expect(page.url()).toBe(address)
  const observed = await order<Observed>({ do: 'observe' })
  expect(observed.openedOutside).toEqual(['https://example.com/'])
})

test('a page opens no window', async ({ openLab }) => {
  const { page, order } = await openLab()
  await page.getByRole('link', { name: 'Home' }).waitFor()
  await page.evaluate(() => void window.open('https://example.com/manual'))
  await expect
    .poll(async () => (await order<Observed>({ do: 'observe' })).openedOutside)
    .toContain('https://example.com/manual')
  await expect.poll(() => page.context().pages().length).toBe(1)
})

test('permissions are denied, but for copying text', async ({ openLab }) => {
  const { order } = await openLab()
  for (const name of ['media', 'geolocation', 'notifications', 'clipboard-read', 'usb', 'serial', 'fileSystem']) {
    expect(await order({ do: 'permission', name }), name).toEqual({ requested: false, checked: false })
  }
  expect(await order({ do: 'permission', name: 'clipboard-sanitized-write' })).toEqual({
    requested: true,
    checked: true,
  })
})

test('the menu and a second start of the program reach the page as commands', async ({ openLab, folder }) => {
  const { page, order } = await openLab()
  await page.evaluate(() => {
    window.seen = []
    window.bistable!.onCommand((command) => window.seen!.push(command))
  })
  expect(await order({ do: 'menu', label: 'History' })).toBe(true)
  await order({ do: 'second-instance', words: [join(folder, 'other.bistable')] })
  await order({ do: 'open-file', path: join(folder, 'third.bistable') })
  await expect
    .poll(() => page.evaluate(() => window.seen))
    .toEqual([
      { type: 'go', view: 'history' },
      { type: 'open-project', path: join(folder, 'other.bistable') },
      { type: 'open-project', path: join(folder, 'third.bistable') },
    ])
})

test('the page carries out what was chosen from the menu, or opened from outside', async ({ openLab, folder }) => {
  const { page, order } = await openLab('first.bistable')
  const title = page.getByRole('banner')
  await expect(title.getByText('first')).toBeVisible()
  for (const view of ['Monitor', 'History', 'Settings', 'Home']) {
    await order({ do: 'menu', label: view })
    await expect(page).toHaveURL(new RegExp(`#/${view.toLowerCase()}`))
  }
  await order({ do: 'menu', label: 'Commands…' })
  await expect(page.getByRole('combobox', { name: 'Find a command' })).toBeVisible()
  await page.keyboard.press('Escape')
  await order({ do: 'answer', value: { canceled: false, filePath: join(folder, 'second.bistable') } })
  await order({ do: 'menu', label: 'New Project…' })
  await expect(title.getByText('second')).toBeVisible()
  await order({ do: 'answer', value: { filePaths: [join(folder, 'first.bistable')] } })
  await order({ do: 'menu', label: 'Open Project…' })
  await expect(title.getByText('first')).toBeVisible()
  await order({ do: 'second-instance', words: [join(folder, 'second.bistable')] })
  await expect(title.getByText('second')).toBeVisible()
  await order({ do: 'open-file', path: join(folder, 'missing.bistable') })
  await expect(page.getByText(/missing\.bistable/).first()).toBeVisible()
  await expect(title.getByText('second')).toBeVisible()
})

test('the page reaches the core over its port', async ({ openLab }) => {
  const { page } = await openLab('port-trial.bistable')
  await expect(page.getByText('port-trial').first()).toBeVisible()
})

test('the place of the window is remembered', async ({ openLab, folder }) => {
  const lab = await openLab()
  await lab.order({ do: 'resize', bounds: { x: 30, y: 40, width: 1100, height: 700 } })
  const saved = (): unknown => {
    try {
      return JSON.parse(readFileSync(join(folder, 'home', 'window.json'), 'utf8'))
    } catch {
      return undefined
    }
  }
  await expect.poll(saved).toEqual({ x: 30, y: 40, width: 1100, height: 700, maximized: false })
})

test('quitting ends the program', async ({ openLab }) => {
  const lab = await openLab('a.bistable')
  await lab.order({ do: 'quit' })
  expect(await lab.exited).toBe(0)
})
