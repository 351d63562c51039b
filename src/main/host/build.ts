import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { stripVTControlCharacters } from 'node:util'
import { LabError } from '../../contract/errors.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))
/** Of bundles and page. */
export const built = join(root, 'out')
export const builtPage = join(built, 'renderer')

/** What the bundles and the page are made from. */
const sources = ['src', 'electron.vite.config.ts', 'package-lock.json']
/** Where a program begins. What they lead to carries the hash of its content in its name. */
const entries = [
  'main/main.js',
  'main/core.worker.js',
  'main/engine.worker.js',
  'preload/index.cjs',
  'renderer/index.html',
]
/** A window that was opened before a build may ask for pieces of the one before. */
const keptMs = 7 * 86_400_000

/** Builds bundles and page when there are none, or when their sources are newer. `say` is called before the seconds that takes. */
export function buildIfNeeded(say: (text: string) => void): void {
  const builtAtMs = Math.min(...entries.map((entry) => newest(join(built, entry))))
  if (builtAtMs >= Math.max(...sources.map((source) => newest(join(root, source))))) return
  say('Building the page, once.\n')
  build()
}

/** Builds beside what is there and moves it in file by file, entries last: a program that goes on misses nothing of what it began with. */
export function build(): void {
  const began = new Date()
  mkdirSync(built, { recursive: true })
  const beside = mkdtempSync(join(built, '.new-'))
  try {
    runTool(beside)
    const files = filesIn(beside).sort((a, b) => entries.indexOf(a) - entries.indexOf(b))
    for (const file of files) {
      mkdirSync(dirname(join(built, file)), { recursive: true })
      // Sources that changed meanwhile are newer.
      utimesSync(join(beside, file), began, began)
      renameSync(join(beside, file), join(built, file))
    }
    for (const file of filesIn(built)) {
      const isOld = !files.includes(file) && statSync(join(built, file)).mtimeMs < began.getTime() - keptMs
      if (isOld) rmSync(join(built, file))
    }
  } finally {
    rmSync(beside, { recursive: true, force: true })
  }
}

function runTool(folder: string): void {
  const tool = join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js')
  const { status, stderr, error } = spawnSync(process.execPath, [tool, 'build', '--logLevel', 'error'], {
    cwd: root,
    env: { ...process.env, BISTABLE_OUT: folder },
    encoding: 'utf8',
  })
  if (status === 0) return
  const lines = stripVTControlCharacters(stderr).split('\n')
  const reason = error?.message ?? lines.find((line) => /could not|error[: ]/i.test(line)) ?? lines[0]
  throw new LabError('PAGE_NOT_BUILT', { folder: built, reason: reason.trim() })
}

function filesIn(folder: string): string[] {
  return (
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll(sep, '/'))
      // Another build may go on at the same time.
      .filter((file) => !file.startsWith('.new-'))
  )
}

function newest(path: string): number {
  if (!existsSync(path)) return 0
  const { mtimeMs } = statSync(path)
  if (!statSync(path).isDirectory()) return mtimeMs
  return Math.max(mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))))
}
