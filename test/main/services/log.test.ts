import { readdirSync, readFileSync, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { expect, test } from 'vitest'
import { createLog } from '../../../src/main/services/log/index.ts'
import { useFolder } from '../../support/folder.ts'

const inFolder = useFolder()

test('the log says what went wrong, and nothing about whom', () => {
  const secret = `${homedir()}/Ada Lovelace/trials of ada.bistable`
  createLog(inFolder()).write(
    'run #3',
    `The project ${secret} is damaged.\n    at open (/opt/ada/lab/src/main/db/open.ts:12:3)\n    in /srv/data/ada/x`,
  )
  const text = readFileSync(inFolder('bistable.log'), 'utf8')
  expect(text).toContain('run #3: The project')
  expect(text).toContain('at open (src/main/db/open.ts:12:3)')
  expect(text).not.toMatch(/\/home|\/opt|\/srv|ada\.bistable/)
})

test('the log turns over, and stays small', () => {
  const log = createLog(inFolder())
  for (let k = 0; k < 400; k++) log.write('test', 'x'.repeat(100_000))
  expect(readdirSync(inFolder()).sort()).toEqual(['bistable.1.log', 'bistable.2.log', 'bistable.log'])
  for (const name of readdirSync(inFolder())) expect(statSync(inFolder(name)).size).toBeLessThan(1_200_000)
})
