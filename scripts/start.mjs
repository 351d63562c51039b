// `npm start [-- project]`: the laboratory in a window of its own, or, where that cannot be, in a browser.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { hasDisplay } from '../src/main/host/browser/open-page.ts'
import { buildIfNeeded } from '../src/main/host/build.ts'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const words = process.argv.slice(2)

const why = hasDisplay() ? await findRuntime() : { missing: 'there is no display here' }
if ('runtime' in why) {
  buildIfNeeded((text) => process.stderr.write(text))
  const projects = words.map((word) => (word.startsWith('-') ? word : resolve(word)))
  finishWith(spawn(why.runtime, [root, ...projects], { stdio: 'inherit', cwd: root }))
} else {
  process.stderr.write(`No window: ${why.missing}. Serving Bistable to a browser instead.\n`)
  const main = join(root, 'src/main/host/cli/main.ts')
  // The engine's threads have the cores: more than one helper of the garbage collector would only be waited for.
  const options = ['--disable-warning=ExperimentalWarning', '--v8-pool-size=1']
  finishWith(spawn(process.execPath, [...options, main, 'serve', ...words], { stdio: 'inherit' }))
}

/** Electron's runtime is fetched at the first start; where that fails, nothing but the window depends on it. */
async function findRuntime() {
  const folder = join(root, 'node_modules', 'electron')
  const find = () => {
    const pathFile = join(folder, 'path.txt')
    const file = existsSync(pathFile) ? join(folder, 'dist', readFileSync(pathFile, 'utf8').trim()) : ''
    return file !== '' && existsSync(file) ? file : undefined
  }
  const present = find()
  if (present !== undefined) return starts(present)
  const installer = join(folder, 'install.js')
  if (!existsSync(installer)) return { missing: "Electron's package is not installed" }
  process.stderr.write("Fetching Electron's runtime, once.\n")
  spawnSync(process.execPath, [installer], { cwd: folder, stdio: 'ignore', timeout: 120_000 })
  const fetched = find()
  return fetched === undefined ? { missing: "Electron's runtime is not here and cannot be fetched" } : starts(fetched)
}

/** Libraries of the system may be missing, of which only the system's loader knows. */
function starts(runtime) {
  const { status } = spawnSync(runtime, ['--version'], { stdio: 'ignore', timeout: 30_000 })
  return status === 0 ? { runtime } : { missing: "Electron's runtime does not start on this system" }
}

/** Ctrl+C reaches the child too, which takes its time to save. */
function finishWith(child) {
  process.on('SIGINT', () => undefined)
  process.on('SIGTERM', () => child.kill('SIGTERM'))
  child.on('exit', (code, signal) => process.exit(signal === null ? (code ?? 0) : 1))
}
