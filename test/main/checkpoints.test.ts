import { describe, expect, it } from 'vitest'
import { defaultDesign } from '../../src/contract/design/index.ts'
import { getCheckpoint, latestCheckpoint, listCheckpoints } from '../../src/main/db/checkpoints.ts'
import { listArtifacts } from '../../src/main/db/artifacts.ts'
import { listEvents } from '../../src/main/db/events.ts'
import { thisProcess } from '../../src/main/db/liveness.ts'
import { listMetrics } from '../../src/main/db/metrics.ts'
import { openMemory } from '../../src/main/db/open.ts'
import { getRun } from '../../src/main/db/runs.read.ts'
import { usualCheckpoints } from '../../src/main/services/runs/checkpoint-policy.ts'
import { createRunService } from '../../src/main/services/runs/index.ts'
import { float32Array } from '../support/arrays.ts'
import { fakeOutcome } from '../support/conduct.ts'

const checkpoint = (done: number) => ({
  kind: 'classification',
  done,
  arrays: { weights: float32Array([2], [done, 1]), touched: float32Array([1], [done]) },
  progress: { curve: [done] },
})

/** A run that writes these checkpoints; `pin` is asked for when it has come that far. */
async function runWith(dones: number[], { keep, pin }: { keep?: number; pin?: number } = {}) {
  const store = openMemory()
  const runs = createRunService(store, {
    conduct: async function* () {
      for (const done of dones) {
        yield { type: 'progress', phase: 'training', done, total: 1000, unit: 'digits', simulatedMs: 0 }
        yield { type: 'metric', name: 'accuracy', step: done, value: 0.5, unit: '' }
        yield { type: 'checkpoint', checkpoint: checkpoint(done) }
      }
      return fakeOutcome(1, 1, 'stopped')
    },
    openPool: () => ({ ports: [], close: () => Promise.resolve() }),
    engineVersion: '1',
    carrier: thisProcess(),
  })
  const active = runs.start({ design: defaultDesign('classification'), preset: null }, 1, {
    workers: 1,
    checkpoints: { ...usualCheckpoints, ...(keep === undefined ? {} : { keep }) },
    onEvent: (event) => {
      if (event.type === 'progress' && event.done === pin) active.checkpoint()
    },
  })
  await active.ended
  return { store, runs, dones: () => store.read((db) => listCheckpoints(db, 1)).map(({ done }) => done) }
}

describe('the checkpoints of a run', () => {
  it('come back as they were; the last two are kept, with nothing of the others', async () => {
    const { store, dones } = await runWith([100, 200, 300])
    expect(dones()).toEqual([300, 200])
    store.read((db) => {
      expect(latestCheckpoint(db, 1)).toEqual({ checkpoint: checkpoint(300), damaged: [] })
      expect(getCheckpoint(db, 1, 200)).toEqual(checkpoint(200))
      expect(listArtifacts(db, 1).flatMap(({ role, step }) => (role === 'checkpoint' ? [step] : []))).toEqual([
        ...[200, 300, 200, 300],
      ])
      expect(latestCheckpoint(db, 2)).toEqual({ checkpoint: undefined, damaged: [] })
    })
  })

  it('are kept in any number, and one that a person asked for stays', async () => {
    expect((await runWith([1, 2, 3, 4, 5], { keep: 3 })).dones()).toEqual([5, 4, 3])
    expect((await runWith([1, 2, 3, 4, 5], { keep: 1, pin: 2 })).dones()).toEqual([5, 2])
  })

  const harm: [string, string][] = [
    ['with a flipped bit', "UPDATE artifacts SET data = zeroblob(length(data)) WHERE step = 300 AND name = 'weights'"],
    ['without one of its arrays', "DELETE FROM artifacts WHERE step = 300 AND name = 'touched'"],
    ['with other measurements', `UPDATE checkpoints SET progress = '{"curve":[9]}' WHERE done = 300`],
    ['with measurements cut off', `UPDATE checkpoints SET progress = '{"cur', seal = NULL WHERE done = 300`],
  ]
  it.each(harm)('%s: the one before is taken, and what came after it is taken back', async (_, sql) => {
    const { store, runs, dones } = await runWith([100, 200, 300])
    store.write((db) => db.run(sql))
    const last = runs.lastState(1)
    expect(last).toMatchObject({ resumeFrom: checkpoint(200), damaged: [300] })
    runs.reopen(last)
    expect(dones()).toEqual([200])
    store.read((db) => {
      expect(listMetrics(db, 1)[0].steps).toEqual([100, 200])
      expect(listEvents(db, 1).at(-1)).toMatchObject({ type: 'resumed', payload: { from: 200, damaged: [300] } })
      expect(getRun(db, 1)).toMatchObject({ status: 'queued', digest: null, results: null, progress: { done: 200 } })
    })
  })

  it('of two who want to go on with a run, one may', async () => {
    const { runs } = await runWith([100])
    const [first, second] = [runs.lastState(1), runs.lastState(1)]
    runs.reopen(first)
    expect(() => runs.reopen(second)).toThrow('Run #1 cannot be resumed: it is queued')
  })
})
