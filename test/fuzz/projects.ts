import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { defaultDesign } from '../../src/contract/design/index.ts'
import { LabError } from '../../src/contract/errors.ts'
import { getArtifact, listArtifacts } from '../../src/main/db/artifacts.ts'
import { latestCheckpoint } from '../../src/main/db/checkpoints.ts'
import { createProject } from '../../src/main/db/create.ts'
import { listDesigns } from '../../src/main/db/designs.ts'
import { listEvents } from '../../src/main/db/events.ts'
import { thisProcess } from '../../src/main/db/liveness.ts'
import { listMetrics } from '../../src/main/db/metrics.ts'
import { openProject } from '../../src/main/db/open.ts'
import { getRun, listRuns } from '../../src/main/db/runs.read.ts'
import { createRunService } from '../../src/main/services/runs/index.ts'
import { float32Array } from '../support/arrays.ts'
import { fakeConduct } from '../support/conduct.ts'
import { generator } from './random.ts'

/** A project with three runs, arrays, measurements and checkpoints. */
export async function makeProject(folder: string): Promise<string> {
  const file = join(folder, 'sound.bistable')
  const store = createProject(file)
  const runs = createRunService(store, {
    conduct: async function* (design, seed, context) {
      const arrays = {
        weights: float32Array(
          [500],
          Array.from({ length: 500 }, (_, k) => k),
        ),
      }
      yield { type: 'checkpoint', checkpoint: { kind: 'classification', done: 5, arrays, progress: { curve: [1] } } }
      return yield* fakeConduct(design, seed, context)
    },
    openPool: () => ({ ports: [], close: () => Promise.resolve() }),
    engineVersion: '1',
    carrier: thisProcess(),
  })
  const prepared = { design: defaultDesign('classification'), preset: null }
  for (const seed of [1, 2, 3]) await runs.start(prepared, seed, { workers: 1 }).ended
  store.close()
  return file
}

type Mutation = (bytes: Buffer, random: () => number) => Buffer

const below = (random: () => number, n: number): number => Math.floor(random() * n)

/** Through SQLite, as someone would who means harm. */
const bySql =
  (file: string, ...statements: string[]): Mutation =>
  (bytes, random) => {
    writeFileSync(file, bytes)
    const database = new Database(file)
    try {
      database.unsafeMode(true)
      database.pragma('foreign_keys = off')
      database.exec(statements[below(random, statements.length)])
    } finally {
      database.close()
    }
    return readFileSync(file)
  }

