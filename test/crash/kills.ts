import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { listMetrics } from '../../src/main/db/metrics.ts'
import { migrate, newestVersion } from '../../src/main/db/migrations/index.ts'
import { getDesign, findDesign } from '../../src/main/db/designs.ts'
import { openProject } from '../../src/main/db/open.ts'
import { openLab } from '../../src/main/host/cli/lab.ts'
import type { Campaign } from './campaign.ts'
import type { Ended } from './program.ts'
import { designSaver, program, terminal } from './program.ts'
import type { Expected } from './state.ts'
import { Broken, examine, fingerprint } from './state.ts'

export const training = [
  ...['run', 'mnist-feedforward', '--json', '--seed', '5'],
  ...['--set', 'schedule.trainSamples=240', '--set', 'output.unitsPerClass=4', '--set', 'evaluation.testSamples=60'],
  ...['--set', 'evaluation.holdOutSamples=30', '--set', 'evaluation.everySamples=60'],
  ...['--set', 'recorders.weightEverySamples=80', '--checkpoint-every', '30ms'],
]

/** A project with one complete run, and what a training in it comes to when nothing happens. */
export async function undisturbed(folder: string): Promise<{ project: string; expected: Expected; whole: Ended }> {
  const project = join(folder, 'witness.bistable')
  const witness = await program(terminal, [
    'run',
    'figure-1-mean-trace',
    '--set',
    'quality=quick',
    '--project',
    project,
  ])
  if (witness.code !== 0) throw new Error(`The witness failed: ${witness.err}`)
  const trained = join(folder, 'whole.bistable')
  copyFileSync(project, trained)
  const whole = await program(terminal, [...training, '--project', trained, '--workers', '2'])
  if (whole.code !== 0) throw new Error(`The undisturbed training failed: ${whole.err}`)
  const store = openProject(trained)
  const metrics = store.read((db) => listMetrics(db, 2))
  store.close()
  const digest = whole.report().digest!
  return { project, whole, expected: { witness: fingerprint(project, 1), metrics, digest } }
}

/** Kills a training and its resumptions again and again, then lets it end: the bits of one that was never disturbed. */
export async function killTraining({ random, count, scratch, base }: Campaign, kills: number): Promise<void> {
  for (let k = 0; k < kills;) {
    const file = join(scratch(), 'a.bistable')
    copyFileSync(base.project, file)
    const expected = { ...base.expected }
    let found = examine(file, expected)
    for (let round = 0; k < kills && round < 4 && found.status !== 'completed'; round++, k++) {
      const before = random() < 0.5
      const fate = before
        ? { killAt: 1 + Math.floor(random() * base.whole.points) }
        : { killAfterMs: random() * 1.1 * base.whole.wallMs }
      const ended = await program(terminal, goOn(file, found.status, random), fate)
      if (ended.killed) count(before ? 'while writing' : 'while computing')
      found = examine(file, { ...expected, saved: found.saved })
    }
    if (found.status !== 'completed') {
      const last = await program(terminal, goOn(file, found.status, random))
      if (last.code !== 0) throw new Broken(`resuming ended with ${last.code}: ${last.err}`)
      if (last.report().digest !== expected.digest) throw new Broken(`resuming gave ${last.report().digest}`)
      if (examine(file, expected).status !== 'completed') throw new Broken('resuming did not complete the run')
    }
    rmSync(file)
  }
}

function goOn(file: string, status: string | null, random: () => number): string[] {
  const where = ['--project', file, '--workers', String(1 + Math.floor(random() * 3))]
  return status === null ? [...training, ...where] : ['resume', '2', '--json', '--checkpoint-every', '30ms', ...where]
}

/** Kills a program while it brings an old project up to date. */
export async function killMigrating({ random, count, scratch }: Campaign, kills: number): Promise<void> {
  const points = (await migrated(join(scratch(), 'a.bistable'), 1)).points
  for (let k = 0; k < kills; k++) {
    const folder = scratch()
    const file = join(folder, 'a.bistable')
    const from = 1 + Math.floor(random() * (newestVersion - 1))
    const ended = await migrated(file, from, 1 + Math.floor(random() * points))
    if (ended.killed) count('while migrating')
    const version = readFileSync(file).readUInt32BE(60)
    const wal = readdirSync(folder).includes('a.bistable-wal')
    const copy = join(folder, `a.bistable.v${from}.bak`)
    const hasCopy = readdirSync(folder).includes(`a.bistable.v${from}.bak`)
    if (version !== from && !hasCopy) throw new Broken(`brought from ${from} to ${version} without a copy`)
    if (hasCopy && describeOld(copy) !== `${from} precious`) throw new Broken(`the copy is ${describeOld(copy)}`)
    if (!ended.killed && !wal && version !== newestVersion) throw new Broken(`ended at version ${version}`)
    const project = openLab().open(file)
    const names = project.store.read((db) => db.all('SELECT name FROM experiments'))
    project.store.close()
    if (JSON.stringify(names) !== '[{"name":"precious"}]') throw new Broken(`what was in it: ${JSON.stringify(names)}`)
    if (describeOld(file) !== `${newestVersion} precious`) throw new Broken(`after opening: ${describeOld(file)}`)
  }
}

