import { readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { createSettings, settingsFolder } from '../../../src/main/services/settings/index.ts'
import { useFolder } from '../../support/folder.ts'

const file = useFolder()

test('a change is kept, and the rest stays as it was', () => {
  const before = createSettings(file()).get()
  createSettings(file()).change({ theme: 'dark', workers: 3 })
  expect(createSettings(file()).get()).toEqual({ ...before, theme: 'dark', workers: 3 })
  expect(JSON.parse(readFileSync(file('settings.json'), 'utf8'))).toMatchObject({ theme: 'dark' })
})

test('a damaged file counts as none, a damaged value as its default', () => {
  const usual = createSettings(file()).get()
  writeFileSync(file('settings.json'), '{"theme": "da')
  writeFileSync(file('recent.json'), '[{"path": 3}]')
  expect(createSettings(file()).get()).toEqual(usual)
  expect(createSettings(file()).recent()).toEqual([])
  writeFileSync(file('settings.json'), JSON.stringify({ theme: 'pink', workers: 2 }))
  expect(createSettings(file()).get()).toEqual({ ...usual, workers: 2 })
})

test('the newest project comes first, each once, and only so many', () => {
  const settings = createSettings(file())
  for (let i = 0; i < 30; i++) settings.remember({ path: `/p${i % 25}`, name: `p${i % 25}` }, i)
  const recent = settings.recent()
  expect(recent).toHaveLength(20)
  expect(recent[0]).toEqual({ path: '/p4', name: 'p4', openedAtMs: 29 })
  expect(new Set(recent.map(({ path }) => path)).size).toBe(20)
})

test('the folder follows the customs of the system, and can be moved', () => {
  expect(settingsFolder({ XDG_CONFIG_HOME: '/x' }, 'linux')).toBe('/x/bistable')
  expect(settingsFolder({ APPDATA: '/a' }, 'win32')).toContain('Bistable')
  expect(settingsFolder({ BISTABLE_HOME: '/h', XDG_CONFIG_HOME: '/x' }, 'linux')).toBe('/h')
})
