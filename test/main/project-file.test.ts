import { readFileSync, readdirSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { createProject, openOrCreateProject } from '../../src/main/db/create.ts'
import { migrate, newestVersion } from '../../src/main/db/migrations/index.ts'
import { openMemory, openProject } from '../../src/main/db/open.ts'
import { useFolder } from '../support/folder.ts'

const inFolder = useFolder()

describe('migrations', () => {
  it.each(Array.from({ length: newestVersion }, (_, version) => version))('continue from version %i', (version) => {
    const database = new Database(':memory:')
    migrate('memory', database, version)
    migrate('memory', database)
    expect(database.pragma('user_version', { simple: true })).toBe(newestVersion)
    expect(database.pragma('foreign_key_check')).toEqual([])
    expect(database.pragma('integrity_check', { simple: true })).toBe('ok')
  })

  it('lead to the same tables from every version', () => {
    const schema = (version: number) => {
      const database = new Database(':memory:')
      migrate('memory', database, version)
      migrate('memory', database)
      return database.prepare('SELECT type, name, sql FROM sqlite_schema ORDER BY name').all()
    }
    expect(schema(1)).toEqual(schema(0))
  })
})

describe('a project file', () => {
  it('is created whole, with our application id, and opened again', () => {
    const file = inFolder('new.bistable')
    createProject(file).close()
    expect(readdirSync(inFolder())).toEqual(['new.bistable'])
    const database = new Database(file, { readonly: true })
    expect(database.pragma('application_id', { simple: true })).toBe(0x42495354)
    expect(database.pragma('journal_mode', { simple: true })).toBe('wal')
    database.close()
    openProject(file).close()
  })

  it('never replaces one that exists', () => {
    writeFileSync(inFolder('mine.bistable'), 'precious')
    expect(() => createProject(inFolder('mine.bistable'))).toThrow('exists already')
    expect(readFileSync(inFolder('mine.bistable'), 'utf8')).toBe('precious')
  })

  it('is opened by whoever comes second', () => {
    const [first, second] = [openOrCreateProject(inFolder('a.bistable')), openOrCreateProject(inFolder('a.bistable'))]
    first.write((db) =>
      db.run(
        "INSERT INTO experiments (id, name, kind, design, created_at_ms, changed_at_ms) VALUES ('a', '', '', '', 0, 0)",
      ),
    )
    expect(second.read((db) => db.all('SELECT id FROM experiments'))).toEqual([{ id: 'a' }])
    first.close()
    second.close()
  })

  it('in a place that cannot be written to opens for reading', () => {
    createProject(inFolder('kept.bistable')).close()
    const project = openProject(inFolder('kept.bistable'), { readOnly: true })
    expect(project.readOnly).toBe(true)
    expect(project.read((db) => db.all('SELECT * FROM runs'))).toEqual([])
    expect(() => project.write((db) => db.run('DELETE FROM runs'))).toThrow('cannot be written to')
    project.close()
  })

  it('that cannot be created leaves nothing behind', () => {
    expect(() => createProject(inFolder('no', 'such', 'folder.bistable'))).toThrow('cannot be created')
    expect(readdirSync(inFolder())).toEqual([])
  })

  const foreign: [string, (file: string) => void, string][] = [
    [
      'text',
      (file) => writeFileSync(file, 'Dear diary, '.repeat(100)),
      'is not a Bistable project: it is not a database',
    ],
    ['empty', (file) => writeFileSync(file, ''), 'is not a Bistable project: it is empty'],
    ['short', (file) => writeFileSync(file, 'SQLite format 3\0'), 'is not a Bistable project: it is not a database'],
    [
      "another program's database",
      (file) => void new Database(file).exec('CREATE TABLE t (x)').close(),
      'is not a Bistable project: it is a database of another program',
    ],
    [
      'from a newer version',
      (file) => {
        createProject(file).close()
        const database = new Database(file)
        database.pragma(`user_version = ${newestVersion + 1}`)
        database.close()
      },
      `was written by a newer Bistable: it has format ${newestVersion + 1}`,
    ],
    [
      'carrying a trigger',
      (file) => {
        createProject(file).close()
        const database = new Database(file)
        database.exec('CREATE TRIGGER evil AFTER INSERT ON runs BEGIN DELETE FROM runs; END')
        database.close()
      },
      'it contains the trigger evil',
    ],
  ]
  it.each(foreign)('that is %s is refused and left as it was', (_, make, message) => {
    const file = inFolder('other.bistable')
    make(file)
    const before = { bytes: readFileSync(file), changedAtMs: statSync(file).mtimeMs }
    expect(() => openProject(file)).toThrow(message)
    expect(readFileSync(file).equals(before.bytes)).toBe(true)
    expect(statSync(file).mtimeMs).toBe(before.changedAtMs)
    expect(readdirSync(inFolder())).toEqual(['other.bistable'])
  })

  it('that is missing, a folder, or cut off says so', () => {
    expect(() => openProject(inFolder('none.bistable'))).toThrow('There is no project')
    expect(() => openProject(inFolder())).toThrow('cannot be opened: it is a folder')
    createProject(inFolder('cut.bistable')).close()
    truncateSync(inFolder('cut.bistable'), 6000)
    expect(() => openProject(inFolder('cut.bistable'))).toThrow('is damaged')
  })

  it('keeps all of a transaction or nothing', () => {
    const project = openMemory()
    const insert =
      "INSERT INTO experiments (id, name, kind, design, created_at_ms, changed_at_ms) VALUES (?, '', '', '', 0, 0)"
    expect(() =>
      project.write((db) => {
        db.run(insert, 'a')
        throw new Error('half-way')
      }),
    ).toThrow('half-way')
    expect(project.read((db) => db.all('SELECT * FROM experiments'))).toEqual([])
  })

  it('says who is busy when another program writes for too long', () => {
    createProject(inFolder('shared.bistable')).close()
    const other = new Database(inFolder('shared.bistable'))
    const ours = openProject(inFolder('shared.bistable'), { busyTimeoutMs: 10 })
    other.exec('BEGIN IMMEDIATE')
    expect(() => ours.write(() => undefined)).toThrow('is busy: another program has been writing to it')
    other.exec('COMMIT')
    expect(ours.write(() => 'now')).toBe('now')
    other.close()
    ours.close()
  })
})
