import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from './fixtures.ts'

/** True as soon as the raster moves by within four frames, with spikes on it. */
const rasterMoves = `(async () => {
  const headings = [...document.querySelectorAll('section > header h2')]
  const panel = headings.find((heading) => heading.textContent.trim() === 'Raster')?.closest('section')
  const tile = panel?.querySelector('.tile')
  if (!tile || tile.offsetParent === null) return false
  const place = () => tile.getBoundingClientRect().left + ' ' + tile.closest('.frame').getBoundingClientRect().width
  const before = place()
  for (let frame = 0; frame < 4; frame++) await new Promise((resolve) => requestAnimationFrame(resolve))
  return place() !== before
})()`

test('from nothing, by a project and one press of Run, to a moving raster', async ({ openLab, folder, host }, info) => {
  const { page, order } = await openLab()
  await page.getByRole('link', { name: 'Monitor' }).click()
  await expect(page.getByText('No project is open')).toBeVisible()
  await page.getByRole('link', { name: 'Home' }).click()
  const filePath = join(folder, 'first.bistable')
  const run = page.getByRole('button', { name: 'Run MNIST, feed-forward', exact: true })
  await expect(run).toBeVisible()
  // A desktop asks by a dialog of the system, a browser in the page.
  if (host === 'double') await order({ do: 'answer', value: { canceled: false, filePath } })
  let pressedAt = Date.now()
  await run.click()
  if (host === 'browser') {
    await page.getByRole('dialog').getByRole('textbox').fill(filePath)
    pressedAt = Date.now()
    await page.getByRole('button', { name: 'Create' }).click()
  }
  await expect.poll(() => page.evaluate(rasterMoves), { intervals: [20], timeout: 30_000 }).toBe(true)
  info.annotations.push({ type: 'from Run to a moving raster', description: `${Date.now() - pressedAt} ms` })
  console.log(`    from Run to a moving raster: ${Date.now() - pressedAt} ms`)
  await expect(page.getByRole('banner').getByText('first')).toBeVisible()
})

test('a file that is no project is told of in a sentence, beside the ways to another', async ({ openLab, folder }) => {
  writeFileSync(join(folder, 'broken.bistable'), 'These are not the pages of a database. '.repeat(200))
  const { page } = await openLab('broken.bistable')
  await expect(page.getByText(/broken\.bistable/).first()).toBeVisible()
  await expect(page.getByRole('button', { name: 'New project' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Open…' })).toBeVisible()
})
