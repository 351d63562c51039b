// `npm run package [-- --linux|--mac|--win]`: installers for this system, or for the one named.
import { spawnSync } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from '../src/main/host/build.ts'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const run = (tool, words) =>
  spawnSync(process.execPath, [join(root, 'node_modules', tool), ...words], { cwd: root, encoding: 'utf8' })

build()
const packaged = run('electron-builder/cli.js', ['--publish', 'never', ...process.argv.slice(2)])
if (packaged.status === 0) {
  process.stdout.write(packaged.stdout)
  process.exit(0)
}
const text = `${packaged.stdout}\n${packaged.stderr}`
const isUnreachable =
  /ENOTFOUND|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EAI_AGAIN|getaddrinfo|status code (?:4|5)\d\d|cannot resolve|Response code/i
if (isUnreachable.test(text)) {
  const [reason] = text.split('\n').filter((line) => isUnreachable.test(line))
  fail(
    "Electron's runtime, or a tool that makes installers, is not here and cannot be fetched:\n" +
      `  ${reason.trim().split('  failedTask')[0].slice(0, 200)}\n` +
      'Packaging needs a connection once. Everything else, "npm start" and "npm run lab" included, works without.',
  )
}
fail(text)

function fail(message) {
  process.stderr.write(`${message}\n`)
  process.exit(1)
}
