import { existsSync, mkdtempSync, truncateSync, writeFileSync } from 'node:fs'
import { unzipSync } from 'fflate'
import { beforeEach, describe, expect, it } from 'vitest'
import { getArtifact, listArtifacts } from '../../src/main/db/artifacts.ts'
import { getCheckpoint } from '../../src/main/db/checkpoints.ts'
import type { ProjectFile } from '../../src/main/db/connection.ts'
import { createProject } from '../../src/main/db/create.ts'
import { listEvents } from '../../src/main/db/events.ts'
import { listMetrics } from '../../src/main/db/metrics.ts'
import { openProject } from '../../src/main/db/open.ts'
import { getResults } from '../../src/main/db/results.ts'
import { getRun } from '../../src/main/db/runs.read.ts'
import { runCli } from '../../src/main/host/cli/cli.ts'
import { openLab } from '../../src/main/host/cli/lab.ts'
import { bundleRuns, importBundle, readBundle } from '../../src/main/services/bundles/index.ts'
import { readNpy } from '../../src/main/services/files/npy.ts'
import { fuzzBundles } from '../fuzz/bundles.ts'
import { makeProject } from '../fuzz/projects.ts'
import { useFolder } from '../support/folder.ts'
import { memoryTerminal } from '../support/terminal.ts'

const inFolder = useFolder()
let from: ProjectFile
let to: ProjectFile

beforeEach(async () => {
  from = openProject(await makeProject(inFolder()))
  to = createProject(inFolder('to.bistable'))
  return () => {
    from.close()
    to.close()
  }
})

function bundleOf(...runs: string[]): string {
  writeFileSync(inFolder('bundle.zip'), bundleRuns(from, runs, '1').bytes)
  return inFolder('bundle.zip')
}

const everythingOf = (project: ProjectFile, run: number) =>
  project.read((db) => {
    const { number: _, checkpoints, ...details } = getRun(db, run)
    return {
      ...{ details, checkpoints, results: getResults(db, run), metrics: listMetrics(db, run) },
      saved: checkpoints.map(({ done }) => getCheckpoint(db, run, done)),
      events: listEvents(db, run).filter(({ type }) => type !== 'imported'),
      arrays: listArtifacts(db, run).map(({ role, name, step }) => getArtifact(db, run, role, name, step)),
    }
  })

describe('a bundle', () => {
  it('brings runs to another project as they were, checkpoints included', () => {
    const { added, present } = importBundle(to, readBundle(bundleOf('3', '1')))
    expect(present).toEqual([])
    expect(added).toEqual([3, 1].map((run) => everythingOf(from, run).details.id))
    expect(everythingOf(to, 1)).toEqual(everythingOf(from, 3))
    expect(everythingOf(to, 2)).toEqual(everythingOf(from, 1))
  })

  it('leaves runs that are there already as they are', () => {
    const first = importBundle(to, readBundle(bundleOf('1')))
    const again = importBundle(to, readBundle(bundleOf('1', '2')))
    expect(again.present).toEqual(first.added)
    expect(again.added).toHaveLength(1)
  })

  it('is the same file every time, and holds arrays that NumPy reads', () => {
    const { bytes, fileName } = bundleRuns(from, ['1', '2', '3'], '1')
    expect(fileName).toBe('3-runs.zip')
    expect(Buffer.from(bytes).equals(bundleRuns(from, ['1', '2', '3'], '1').bytes)).toBe(true)
    const arrays = Object.entries(unzipSync(bytes)).filter(([name]) => name.endsWith('.npy'))
    expect(arrays.length).toBeGreaterThan(6)
    for (const [name, array] of arrays) expect(readNpy(array, name).data.length).toBeGreaterThan(0)
  })

  it('is written and read by the terminal; one that is damaged makes no project', async () => {
    const lab = async (...argv: string[]) => {
      const { terminal, written } = memoryTerminal()
      const host = { terminal, version: '1', openLab: () => Promise.resolve(openLab()), debug: true }
      return { code: await runCli(argv, host), ...written }
    }
    const project = ['--project', inFolder('sound.bistable')]
    const out = ['--format', 'bundle', '--out', inFolder('sent'), '--json']
    const { files } = JSON.parse((await lab('export', '1', '3', ...project, ...out)).out) as { files: string[] }
    expect(files).toEqual([inFolder('sent', '2-runs.zip')])
    const taken = await lab('import', files[0], '--project', inFolder('new.bistable'), '--json')
    expect(JSON.parse(taken.out)).toMatchObject({ added: [expect.any(String), expect.any(String)], present: [] })
    const again = await lab('import', files[0], '--project', inFolder('new.bistable'))
    expect(again.out).toBe('0 runs added, 2 were there already.\n')
    truncateSync(files[0], 3000)
    const damaged = await lab('import', files[0], '--project', inFolder('none.bistable'))
    expect(damaged).toMatchObject({ code: 2, out: '' })
    expect(damaged.err).toContain('nothing of it was added')
    expect(existsSync(inFolder('none.bistable'))).toBe(false)
  })

  it('says what is wrong with a file that is none', () => {
    writeFileSync(inFolder('a.zip'), 'Dear diary')
    expect(() => readBundle(inFolder('a.zip'))).toThrow('found no zip file, or one whose end is missing')
    expect(() => readBundle(inFolder('b.zip'))).toThrow('found no such file')
  })

  it('that was mutated is taken whole, or refused with a sentence and nothing left of it', async () => {
    const { defects, outcomes } = await fuzzBundles(mkdtempSync(inFolder('fuzz-')), 85, 1)
    expect(defects).toEqual([])
    const never = [
      'truncated',
      'extended',
      'traversal',
      'link',
      'bomb',
      'lying size',
      'double',
      'surplus',
      'digest',
      'broken times',
    ]
    for (const kind of never) expect(outcomes[kind], kind).toMatchObject({ imported: 0 })
  }, 120_000)
})
