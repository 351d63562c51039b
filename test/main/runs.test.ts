import { describe, expect, it } from 'vitest'
import { defaultDesign } from '../../src/contract/design/index.ts'
import { EngineError } from '../../src/engine/errors.ts'
import { getArtifact, listArtifacts } from '../../src/main/db/artifacts.ts'
import { listEvents } from '../../src/main/db/events.ts'
import { thisProcess } from '../../src/main/db/liveness.ts'
import { listMetrics } from '../../src/main/db/metrics.ts'
import { openMemory } from '../../src/main/db/open.ts'
import { getResults } from '../../src/main/db/results.ts'
import { findRun, getRun, listRuns } from '../../src/main/db/runs.read.ts'
import type { Conduct } from '../../src/main/services/runs/index.ts'
import { createRunService } from '../../src/main/services/runs/index.ts'
import { fakeConduct, fakeOutcome } from '../support/conduct.ts'

function laboratory(conduct: Conduct = fakeConduct) {
  const store = openMemory()
  let openPools = 0
  const openPool = () => {
    openPools++
    return {
      ports: [],
      close: async () => {
        openPools--
      },
    }
  }
  const runs = createRunService(store, { conduct, openPool, engineVersion: '1.2.3', carrier: thisProcess() })
  const prepared = { design: defaultDesign('classification'), preset: 'tiny' }
  return { store, runs, prepared, openPools: () => openPools }
}

