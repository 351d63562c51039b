import { createHash } from 'node:crypto'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Zippable } from 'fflate'
import { unzipSync, zipSync } from 'fflate'
import { LabError } from '../../src/contract/errors.ts'
import { createProject } from '../../src/main/db/create.ts'
import { openProject } from '../../src/main/db/open.ts'
import { bundleRuns, importBundle, readBundle } from '../../src/main/services/bundles/index.ts'
import type { Random } from './inputs.ts'
import { below, mutated, pick } from './inputs.ts'
import { makeProject } from './projects.ts'
import { generator } from './random.ts'

export interface BundlesReport {
  files: number
  outcomes: Record<string, { imported: number; refused: number }>
  /** Anything but a sentence, and anything left behind after one. */
  defects: string[]
  slowestMs: number
  peakMb: number
}

type Mutation = (bundle: Uint8Array, random: Random) => Uint8Array

/** The same files with another one in a place of theirs, and a manifest that stands by it. */
function resigned(bundle: Uint8Array, change: (files: Record<string, Uint8Array>) => void): Uint8Array {
  const files = unzipSync(bundle)
  change(files)
  const manifest = JSON.parse(Buffer.from(files['manifest.json']).toString()) as Record<string, unknown>
  const rest = Object.entries(files).filter(([name]) => name !== 'manifest.json')
  manifest.files = rest.map(([path, bytes]) => ({
    ...{ path, bytes: bytes.length },
    sha256: createHash('sha256').update(bytes).digest('hex'),
  }))
  return zipSync({ ...files, 'manifest.json': Buffer.from(JSON.stringify(manifest)) }, { level: 1 })
}

const withFile =
  (name: string, content: Zippable[string]): Mutation =>
  (bundle) =>
    zipSync({ ...unzipSync(bundle), [name]: content }, { level: 1 })

let bomb: Uint8Array | undefined
const zeros = new Uint8Array(70_000_000)
const endOf = (bundle: Uint8Array): number => bundle.length - 22

const mutations: Record<string, Mutation> = {
  truncated: (bundle, random) => bundle.slice(0, below(random, bundle.length)),
  extended: (bundle, random) => Buffer.concat([bundle, Buffer.alloc(1 + below(random, 70_000), below(random, 256))]),
  prefixed: (bundle, random) => Buffer.concat([Buffer.alloc(1 + below(random, 100)), bundle]),
  'one bit': (bundle, random) => {
    bundle[below(random, bundle.length)] ^= 1 << below(random, 8)
    return bundle
  },
  'list of files': (bundle, random) => {
    const start = Buffer.from(bundle.buffer, bundle.byteOffset, bundle.length).readUInt32LE(endOf(bundle) + 16)
    bundle[start + below(random, bundle.length - start)] = below(random, 256)
    return bundle
  },
  traversal: (bundle, random) =>
    withFile(
      pick(random, ['../../evil', '/etc/evil', 'C:\\evil', 'a/../../evil', '..\\evil', 'a//b', './a', 'a\0b', 'dir/']),
      Buffer.from('evil'),
    )(bundle, random),
  link: (bundle, random) =>
    withFile('link', [
      Buffer.from('/etc/passwd'),
      { os: 3, attrs: pick(random, [0o120777, 0o040755, 0o020666]) << 16 },
    ])(bundle, random),
  // Packed once: it takes its time.
  bomb: (bundle, random) => (bomb ??= withFile('bomb', zeros)(bundle, random)),
  'lying size': (bundle, random) => {
    const bytes = Buffer.from(withFile('bomb', zeros.subarray(0, 5_000_000))(bundle, random))
    const at = bytes.lastIndexOf('bomb') - 46
    bytes.writeUInt32LE(pick(random, [1, 4_000_000_000, 70_000]), at + 24)
    return bytes
  },
  double: (bundle) => {
    const bytes = Buffer.from(withFile('Manifest.json', Buffer.from('{}'))(bundle, () => 0))
    return bytes
  },
  surplus: withFile('surplus.json', Buffer.from('{}')),
  digest: (bundle, random) => {
    const files = unzipSync(bundle)
    const name = pick(
      random,
      Object.keys(files).filter((path) => path !== 'manifest.json'),
    )
    return zipSync({ ...files, [name]: Buffer.concat([files[name], Buffer.from(' ')]) })
  },
  missing: (bundle, random) => {
    const files = unzipSync(bundle)
    const gone = pick(random, Object.keys(files))
    return zipSync(Object.fromEntries(Object.entries(files).filter(([name]) => name !== gone)))
  },
  content: (bundle, random) =>
    resigned(bundle, (files) => {
      const name = pick(
        random,
        Object.keys(files).filter((path) => path.endsWith('.json') && path !== 'manifest.json'),
      )
      const value: unknown = JSON.parse(Buffer.from(files[name]).toString())
      files[name] = Buffer.from(jsonOf(mutated(value, random)))
    }),
  arrays: (bundle, random) =>
    resigned(bundle, (files) => {
      const name = pick(
        random,
        Object.keys(files).filter((path) => path.endsWith('.npy')),
      )
      files[name] = files[name].slice()
      files[name][below(random, Math.min(128, files[name].length))] = below(random, 256)
    }),
  'broken times': (bundle) =>
    resigned(bundle, (files) => {
      const later = (key: string, value: unknown): unknown => (/atMs$/i.test(key) ? Number(value) + 0.5 : value)
      for (const name of Object.keys(files).filter((path) => /(run|events|checkpoints)\.json$/.test(path)))
        files[name] = Buffer.from(JSON.stringify(JSON.parse(Buffer.from(files[name]).toString()), later))
    }),
  deep: (bundle, random) =>
    resigned(bundle, (files) => {
      const name = pick(
        random,
        Object.keys(files).filter((path) => path.endsWith('.json') && path !== 'manifest.json'),
      )
      files[name] = Buffer.from('['.repeat(300_000) + ']'.repeat(300_000))
    }),
}

