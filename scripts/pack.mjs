import { spawnSync } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from '../src/main/host/build.ts'

export const root = join(dirname(fileURLToPath(import.meta.url)), '..')

/** Builds the bundles, and has electron-builder pack them. */
export function pack(words) {
  build()
  const tool = join(root, 'node_modules', 'electron-builder', 'cli.js')
  return spawnSync(process.execPath, [tool, '--publish', 'never', ...words], {
    ...{ cwd: root, encoding: 'utf8' },
    maxBuffer: 64 * 1024 * 1024,
  })
}
