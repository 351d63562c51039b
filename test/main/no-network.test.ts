import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { mainScript } from '../support/cli-process.ts'
import { useFolder } from '../support/folder.ts'

const inFolder = useFolder()
const guard = fileURLToPath(new URL('../support/no-network.ts', import.meta.url))
const node = (...words: string[]) =>
  spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', '--import', guard, ...words], {
    cwd: inFolder(),
    encoding: 'utf8',
  })

test('running an experiment asks nothing of the network, in no thread', () => {
  const { status, stdout, stderr } = node(mainScript, 'run', 'figure-1-mean-trace', '--set', 'quality=quick', '--json')
  expect(stderr).not.toContain('NETWORK')
  expect(JSON.parse(stdout)).toMatchObject({ status: 'completed' })
  expect(status).toBe(0)
})

test('whoever asked it would be noticed', () => {
  expect(node('--eval', "fetch('http://127.0.0.1:9')").stderr).toContain('NETWORK')
  expect(node('--eval', "require('net').connect(9)").stderr).toContain('NETWORK')
})
