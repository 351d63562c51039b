import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { describe, expect, it } from 'vitest'
import { defaultDesign } from '../../src/contract/design/index.ts'
import { experimentOf } from '../../src/main/db/experiments.ts'
import type { ProcessIdentity } from '../../src/main/db/liveness.ts'
import { isAlive, thisProcess } from '../../src/main/db/liveness.ts'
import { openMemory } from '../../src/main/db/open.ts'
import { getRun } from '../../src/main/db/runs.read.ts'
import { insertRun, markInterrupted, setLiveStatus } from '../../src/main/db/runs.write.ts'

const self = thisProcess()
const nowMs = 1_000_000_000
const sign = (change: Partial<ProcessIdentity>, ageMs = 0) => ({ ...self, ...change, heartbeatAtMs: nowMs - ageMs })

/** The id of a process that has ended. */
async function deadProcessId(): Promise<number> {
  const child = spawn(process.execPath, ['--eval', ''])
  await once(child, 'exit')
  return child.pid!
}

describe('the carrier of a run', () => {
  it('lives as long as its process, however old its heartbeat', () => {
    expect(isAlive(sign({}, 1e9), self, nowMs)).toBe(true)
  })

  it('is dead when its process is gone, however young its heartbeat', async () => {
    expect(isAlive(sign({ processId: await deadProcessId() }), self, nowMs)).toBe(false)
  })

  it.runIf(self.processToken !== '')('is dead when another process has taken its id', () => {
    expect(isAlive(sign({ processToken: '1' }), self, nowMs)).toBe(false)
  })

  it.each([
    [1_000, true],
    [120_000, false],
    // The clock was set back.
    [-1e9, false],
  ])('elsewhere, or before the machine was restarted, is judged by a heartbeat of age %i ms', (ageMs, alive) => {
    expect(isAlive(sign({ host: 'another' }, ageMs), self, nowMs)).toBe(alive)
  })
})

describe('at the opening of a project', () => {
  it('runs of a dead process become interrupted, and live ones are left alone', async () => {
    const project = openMemory()
    const start = (carrier: ProcessIdentity, status: 'running' | 'paused' | 'queued') =>
      project.write((db) => {
        const design = defaultDesign('classification')
        const experiment = experimentOf(db, design, null, nowMs)
        const run = { experiment, design, preset: null, seed: 1, workers: 1, engineVersion: '1', carrier }
        const { number } = insertRun(db, run, nowMs)
        setLiveStatus(db, number, status, nowMs + 5)
        return number
      })
    const dead = { ...self, processId: await deadProcessId() }
    const lost = [start(dead, 'running'), start(dead, 'paused'), start(dead, 'queued')]
    const living = start(self, 'running')

    expect(
      project.write((db) => markInterrupted(db, (carrier) => isAlive(carrier, self, nowMs), nowMs + 60_000)),
    ).toEqual(lost)
    project.read((db) => {
      for (const run of lost) expect(getRun(db, run)).toMatchObject({ status: 'interrupted', endedAtMs: nowMs + 5 })
      expect(getRun(db, living).status).toBe('running')
    })
  })
})
