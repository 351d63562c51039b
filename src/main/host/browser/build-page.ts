import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { stripVTControlCharacters } from 'node:util'
import { LabError } from '../../../contract/errors.ts'

const root = fileURLToPath(new URL('../../../..', import.meta.url))

export const builtPage = join(root, 'out', 'renderer')

/** What the page is made from. */
const sources = ['src/renderer', 'src/contract', 'electron.vite.config.ts', 'package-lock.json']

/** Builds the page when there is none, or when its sources are newer. `say` is called before the seconds that takes. */
export function buildPage(say: (text: string) => void): void {
  const page = join(builtPage, 'index.html')
  const builtAtMs = existsSync(page) ? statSync(page).mtimeMs : 0
  const changedAtMs = Math.max(...sources.map((source) => newest(join(root, source))))
  if (builtAtMs >= changedAtMs) return
  say('Building the page, once.\n')
  const tool = join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js')
  const { status, stderr, error } = spawnSync(process.execPath, [tool, 'build', '--logLevel', 'error'], {
    cwd: root,
    encoding: 'utf8',
  })
  if (status === 0) return
  const lines = stripVTControlCharacters(stderr).split('\n')
  const reason = error?.message ?? lines.find((line) => /could not|error[: ]/i.test(line)) ?? lines[0]
  throw new LabError('PAGE_NOT_BUILT', { folder: builtPage, reason: reason.trim() })
}

function newest(path: string): number {
  if (!existsSync(path)) return 0
  const { mtimeMs } = statSync(path)
  if (!statSync(path).isDirectory()) return mtimeMs
  return Math.max(mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))))
}
