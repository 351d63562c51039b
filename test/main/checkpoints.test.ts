import { describe, expect, it } from 'vitest'
import { defaultDesign } from '../../src/contract/design/index.ts'
import { latestCheckpoint } from '../../src/main/db/checkpoints.ts'
import { listArtifacts } from '../../src/main/db/artifacts.ts'
import { thisProcess } from '../../src/main/db/liveness.ts'
import { openMemory } from '../../src/main/db/open.ts'
import { createRunService } from '../../src/main/services/runs/index.ts'
import { float32Array } from '../support/arrays.ts'
import { fakeOutcome } from '../support/conduct.ts'

describe('the checkpoints of a run', () => {
  it('come back as they were; the last two are kept', async () => {
    const store = openMemory()
    const checkpoint = (done: number) => ({
      kind: 'classification',
      done,
      arrays: { weights: float32Array([2], [done, 1]) },
      progress: { curve: [done] },
    })
    const runs = createRunService(store, {
      conduct: async function* () {
        for (const done of [100, 200, 300]) yield { type: 'checkpoint', checkpoint: checkpoint(done) }
        return fakeOutcome(1, 1, 'completed')
      },
      openPool: () => ({ ports: [], close: () => Promise.resolve() }),
      engineVersion: '1',
      carrier: thisProcess(),
    })
    await runs.start({ design: defaultDesign('classification'), preset: null }, 1, { workers: 1 }).ended
    store.read((db) => {
      expect(latestCheckpoint(db, 1)).toEqual(checkpoint(300))
      expect(listArtifacts(db, 1).flatMap(({ role, step }) => (role === 'checkpoint' ? [step] : []))).toEqual([
        200, 300,
      ])
      expect(latestCheckpoint(db, 2)).toBeUndefined()
    })
  })
})
