import type { Design } from '../../src/contract/design/index.ts'
import type { SweepPlan } from '../../src/contract/sweep/index.ts'
import type { ProjectFile } from '../../src/main/db/connection.ts'
import { thisProcess } from '../../src/main/db/liveness.ts'
import { createDatasetService } from '../../src/main/services/datasets/index.ts'
import type { EstimateService } from '../../src/main/services/estimate/index.ts'
import { createRunService } from '../../src/main/services/runs/index.ts'
import { prepareDesign } from '../../src/main/services/runs/prepare.ts'
import type { SweepService } from '../../src/main/services/sweeps/index.ts'
import { createSweeps } from '../../src/main/services/sweeps/index.ts'

/** 5,000 trials over three fields of a network, the most that a sweep may have. */
export const manyTrials: SweepPlan = {
  axes: [
    { path: 'rule.etaPlus', spread: 'log', from: 0.001, to: 0.02, points: 20 },
    { path: 'inhibition.gain', spread: 'linear', from: 0.4, to: 0.8, points: 10 },
    { path: 'teacher.fraction', spread: 'linear', from: 0.2, to: 0.5, points: 25 },
  ],
  seeds: [1],
  random: null,
}

/** The service as it is, with a queue that begins nothing. */
export function sweepsWithoutRunning(store: ProjectFile, estimate: EstimateService): SweepService {
  const datasets = createDatasetService()
  const runs = createRunService(store, {
    conduct: () => {
      throw new Error('Nothing is run.')
    },
    openPool: () => {
      throw new Error('Nothing is run.')
    },
    engineVersion: 'bench',
    carrier: thisProcess(),
  })
  return createSweeps({
    ...{ store, estimate },
    prepare: (design: Design, preset) => prepareDesign(datasets, design, preset),
    desk: {
      launch: (works, workers, alsoWrite) =>
        store.write((db) => {
          const keys = works.map(({ prepared, seed }) => runs.add(prepared, seed, workers ?? 0))
          alsoWrite?.(db, keys)
          return keys.map(({ id }) => id)
        }),
      resume: () => undefined,
      stopAll: () => undefined,
      touched: () => undefined,
    },
  })
}

/** Every run of a sweep ends as if it had been run, with an accuracy that has its best somewhere in the middle. */
export function completeAll(store: ProjectFile, sweep: string): void {
  const mine = 'SELECT run FROM sweep_runs JOIN sweeps ON sweeps.number = sweep WHERE sweeps.id = ?'
  store.write((db) => {
    db.run(
      `UPDATE runs SET status = 'completed', phase = 'test', done = 1, total = 1, wall_ms = 60000 WHERE number IN (${mine})`,
      sweep,
    )
    db.run(
      `INSERT INTO scalars (run, name, position, label, value, unit)
       SELECT number, 'accuracy', 0, 'Test accuracy',
         0.9 - 0.05 * abs((design ->> '$.inhibition.gain') - 0.6) - 10 * abs((design ->> '$.rule.etaPlus') - 0.007), ''
       FROM runs WHERE number IN (${mine})`,
      sweep,
    )
  })
}
