import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { unzipSync } from 'fflate'
import { beforeEach, describe, expect, it } from 'vitest'
import { defaultDesign } from '../../src/contract/design/index.ts'
import type { ProjectFile } from '../../src/main/db/connection.ts'
import { thisProcess } from '../../src/main/db/liveness.ts'
import { openMemory } from '../../src/main/db/open.ts'
import { exportRun } from '../../src/main/services/exports/index.ts'
import { readNpy } from '../../src/main/services/files/npy.ts'
import { createRunService } from '../../src/main/services/runs/index.ts'
import { fakeConduct } from '../support/conduct.ts'
import { useFolder } from '../support/folder.ts'

const inFolder = useFolder()
let store: ProjectFile
let stem: string

beforeEach(async () => {
  store = openMemory()
  const openPool = () => ({ ports: [], close: () => Promise.resolve() })
  const runs = createRunService(store, { conduct: fakeConduct, openPool, engineVersion: '1', carrier: thisProcess() })
  const run = runs.start({ design: defaultDesign('classification'), preset: 'tiny' }, 3, { workers: 1 })
  await run.ended
  stem = `tiny-seed3-${run.id}`
})

describe('an exported run', () => {
  it('as npz holds every array, curve and metric by name', () => {
    const files = exportRun(store, 1, 'npz', inFolder('out', 'deep'))
    expect(files).toEqual([inFolder('out', 'deep', `${stem}.npz`), inFolder('out', 'deep', `${stem}.json`)])
    const entries = unzipSync(readFileSync(files[0]))
    expect(Object.keys(entries).sort()).toEqual([
      'confusion.npy',
      'metrics/accuracy/step.npy',
      'metrics/accuracy/value.npy',
      'recordings/weights/00000010.npy',
      'series/accuracy/x.npy',
      'series/accuracy/y.npy',
      'state/hiddenWeights.npy',
    ])
    expect(readNpy(entries['confusion.npy'], 'confusion')).toEqual({ shape: [2, 2], data: Float32Array.of(3, 1, 0, 4) })
    expect(readNpy(entries['state/hiddenWeights.npy'], 'state').data).toEqual(Float32Array.of(3, 10, 0.5, 1))
    expect(JSON.parse(readFileSync(files[1], 'utf8'))).toMatchObject({
      seed: 3,
      design: { kind: 'classification' },
      metrics: { accuracy: 1 },
    })
  })

  it('gives the same npz every time', () => {
    const [file] = exportRun(store, 1, 'npz', inFolder('a'))
    const [again] = exportRun(store, 1, 'npz', inFolder('b'))
    expect(readFileSync(again).equals(readFileSync(file))).toBe(true)
  })

  it('as csv is one table for each thing', () => {
    exportRun(store, 1, 'csv', inFolder('out'))
    const content = (name: string) => readFileSync(inFolder('out', `${stem}.${name}.csv`), 'utf8')
    expect(readdirSync(inFolder('out')).map((name) => name.slice(stem.length + 1))).toEqual([
      'checks.csv',
      'json',
      'metrics.csv',
      'recording.weights.10.csv',
      'result.confusion.csv',
      'scalars.csv',
      'series.accuracy.csv',
      'state.hiddenWeights.csv',
    ])
    expect(content('scalars')).toBe('name,value,error,unit,label\naccuracy,1,,,Accuracy\nundefinedRate,NaN,,Hz,Rate\n')
    expect(content('result.confusion')).toBe('axis 0,0,1\n0,3,1\n1,0,4\n')
    expect(content('recording.weights.10')).toBe('axis 0,weights\n0,1\n1,2\n')
    expect(content('series.accuracy')).toBe('digits,accuracy\n1,0.5\n2,NaN\n')
    expect(content('checks')).toBe('name,expected,got,pass\nlearns,> 0,10,true\n')
  })

  it('stays in its folder, whatever names are in the project', () => {
    const evil = '../../../evil'
    store.write((db) => {
      db.run('UPDATE runs SET preset = ?', evil)
      db.run("UPDATE artifacts SET name = ? WHERE role = 'result'", `${evil}/x`)
      db.run('UPDATE metric_series SET name = ?', evil)
    })
    const files = [
      ...exportRun(store, 1, 'npz', inFolder('a', 'out')),
      ...exportRun(store, 1, 'csv', inFolder('a', 'out')),
    ]
    for (const file of files) expect(dirname(file)).toBe(inFolder('a', 'out'))
    expect(readdirSync(inFolder())).toEqual(['a'])
    expect(readdirSync(inFolder('a'))).toEqual(['out'])
    const inside = Object.keys(unzipSync(readFileSync(files[0])))
    expect(inside.filter((name) => name.split('/').includes('..'))).toEqual([])
  })

  it('that cannot be written says so, and leaves nothing half-done', () => {
    writeFileSync(inFolder('taken'), 'a file')
    expect(() => exportRun(store, 1, 'npz', inFolder('taken'))).toThrow(
      `${inFolder('taken', `${stem}.npz`)} cannot be written`,
    )
    expect(readdirSync(inFolder())).toEqual(['taken'])
  })
})