function mutations(scratch: string): Record<string, Mutation> {
  const flip =
    (most: number): Mutation =>
    (bytes, random) => {
      for (let k = 1 + below(random, most); k > 0; k--) bytes[below(random, bytes.length)] ^= 1 << below(random, 8)
      return bytes
    }
  const deep = "'" + '['.repeat(200_000) + ']'.repeat(200_000) + "'"
  return {
    truncated: (bytes, random) => bytes.subarray(0, below(random, bytes.length)),
    extended: (bytes, random) => Buffer.concat([bytes, Buffer.alloc(below(random, 100_000), below(random, 256))]),
    'one bit': flip(1),
    'many bits': flip(2000),
    header: (bytes, random) => {
      for (let k = 0; k < 4; k++) bytes[below(random, 100)] = below(random, 256)
      return bytes
    },
    'page of another': (bytes, random) => {
      const pages = Math.floor(bytes.length / 4096)
      bytes.copyWithin(4096 * below(random, pages), 4096 * below(random, pages), 4096 * (1 + below(random, pages)))
      return bytes
    },
    'schema page': (bytes, random) => {
      bytes[100 + below(random, 3996)] = below(random, 256)
      return bytes
    },
    'application id': (bytes, random) => {
      bytes.writeUInt32BE(below(random, 2 ** 32), 68)
      return bytes
    },
    version: (bytes, random) => {
      bytes.writeUInt32BE(below(random, 2) === 0 ? below(random, 20) : below(random, 2 ** 32), 60)
      return bytes
    },
    smuggled: bySql(
      scratch,
      'CREATE TRIGGER evil AFTER UPDATE ON runs BEGIN DELETE FROM runs; END',
      'CREATE VIEW evil AS SELECT * FROM runs',
      'CREATE TABLE evil (a, b AS (length(zeroblob(900000000))))',
      'CREATE VIRTUAL TABLE evil USING fts5(a)',
      'DROP TABLE artifacts; CREATE VIEW artifacts AS SELECT 1',
      'DROP TABLE checkpoints',
      'ALTER TABLE runs DROP COLUMN digest',
    ),
    values: bySql(
      scratch,
      'UPDATE artifacts SET byte_length = 1e15',
      "UPDATE artifacts SET shape = '[1e300, 1e300]'",
      "UPDATE artifacts SET dtype = '__proto__'",
      "UPDATE artifacts SET data = zeroblob(3000000), encoding = 'deflate'",
      "UPDATE artifacts SET data = zeroblob(3000000), encoding = 'zstd'",
      "UPDATE artifacts SET encoding = 'zstd'",
      "UPDATE artifacts SET shape = 'null', axes = '{'",
      `UPDATE runs SET design = ${deep}`,
      `UPDATE results SET series = ${deep}, checks = ${deep}`,
      "UPDATE runs SET design = 'null'",
      "UPDATE runs SET design = '', error = '{'",
      "UPDATE events SET payload = 'x'",
      "UPDATE runs SET id = '' WHERE number = 1",
      'UPDATE runs SET status = char(0)',
      `UPDATE checkpoints SET seal = NULL, progress = ${deep}`,
      "UPDATE runs SET status = 'running', host = '', process_id = -1",
      "UPDATE runs SET status = 'running', process_id = 9223372036854775807",
      'UPDATE runs SET notes = CAST(zeroblob(3000000) AS TEXT)',
    ),
  }
}

export interface FuzzReport {
  files: number
  /** How many of each kind opened, and were refused or partly unreadable with a sentence. */
  outcomes: Record<string, { opened: number; refused: number }>
  /** Anything but a sentence for people. */
  defects: string[]
  peakMb: number
  slowestMs: number
}

/** Opens mutated projects and reads everything in them. */
export async function fuzzProjects(folder: string, files: number, seed: number): Promise<FuzzReport> {
  const sound = readFileSync(await makeProject(folder))
  const kinds = Object.entries(mutations(join(folder, 'scratch')))
  const report: FuzzReport = { files, outcomes: {}, defects: [], peakMb: 0, slowestMs: 0 }
  for (let k = 0; k < files; k++) {
    const random = generator(seed + k)
    const [kind, mutate] = kinds[k % kinds.length]
    const file = join(folder, 'mutated.bistable')
    writeFileSync(file, mutate(Buffer.from(sound), random))
    const outcome = (report.outcomes[kind] ??= { opened: 0, refused: 0 })
    const began = performance.now()
    try {
      readEverything(file)
      outcome.opened++
    } catch (error) {
      outcome.refused++
      if (!(error instanceof LabError)) report.defects.push(`seed ${seed + k}, ${kind}: ${String(error)}`)
    }
    report.slowestMs = Math.max(report.slowestMs, performance.now() - began)
    report.peakMb = Math.max(report.peakMb, process.memoryUsage().rss / 1e6)
  }
  return report
}

function readEverything(file: string): void {
  const project = openProject(file, { readOnly: true })
  try {
    project.read((db) => {
      listDesigns(db, false)
      for (const { number } of listRuns(db)) {
        getRun(db, number)
        listMetrics(db, number)
        listEvents(db, number)
        for (const { role, name, step } of listArtifacts(db, number)) getArtifact(db, number, role, name, step)
        latestCheckpoint(db, number)
      }
    })
  } finally {
    project.close()
  }
}