describe('a run', () => {
  it('that completes leaves its results, its state and its digest', async () => {
    const { store, runs, prepared, openPools } = laboratory()
    const active = runs.start(prepared, 7, { workers: 2 })
    expect(runs.active()).toEqual([active])
    const { report, error } = await active.ended
    expect(error).toBeNull()
    expect(report).toMatchObject({
      runId: active.id,
      status: 'completed',
      preset: 'tiny',
      seed: 7,
      metrics: { accuracy: 1, undefinedRate: null },
      checks: [{ name: 'learns', pass: true }],
      simulatedMs: 3000,
    })
    expect(report.digest).toMatch(/^[0-9a-f]{64}$/)
    expect(runs.active()).toEqual([])
    expect(openPools()).toBe(0)

    store.read((db) => {
      const { number } = active
      const expected = fakeOutcome(7, 10, 'completed')
      expect(getResults(db, number)).toEqual(expected.results)
      expect(getArtifact(db, number, 'state', 'hiddenWeights', 0)).toEqual(expected.state.hiddenWeights)
      expect(listArtifacts(db, number).map(({ role, name, step }) => `${role} ${name} ${step}`)).toEqual([
        'recording weights 10',
        'result confusion 0',
        'state hiddenWeights 0',
      ])
      expect(listMetrics(db, number)).toEqual([
        {
          name: 'accuracy',
          unit: '',
          steps: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
          values: [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9],
        },
      ])
      expect(listEvents(db, number).map(({ type }) => type)).toEqual(['queued', 'running', 'notice', 'completed'])
      expect(getRun(db, number)).toMatchObject({
        design: prepared.design,
        engineVersion: '1.2.3',
        workers: 2,
        progress: { phase: 'training', done: 10, total: 10, unit: 'digits' },
      })
    })
  })

  it('shows its events to those who watch', async () => {
    const { runs, prepared } = laboratory()
    const seen: string[] = []
    await runs.start(prepared, 1, { workers: 1, onEvent: ({ type }) => seen.push(type) }).ended
    expect(seen.filter((type) => type === 'metric')).toHaveLength(10)
  })

  it('that is stopped keeps what it has', async () => {
    const { store, runs, prepared } = laboratory()
    let status = ''
    const active = runs.start(prepared, 1, {
      workers: 1,
      onEvent: (event) => {
        if (event.type !== 'progress' || event.done !== 4) return
        active.stop()
        // Too late: it goes on to its end.
        active.pause()
        status = store.read((db) => getRun(db, active.number)).status
      },
    })
    const { report } = await active.ended
    expect(status).toBe('running')
    expect(report).toMatchObject({ status: 'stopped', metrics: { accuracy: 0.4 }, simulatedMs: 1200 })
    expect(report.digest).not.toBeNull()
  })

  it('that is paused waits until it is resumed, and says so', async () => {
    const { store, runs, prepared } = laboratory()
    const statuses: string[] = []
    const active = runs.start(prepared, 1, {
      workers: 1,
      onEvent: (event) => {
        if (event.type !== 'progress' || event.done !== 3) return
        active.pause()
        statuses.push(store.read((db) => getRun(db, active.number)).status)
        setTimeout(() => {
          statuses.push(String(store.read((db) => getRun(db, active.number)).progress.done))
          active.resume()
        })
      },
    })
    const { report } = await active.ended
    active.pause()
    expect(statuses[0]).toBe('paused')
    expect(report.status).toBe('completed')
    expect(store.read((db) => getRun(db, active.number)).status).toBe('completed')
  })

  it('that fails says why, and keeps what it had told', async () => {
    const { store, runs, prepared, openPools } = laboratory(async function* () {
      yield { type: 'metric', name: 'accuracy', step: 1, value: 0.5, unit: '' }
      throw new EngineError('RUNAWAY', { presentation: 7, rateHz: 512, limitHz: 375 })
    })
    const active = runs.start(prepared, 1, { workers: 1 })
    const { report, error } = await active.ended
    expect(report).toMatchObject({ status: 'failed', digest: null, metrics: {} })
    expect(error).toMatchObject({ code: 'RUNAWAY', facts: { rateHz: 512 } })
    expect(error?.message).toMatch(/^The run was stopped at digit 7: its output units fire at 512 Hz/)
    expect(store.read((db) => getRun(db, active.number)).error).toEqual(error)
    expect(store.read((db) => listMetrics(db, active.number))[0].values).toEqual([0.5])
    expect(openPools()).toBe(0)
  })

  it('belongs to the experiment of its design, whatever its seed', async () => {
    const { store, runs, prepared } = laboratory()
    await runs.start(prepared, 1, { workers: 1 }).ended
    await runs.start(prepared, 2, { workers: 1 }).ended
    await runs.start({ ...prepared, preset: null }, 2, { workers: 1 }).ended
    expect(store.read((db) => db.all('SELECT experiment FROM runs ORDER BY number'))).toEqual([
      { experiment: 1 },
      { experiment: 1 },
      { experiment: 2 },
    ])
    expect(store.read(listRuns).map(({ number, seed }) => [number, seed])).toEqual([
      [3, 2],
      [2, 2],
      [1, 1],
    ])
  })

  it('is found by number, id, the beginning of its id, or as the latest', async () => {
    const { store, runs, prepared } = laboratory()
    const first = runs.start(prepared, 1, { workers: 1 })
    const second = runs.start(prepared, 2, { workers: 1 })
    await Promise.all([first.ended, second.ended])
    const find = (reference: string) => store.read((db) => findRun(db, 'a.bistable', reference)).number
    expect([find('1'), find('#2'), find(first.id), find(second.id.slice(0, 15)), find('latest')]).toEqual([
      1, 2, 1, 2, 2,
    ])
    expect(() => find(first.id.slice(0, 4))).toThrow(`stands for several runs of a.bistable: ${first.id}, ${second.id}`)
    expect(() => find('9')).toThrow('There is no run "9" in a.bistable: its runs are #1 to #2')
    expect(() => find('%')).toThrow('There is no run "%"')
  })
})

describe('the digest', () => {
  it('is equal for equal runs and differs with the seed', async () => {
    const { runs, prepared } = laboratory()
    const digest = async (seed: number) => (await runs.start(prepared, seed, { workers: seed }).ended).report.digest
    expect(await digest(1)).toBe(await digest(1))
    expect(await digest(1)).not.toBe(await digest(2))
  })
})
