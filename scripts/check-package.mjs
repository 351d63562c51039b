// `npm run package:check`: packs the application around a stand-in for Electron's runtime, and looks at what would be shipped. It starts
// nothing: whether the application runs on the runtime is for `npm run test:electron`.
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire, isBuiltin } from 'node:module'
import { tmpdir } from 'node:os'
import { join, sep } from 'node:path'
import { listPackage } from '@electron/asar'
import { getCurrentFuseWire, FuseV1Options } from '@electron/fuses'
import { pack, root } from './pack.mjs'

/** Where @electron/fuses looks for its switches: sentinel, version, count, and one character for each; all off. */
const FUSES = Buffer.concat([
  Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'),
  Buffer.from([1, 9]),
  Buffer.from('0'.repeat(9)),
])

const folder = mkdtempSync(join(tmpdir(), 'bistable-package-'))
const problems = []
const expect = (holds, otherwise) => holds || problems.push(otherwise)

try {
  const packed = pack([
    '--linux',
    '--dir',
    `-c.electronDist=${standIn()}`,
    `-c.directories.output=${join(folder, 'dist')}`,
  ])
  if (packed.status !== 0) problems.push(`${packed.stdout}\n${packed.stderr}`)
  else await look(join(folder, 'dist', 'linux-unpacked'))
} finally {
  rmSync(folder, { recursive: true, force: true })
}
for (const problem of problems) process.stderr.write(`${problem}\n`)
if (problems.length === 0) process.stdout.write('The package holds what it should, and nothing else.\n')
process.exitCode = problems.length > 0 ? 1 : 0

function standIn() {
  const runtime = join(folder, 'runtime')
  mkdirSync(join(runtime, 'locales'), { recursive: true })
  mkdirSync(join(runtime, 'resources'))
  for (const name of ['LICENSE', 'LICENSES.chromium.html', 'locales/en-US.pak'])
    writeFileSync(join(runtime, name), name)
  writeFileSync(join(runtime, 'electron'), Buffer.concat([Buffer.alloc(64), FUSES, Buffer.alloc(64)]), { mode: 0o755 })
  return runtime
}

async function look(application) {
  const resources = join(application, 'resources')
  const entries = listPackage(join(resources, 'app.asar'), { isPack: true }).map((line) => {
    const [place, path] = line.split(/\s*:\s*\//)
    return { unpacked: place === 'unpack', path }
  })
  const paths = entries.map(({ path }) => path)
  const { dependencies, devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const packages = new Set(paths.flatMap((path) => /node_modules\/((?:@[^/]+\/)?[^/@]+)\//.exec(path)?.[1] ?? []))
  for (const name of packages) {
    expect(!/^node-(linux|darwin|win)/.test(name), `${name}: the window brings a runtime of its own`)
    expect(!(name in devDependencies) || name in dependencies, `${name}: it is for development`)
  }
  for (const path of paths) {
    expect(!/^(test|src|scripts|docs|coverage|\.ci)(\/|$)/.test(path), `${path}: no part of the application`)
    expect(
      !/\.(map|bistable|ts)$/.test(path) || path.endsWith('.d.ts') || path.includes('node_modules/'),
      `${path}: not shipped`,
    )
  }
  for (const { path, unpacked } of entries)
    expect(!/\.(node|wasm)$/.test(path) || unpacked, `${path}: native code has to lie outside of the archive`)
  for (const needed of [
    'out/main/main.js',
    'out/main/core.worker.js',
    'out/main/engine.worker.js',
    'out/preload/index.cjs',
    'out/renderer/index.html',
    'package.json',
  ])
    expect(paths.includes(needed), `${needed}: missing`)
  expect(readdirSync(join(resources, 'presets')).length > 10, 'presets: missing')
  threadsFindTheirPackages(join(resources, 'app.asar.unpacked'))
  const fuses = await getCurrentFuseWire(join(application, 'bistable'))
  const on = (fuse) => String.fromCharCode(fuses[fuse]) === '1'
  expect(!on(FuseV1Options.RunAsNode), 'fuses: the application could be run as Node')
  expect(!on(FuseV1Options.EnableNodeCliInspectArguments), 'fuses: the application could be inspected')
  expect(on(FuseV1Options.OnlyLoadAppFromAsar), 'fuses: code from outside of the archive would be loaded')
}

/** Threads read files without Electron's help: what they import must lie outside of the archive as well. */
function threadsFindTheirPackages(unpacked) {
  const main = join(unpacked, 'out', 'main')
  for (const file of readdirSync(main, { recursive: true }).filter((name) => name.endsWith('.js'))) {
    const text = readFileSync(join(main, file), 'utf8')
    const asked = [...text.matchAll(/(?:^|\n)(?:import|export)[^\n;]*?from\s*["']([^."'][^"']*)["']/g)].map(
      ([, name]) => name,
    )
    for (const name of new Set(asked)) {
      if (isBuiltin(name) || name === 'electron') continue
      let found = ''
      try {
        found = createRequire(join(main, file)).resolve(name)
      } catch {
        // Told below.
      }
      expect(found.startsWith(unpacked + sep), `${file} asks for ${name}, which is not beside it`)
    }
  }
}
