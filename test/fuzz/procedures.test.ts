import { expect, test } from 'vitest'
import { useFolder } from '../support/folder.ts'
import { fuzzHosts } from './hosts.ts'

const inFolder = useFolder()

test('every procedure answers or refuses with a sentence, whatever it is given over either wire', async () => {
  const { calls, defects, grownMb } = await fuzzHosts(inFolder(), 2, 1)
  expect(defects).toEqual([])
  for (const report of Object.values(calls)) {
    expect(report.answered).toBeGreaterThan(report.calls / 10)
    expect(report.refused.INPUT_INVALID).toBeGreaterThan(report.calls / 10)
  }
  expect(grownMb).toBeLessThan(1500)
  expect(({} as Record<string, unknown>).polluted).toBeUndefined()
}, 300_000)
