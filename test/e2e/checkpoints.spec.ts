import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { listCheckpoints } from '../../src/main/db/checkpoints.ts'
import { mainScript, startCli, untilSeen } from '../support/cli-process.ts'
import { expect, test } from './fixtures.ts'

const short = ['schedule.trainSamples=120', 'evaluation.testSamples=40', 'evaluation.holdOutSamples=20']
const settings = (...paths: string[]): string[] => paths.flatMap((path) => ['--set', path])
const training = (file: string, ...more: string[]): string[] => [
  ...['run', 'mnist-feedforward', '--project', file, '--json', '--workers', '1'],
  ...['--checkpoint-every', '1ms', '--keep-checkpoints', '3', ...more],
]

const drawer = (page: Page) => page.getByRole('complementary', { name: 'Run' })

async function openRun(page: Page, number: string): Promise<void> {
  await page.getByRole('link', { name: 'History' }).click()
  await page.getByRole('row').filter({ hasText: number }).click()
  await drawer(page).getByText('Checkpoints', { exact: true }).first().click()
}

test('a run branches from a checkpoint with what may change, and both know of each other', async ({
  folder,
  openLab,
}) => {
  const file = join(folder, 'trials.bistable')
  const { ended, written } = startCli(mainScript, folder, training(file, ...settings(...short)))
  expect((await ended).code, written.err).toBe(0)
  const { page } = await openLab('trials.bistable')
  await openRun(page, '0001')
  const table = drawer(page).getByRole('table', { name: 'Checkpoints' })
  await expect(table.getByRole('row')).toHaveCount(4)
  await expect(table).toContainText(/\d+ digits \d+\s%.*kB/)
  await expect(drawer(page)).toContainText('It began by itself, and nothing has branched from it.')

  await table.getByRole('button', { name: 'Branch…' }).first().click()
  const dialog = page.getByRole('dialog', { name: 'Branch' })
  await expect(dialog.getByLabel('Weight', { exact: false }).first()).toBeVisible()
  await expect(dialog.locator('[data-path="output.unitsPerClass"]')).toHaveCount(0)
  const digits = dialog.locator('[data-path="schedule.trainSamples"] input')
  await digits.fill('20')
  await dialog.getByRole('button', { name: 'Begin the branch' }).click()
  await expect(dialog.getByRole('alert')).toContainText(
    /digits have been shown at this checkpoint: 20 in all are too few/,
  )
  await digits.fill('140')
  await dialog.getByRole('button', { name: 'Begin the branch' }).click()
  await expect(page.getByText('A branch of run 0001 begins.')).toBeVisible()
  await drawer(page).getByRole('button', { name: /^0002/ }).click()
  await expect(drawer(page)).toContainText('completed')
  await expect(drawer(page)).toContainText('Branched from')
  await drawer(page).getByRole('button', { name: /^0001/ }).click()
  await expect(drawer(page).getByRole('button', { name: /^0002/ })).toBeVisible()
})

test('a run whose terminal dies while a window looks on is interrupted, and goes on from the window', async ({
  folder,
  openLab,
}) => {
  const file = join(folder, 'trials.bistable')
  const long = settings('schedule.trainSamples=60000', 'evaluation.testSamples=40', 'evaluation.holdOutSamples=20')
  const { child, ended } = startCli(mainScript, folder, training(file, ...long))
  try {
    await untilSeen(child, file, (project) => project.read((db) => listCheckpoints(db, 1)).length > 0)
    const { page } = await openLab('trials.bistable')
    await page.getByRole('link', { name: 'History' }).click()
    const row = page.getByRole('row').filter({ hasText: '0001' })
    await expect(row.getByText('running')).toBeVisible()
    child.kill('SIGKILL')
    await ended
    await expect(row.getByText('interrupted')).toBeVisible()
    await page.getByRole('link', { name: 'Monitor' }).click()
    await expect(page.getByText(/^Interrupted at [\d,]+ of 60,020 digits$/)).toBeVisible()
    await page.getByRole('link', { name: 'History' }).click()
    await openRun(page, '0001')
    await drawer(page).getByRole('table').getByRole('button', { name: 'Resume' }).click()
    await expect(page.getByText('Run 0001 goes on from its last checkpoint.')).toBeVisible()
    await expect(row.getByText('running')).toBeVisible()
  } finally {
    child.kill('SIGKILL')
  }
})
