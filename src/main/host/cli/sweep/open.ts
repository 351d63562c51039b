import type { Lab, Project } from '../../../lab.ts'
import type { Desk } from '../../../services/desk/index.ts'
import { createDesk } from '../../../services/desk/index.ts'
import { createEstimate } from '../../../services/estimate/index.ts'
import { createQueue } from '../../../services/queue/index.ts'
import { probeEnded } from '../../../services/runs/probe-ended.ts'
import type { SweepService } from '../../../services/sweeps/index.ts'
import { createSweeps } from '../../../services/sweeps/index.ts'
import { chosenCheckpoints } from '../checkpoint-options.ts'

/** The sweeps of a project as a window has them: the same queue, the same groups. */
export function openSweeps(
  lab: Lab,
  project: Project,
  workers: number,
): { sweeps: SweepService; desk: Desk; close: () => Promise<void> } {
  const { store, runs } = project
  const desk = createDesk({
    ...{ store, runs, prepare: lab.prepare, queue: createQueue(workers), checkpoints: chosenCheckpoints },
    probeEnded: (runId, pixels) => probeEnded(lab, store, runId, pixels),
    // The sentence of a run that failed is shown with the progress.
    report: () => undefined,
  })
  const estimate = createEstimate({ ...lab, memoryBudgetMb: () => Infinity, busy: () => desk.busy() })
  return { sweeps: createSweeps({ store, desk, prepare: lab.prepare, estimate }), desk, close: desk.close }
}
