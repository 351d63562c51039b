import { expect, test } from 'vitest'
import { campaign } from './campaign.ts'

test('nothing is lost when programs are killed, disks are full, files move and clocks jump', async () => {
  const { kills, broken } = await campaign(6, 1, () => undefined)
  expect(broken).toEqual([])
  expect(Object.values(kills).reduce((sum, count) => sum + count, 0)).toBeGreaterThan(3)
}, 300_000)
