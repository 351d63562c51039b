// The end-to-end specs on Electron's real runtime. Where that was never fetched there is nothing to test, and this says so.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const isThere = existsSync(join(root, 'node_modules', 'electron', 'path.txt'))
const isSeen = process.platform !== 'linux' || Boolean(process.env.DISPLAY)
if (!isThere || !isSeen) {
  const why = isThere ? 'there is no display here' : "Electron's runtime is not installed (npx install-electron)"
  process.stdout.write(`Skipped: ${why}.\n`)
  process.exit(0)
}
const tool = join(root, 'node_modules', '@playwright', 'test', 'cli.js')
const { status } = spawnSync(process.execPath, [tool, 'test', '--project=electron'], { cwd: root, stdio: 'inherit' })
process.exit(status ?? 1)