async function migrated(file: string, from: number, killAt?: number): Promise<Ended> {
  const database = new Database(file)
  database.pragma(`application_id = 1112101716`)
  database.pragma('journal_mode = wal')
  migrate(file, database, from)
  database.exec(
    "INSERT INTO experiments (id, name, kind, design, created_at_ms, changed_at_ms) VALUES ('a', 'precious', 'classification', '{}', 0, 0)",
  )
  database.close()
  return program(terminal, ['runs', '--project', file], killAt === undefined ? {} : { killAt })
}

function describeOld(file: string): string {
  const database = new Database(file, { readonly: true })
  try {
    const names = database.prepare('SELECT name FROM experiments').pluck().all() as string[]
    return `${String(database.pragma('user_version', { simple: true }))} ${names.join(' ')}`
  } finally {
    database.close()
  }
}

/** Kills an export: every file is whole or not there, and the next export leaves nothing but whole ones. */
export async function killExporting({ random, count, scratch, base }: Campaign, kills: number): Promise<void> {
  const exporting = (out: string, format: string) => [
    'export',
    '1',
    '--project',
    base.project,
    '--format',
    format,
    '--out',
    out,
  ]
  const formats = ['npz', 'csv', 'figures'] as const
  const whole = new Map<string, { files: Map<string, string>; points: number }>()
  for (const format of formats) {
    const out = join(scratch(), 'out')
    const { points } = await program(terminal, exporting(out, format))
    whole.set(format, { files: filesIn(out), points })
  }
  for (let k = 0; k < kills; k++) {
    const format = formats[Math.floor(random() * formats.length)]
    const { files, points } = whole.get(format)!
    const out = join(scratch(), 'out')
    mkdirSync(out)
    const ended = await program(terminal, exporting(out, format), { killAt: 1 + Math.floor(random() * points) })
    if (ended.killed) count('while exporting')
    for (const [name, content] of filesIn(out))
      if (!name.startsWith('.') && files.get(name) !== content) throw new Broken(`${name} is not whole`)
    await program(terminal, exporting(out, format))
    const left = filesIn(out)
    if (left.size !== files.size) throw new Broken(`left behind: ${[...left.keys()].join(', ')}`)
    if (fingerprint(base.project, 1) !== base.expected.witness) throw new Broken('the export has changed the project')
  }
}

function filesIn(folder: string): Map<string, string> {
  return new Map(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'latin1')]))
}

/** Kills an import: the runs of a bundle are there, all of them and whole, or none is; the next import brings them. */
export async function killImporting({ random, count, scratch, base }: Campaign, kills: number): Promise<void> {
  const sent = scratch()
  await program(terminal, ['export', '1', '--project', base.project, '--format', 'bundle', '--out', sent])
  const bundle = join(sent, readdirSync(sent)[0])
  const importing = (file: string): string[] => ['import', bundle, '--project', file]
  const { points } = await program(terminal, importing(join(scratch(), 'a.bistable')))
  for (let k = 0; k < kills; k++) {
    const file = join(scratch(), 'a.bistable')
    const ended = await program(terminal, importing(file), { killAt: 1 + Math.floor(random() * points) })
    if (ended.killed) count('while importing')
    if (existsSync(file)) {
      const found = rowsOf(file)
      if (found !== '0 0 0' && found !== rowsOf(base.project)) throw new Broken(`half of a bundle is there: ${found}`)
    }
    const again = await program(terminal, importing(file))
    if (again.code !== 0) throw new Broken(`importing again ended with ${again.code}: ${again.err}`)
    if (rowsOf(file) !== rowsOf(base.project)) throw new Broken(`after importing again: ${rowsOf(file)}`)
  }
}

/** Of what makes up runs. */
function rowsOf(file: string): string {
  const project = openProject(file)
  const count = (table: string): number =>
    project.read((db) => (db.get(`SELECT count(*) AS rows FROM ${table}`) as { rows: number }).rows)
  const rows = ['runs', 'artifacts', 'scalars'].map(count).join(' ')
  project.close()
  return rows
}

/** Kills a program that saves a design: what it said is saved is there, whole. */
export async function killSaving({ random, count, scratch, base }: Campaign, kills: number): Promise<void> {
  const times = 40
  const { points, wallMs } = await program(designSaver, [copyTo(scratch(), base.project), String(times)])
  for (let k = 0; k < kills; k++) {
    const file = copyTo(scratch(), base.project)
    const fate = random() < 0.7 ? { killAt: 1 + Math.floor(random() * points) } : { killAfterMs: random() * wallMs }
    const ended = await program(designSaver, [file, String(times)], fate)
    if (ended.killed) count('while saving a design')
    examine(file, { ...base.expected, metrics: [] })
    const [, id, saved] = /saved (\S+) (\d+)\n$/.exec(ended.out) ?? []
    if (id === undefined) continue
    const store = openProject(file)
    const { design } = store.read((db) => getDesign(db, findDesign(db, file, id)))
    store.close()
    const revision = Number(/^revision (\d+) /.exec(design.notes)?.[1])
    if (!(revision === Number(saved) || revision === Number(saved) + 1))
      throw new Broken(`revision ${saved} was saved, and ${revision} is there`)
  }
}

function copyTo(folder: string, project: string): string {
  const file = join(folder, 'a.bistable')
  copyFileSync(project, file)
  return file
}