function jsonOf(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => (typeof part === 'bigint' ? String(part) : part)) ?? 'null'
}

/** Imports mutated bundles; each must be taken whole, or refused with nothing left of it. */
export async function fuzzBundles(folder: string, files: number, seed: number): Promise<BundlesReport> {
  const source = openProject(await makeProject(folder))
  const { bytes: sound } = bundleRuns(source, ['1', '2', '3'], '1')
  source.close()
  const report: BundlesReport = { files, outcomes: {}, defects: [], slowestMs: 0, peakMb: 0 }
  const kinds = Object.entries(mutations)
  const [path, target] = [join(folder, 'mutated.zip'), join(folder, 'target.bistable')]
  for (let k = 0; k < files; k++) {
    const [kind, mutate] = kinds[k % kinds.length]
    writeFileSync(path, mutate(Uint8Array.from(sound), generator(seed + k)))
    const project = createProject(target)
    const outcome = (report.outcomes[kind] ??= { imported: 0, refused: 0 })
    const began = performance.now()
    let expected = 0
    try {
      expected = importBundle(project, readBundle(path)).added.length
      outcome.imported++
    } catch (error) {
      outcome.refused++
      if (!(error instanceof LabError)) report.defects.push(`seed ${seed + k}, ${kind}: ${String(error)}`)
    }
    report.slowestMs = Math.max(report.slowestMs, performance.now() - began)
    report.peakMb = Math.max(report.peakMb, process.memoryUsage().rss / 1e6)
    const rows = project.read((db) =>
      ['runs', 'artifacts', 'experiments', 'events'].map(
        (table) => (db.get(`SELECT count(*) AS rows FROM ${table}`) as { rows: number }).rows,
      ),
    )
    if (rows[0] !== expected || (expected === 0 && rows.some((count) => count > 0)))
      report.defects.push(`seed ${seed + k}, ${kind}: left ${rows.join(', ')} rows of ${expected} runs`)
    project.close()
    rmSync(target)
  }
  return report
}
