import type { Page } from '@playwright/test'

/** A state of the window that is worth looking at, reached from the one before or from anywhere. */
export interface State {
  name: string
  reach: (page: Page) => Promise<void>
  /** Puts away what would be in the way of the next. */
  leave?: (page: Page) => Promise<void>
}

const go = (view: string) => async (page: Page) => {
  await page.getByRole('navigation').first().getByRole('link', { name: view, exact: true }).click()
}
const escape = (page: Page): Promise<void> => page.keyboard.press('Escape')
const region = (page: Page, name: string | RegExp) => page.getByRole('region', { name })

async function start(page: Page, experiment: string): Promise<void> {
  await go('Home')(page)
  await page.getByRole('button', { name: `Run ${experiment}`, exact: true }).click()
  await page.waitForURL(/monitor/)
}

async function live(page: Page, experiment: string): Promise<void> {
  await start(page, experiment)
  await region(page, 'Weight matrix').locator('canvas').waitFor()
  await region(page, 'Raster').getByRole('img').waitFor()
  // What is drawn of several digits, and a first evaluation.
  await page.waitForTimeout(6000)
}

const stop = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Stop', exact: true }).click()
  await page.getByRole('main').getByText('stopped').first().waitFor()
}

async function openRun(page: Page, number: string): Promise<void> {
  await go('History')(page)
  await page.getByRole('combobox', { name: 'Filter' }).fill('')
  await page.getByRole('gridcell', { name: number, exact: true }).click()
  await page.getByRole('complementary', { name: 'Run' }).waitFor()
}

const tab = (title: string) => async (page: Page) => {
  await page.getByRole('complementary', { name: 'Run' }).getByText(title, { exact: true }).click()
}

const compared = (title: string | null) => async (page: Page) => {
  if (title !== null) return page.getByRole('region', { name: 'Comparison' }).getByText(title, { exact: true }).click()
  await go('History')(page)
  for (const number of ['0001', '0002', '0003', '0004'])
    await page.getByRole('checkbox', { name: `Choose run ${number}` }).check()
  await page.getByRole('button', { name: 'Compare 4' }).click()
  await region(page, 'Comparison').waitFor()
}

export const withoutProject: State[] = [
  { name: 'home-without-project', reach: go('Home') },
  { name: 'monitor-without-project', reach: go('Monitor') },
  {
    name: 'dialog-new-project',
    reach: (page) => page.getByRole('button', { name: 'New project' }).first().click(),
    leave: escape,
  },
]

export const broken: State[] = [{ name: 'broken-project', reach: async () => undefined }]

export const withProject: State[] = [
  { name: 'home', reach: go('Home') },
  { name: 'design-start', reach: go('Design') },
  {
    name: 'design-network',
    reach: async (page) => {
      await go('Home')(page)
      await page.getByRole('button', { name: 'Open in designer: MNIST, feed-forward', exact: true }).click()
    },
  },
  {
    name: 'dialog-sweep',
    reach: (page) => page.getByRole('button', { name: 'Sweep…' }).click(),
    leave: escape,
  },
  { name: 'monitor-ended', reach: go('Monitor') },
  { name: 'monitor-live', reach: (page) => live(page, 'MNIST, feed-forward') },
  {
    name: 'dialog-probe',
    reach: async (page) => {
      await page.getByRole('button', { name: 'Probe a digit' }).click()
      await page
        .getByRole('button', { name: /^Show a 7/ })
        .first()
        .click()
    },
    leave: escape,
  },
  {
    name: 'monitor-paused',
    reach: (page) => page.getByRole('button', { name: 'Pause', exact: true }).click(),
    leave: stop,
  },
  { name: 'monitor-stopped', reach: async () => undefined },
  { name: 'monitor-live-recurrent', reach: (page) => live(page, 'MNIST, recurrent'), leave: stop },
  {
    name: 'monitor-live-comparison',
    reach: (page) => live(page, 'MNIST, what each mechanism is worth'),
    leave: stop,
  },
  {
    name: 'monitor-queue',
    reach: async (page) => {
      for (const experiment of ['MNIST, feed-forward', 'MNIST, recurrent', 'MNIST, feed-forward', 'Oscillation'])
        await start(page, experiment)
      await page
        .getByRole('button', { name: /^(MNIST|Oscillation)/ })
        .first()
        .click()
    },
    leave: async (page) => {
      await escape(page)
      await stop(page)
    },
  },
  { name: 'history', reach: go('History') },
  {
    name: 'history-filter-error',
    reach: (page) => page.getByRole('combobox', { name: 'Filter' }).fill('sede:3'),
    leave: (page) => page.getByRole('combobox', { name: 'Filter' }).fill(''),
  },
  { name: 'history-drawer-figures', reach: (page) => openRun(page, '0001') },
  ...['Numbers', 'Design', 'Course', 'Checkpoints'].map((title): State => ({
    name: `history-drawer-${title.toLowerCase()}`,
    reach: tab(title),
  })),
  { name: 'history-drawer-failed', reach: (page) => openRun(page, '0005'), leave: escape },
  { name: 'history-compare', reach: compared(null) },
  { name: 'history-compare-numbers', reach: compared('Numbers'), leave: escape },
  {
    name: 'history-trash',
    reach: async (page) => {
      await page.getByRole('button', { name: /^Trash/ }).click()
    },
    leave: (page) => page.getByRole('button', { name: 'All runs' }).first().click(),
  },
  {
    name: 'history-cards',
    reach: (page) =>
      page
        .getByRole('button', { name: /Reproduction/ })
        .first()
        .click(),
    leave: (page) => page.getByRole('button', { name: 'All runs' }).first().click(),
  },
  {
    name: 'sweep',
    reach: async (page) => {
      await page.getByRole('row').filter({ hasText: 'Sweep #1' }).first().click()
      await page.waitForURL(/sweeps/)
    },
  },
  { name: 'settings', reach: go('Settings') },
  { name: 'palette', reach: (page) => page.keyboard.press('Control+k'), leave: escape },
]
