import { expect, it } from 'vitest'
import { defaultDesign } from '../../src/contract/design/index.ts'
import type { WorkerCommand } from '../../src/engine/index.ts'
import { thisProcess } from '../../src/main/db/liveness.ts'
import { openMemory } from '../../src/main/db/open.ts'
import { getRun } from '../../src/main/db/runs.read.ts'
import { createRunService } from '../../src/main/services/runs/index.ts'
import { openPool } from '../../src/main/workers/pool.ts'
import { fakeConduct } from '../support/conduct.ts'

const url = new URL('../support/odd.worker.ts', import.meta.url)
const call = (method: string): WorkerCommand => ({ type: 'call', method, argument: null })

it.each([
  ['exit', 'it exited with code 3'],
  ['trap', 'unreachable'],
  ['hang', 'it has not answered'],
])('a run whose thread meets %s fails with the reason, and the run beside it goes on', async (fault, reason) => {
  const store = openMemory()
  let opened = 0
  const runs = createRunService(store, {
    conduct: async function* (design, seed, context) {
      await context.ports[0].call(call(seed === 1 ? fault : 'echo'))
      return yield* fakeConduct(design, seed, context)
    },
    // Only the first is not waited for.
    openPool: (threads) => openPool(url, threads, fault === 'hang' && opened++ === 0 ? 200 : 60_000),
    engineVersion: '1',
    carrier: thisProcess(),
  })
  const prepared = { design: defaultDesign('classification'), preset: null }
  const [faulty, sound] = [1, 2].map((seed) => runs.start(prepared, seed, { workers: 1 }))
  await Promise.all([faulty.ended, sound.ended])
  const [failed, completed] = store.read((db) => [faulty, sound].map(({ number }) => getRun(db, number)))
  expect(failed).toMatchObject({ status: 'failed', results: null, error: { code: 'WORKER_DIED' } })
  expect(failed.error!.message).toContain(reason)
  expect(completed).toMatchObject({ status: 'completed', error: null })
  store.close()
})
