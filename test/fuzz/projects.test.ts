import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { openProject } from '../../src/main/db/open.ts'
import { getResults } from '../../src/main/db/results.ts'
import { listRuns } from '../../src/main/db/runs.read.ts'
import { diagnose } from '../../src/main/services/doctor/index.ts'
import { useFolder } from '../support/folder.ts'
import { fuzzProjects, makeProject } from './projects.ts'

const inFolder = useFolder()

describe('mutated projects', () => {
  it('are read, or refused with a sentence, and nothing else', async () => {
    const { defects, outcomes } = await fuzzProjects(inFolder(), 330, 1)
    expect(defects).toEqual([])
    expect(outcomes['application id']).toEqual({ opened: 0, refused: 30 })
    expect(outcomes['one bit'].opened).toBeGreaterThan(0)
  })
})

describe('lab doctor', () => {
  it('finds nothing in a sound project', async () => {
    expect(diagnose(await makeProject(inFolder())).findings).toEqual([])
  })

  it('says what is damaged, never touches it, and saves the rest', async () => {
    const sound = await makeProject(inFolder())
    const file = inFolder('damaged.bistable')
    copyFileSync(sound, file)
    const database = new Database(file)
    database.exec("UPDATE artifacts SET data = zeroblob(8) WHERE run = 2 AND role = 'state'")
    database.exec('CREATE TRIGGER evil AFTER INSERT ON runs BEGIN DELETE FROM runs; END')
    database.close()
    const before = readFileSync(file)
    const { findings, rescued } = diagnose(file, inFolder('saved.bistable'))
    expect(findings.map(({ where }) => where)).toEqual(['tables', 'run #2, state hiddenWeights'])
    expect(readFileSync(file).equals(before)).toBe(true)
    expect(rescued).toMatchObject({ kept: { runs: 3 }, lost: [] })
    const [was, is] = [sound, inFolder('saved.bistable')].map((path) => {
      const project = openProject(path, { readOnly: true })
      return project.read((db) => ({ runs: listRuns(db), results: [1, 2, 3].map((run) => getResults(db, run)) }))
    })
    expect(is).toEqual(was)
  })

  it('saves what comes before a missing end', async () => {
    const bytes = readFileSync(await makeProject(inFolder()))
    writeFileSync(inFolder('cut.bistable'), bytes.subarray(0, bytes.length - 3 * 4096))
    const cut = diagnose(inFolder('cut.bistable'), inFolder('from-cut.bistable'))
    expect(cut.findings[0]).toMatchObject({ severity: 'damage', where: 'file' })
    expect(cut.rescued!.kept.runs).toBeGreaterThan(0)
    openProject(inFolder('from-cut.bistable')).close()
  })

  it('saves the rest around a damaged page, wherever in the file it is', async () => {
    const sound = await makeProject(inFolder())
    const bytes = readFileSync(sound)
    const pages = bytes.length / 4096
    let whole = 0
    let tried = 0
    for (let page = 1; page < pages; page += 2) {
      const damaged = Buffer.from(bytes)
      damaged.fill(0xa5, 4096 * page, 4096 * (page + 1))
      const [file, saved] = [inFolder(`damaged-${page}.bistable`), inFolder(`saved-${page}.bistable`)]
      writeFileSync(file, damaged)
      const { findings, rescued } = diagnose(file, saved)
      expect(findings.length, `page ${page}`).toBeGreaterThan(0)
      expect(readFileSync(file).equals(damaged)).toBe(true)
      openProject(saved).close()
      tried++
      if (rescued!.kept.runs === 3) whole++
      else expect(rescued!.lost.length, `page ${page}`).toBeGreaterThan(0)
    }
    expect(whole).toBeGreaterThan(tried / 2)
  })

  it('says so when nothing can be saved, and replaces no file', async () => {
    writeFileSync(inFolder('text.bistable'), 'Dear diary')
    expect(() => diagnose(inFolder('text.bistable'))).toThrow('Nothing can be saved from')
    const sound = await makeProject(inFolder())
    expect(() => diagnose(sound, inFolder('text.bistable'))).toThrow('exists already')
    expect(existsSync(inFolder('text.bistable'))).toBe(true)
  })
})
