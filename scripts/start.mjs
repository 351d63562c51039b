// `npm start [-- project]`: the laboratory in a window of its own, or, where that cannot be, in a browser.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const words = process.argv.slice(2)

const why = hasDisplay() ? await findRuntime() : { missing: 'there is no display here' }
if ('runtime' in why) {
  build()
  const projects = words.map((word) => (word.startsWith('-') ? word : resolve(word)))
  finishWith(spawn(why.runtime, [root, ...projects], { stdio: 'inherit', cwd: root }))
} else {
  process.stderr.write(`No window: ${why.missing}. Serving Bistable to a browser instead.\n`)
  const main = join(root, 'src/main/host/cli/main.ts')
  finishWith(
    spawn(process.execPath, ['--disable-warning=ExperimentalWarning', main, 'serve', ...words], { stdio: 'inherit' }),
  )
}

function hasDisplay() {
  if (process.platform !== 'linux') return true
  return Boolean(process.env.DISPLAY) || Boolean(process.env.WAYLAND_DISPLAY)
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
  if (present !== undefined) return { runtime: present }
  const installer = join(folder, 'install.js')
  if (!existsSync(installer)) return { missing: "Electron's package is not installed" }
  process.stderr.write("Fetching Electron's runtime, once.\n")
  spawnSync(process.execPath, [installer], { cwd: folder, stdio: 'ignore', timeout: 300_000 })
  const fetched = find()
  return fetched === undefined
    ? { missing: "Electron's runtime is not here and cannot be fetched" }
    : { runtime: fetched }
}

/** When there is no build, or when its sources are newer. */
function build() {
  const built = ['out/main/main.js', 'out/preload/index.cjs', 'out/renderer/index.html'].map((file) =>
    newest(join(root, file)),
  )
  const changed = Math.max(
    ...['src', 'electron.vite.config.ts', 'package-lock.json'].map((path) => newest(join(root, path))),
  )
  if (Math.min(...built) >= changed) return
  process.stderr.write('Building.\n')
  const tool = join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js')
  const { status } = spawnSync(process.execPath, [tool, 'build', '--logLevel', 'warn'], { cwd: root, stdio: 'inherit' })
  if (status !== 0) process.exit(status ?? 1)
}

function newest(path) {
  if (!existsSync(path)) return 0
  const stat = statSync(path)
  if (!stat.isDirectory()) return stat.mtimeMs
  return Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name))))
}

/** Ctrl+C reaches the child too, which takes its time to save. */
function finishWith(child) {
  process.on('SIGINT', () => undefined)
  process.on('SIGTERM', () => child.kill('SIGTERM'))
  child.on('exit', (code, signal) => process.exit(signal === null ? (code ?? 0) : 1))
}
