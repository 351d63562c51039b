import { isNetworkDesign } from '../../../contract/abilities.ts'
import { parseDesign } from '../../../contract/design/index.ts'
import { LabError } from '../../../contract/errors.ts'
import type { RunDetails } from '../../../contract/runs.ts'
import type { Checkpoint, ProbeResponse } from '../../../engine/index.ts'
import { getArtifact, listArtifacts } from '../../db/artifacts.ts'
import { latestCheckpoint } from '../../db/checkpoints.ts'
import type { ProjectFile, Reader } from '../../db/connection.ts'
import { findRun, getRun } from '../../db/runs.read.ts'
import { requireAbility } from './abilities.ts'
import { createRunLever } from './control.ts'
import type { Conduct, PreparedDesign, WorkerPool } from './index.ts'

export interface ProbeDependencies {
  prepare: (design: PreparedDesign['design'], preset: string | null) => PreparedDesign
  openPool: (threads: number) => WorkerPool
  conduct: Conduct
}

/** Shows a picture to what a run has left behind. Nothing is written. */
export async function probeEnded(
  { prepare, openPool, conduct }: ProbeDependencies,
  store: ProjectFile,
  runId: string,
  pixels: Uint8Array,
): Promise<ProbeResponse> {
  const { run, last } = store.read((db) => {
    const { number } = findRun(db, store.file, runId)
    const details = getRun(db, number)
    return { run: details, last: finalState(db, details) ?? latestCheckpoint(db, number).checkpoint }
  })
  const missing = (): LabError =>
    new LabError('RESULT_MISSING', { run: `#${run.number}`, status: run.status, what: 'network to show a picture to' })
  requireAbility(run, 'probeEnded')
  const frozen = parseDesign(run.design, `The design of run #${run.number}`)
  if (last === undefined || !isNetworkDesign(frozen)) throw missing()
  // One more epoch: a training that is complete would not look at requests any more.
  const { schedule } = frozen
  const design = { ...frozen, schedule: { ...schedule, epochs: schedule.epochs + 1 } }
  const prepared = prepare(design, run.preset)
  const pool = openPool(1)
  const lever = createRunLever()
  try {
    const context = {
      ports: pool.ports,
      data: prepared.data,
      control: lever,
      resumeFrom: last,
      now: () => performance.now(),
    }
    const events = conduct(prepared.design, run.seed, context)
    const response = lever.probe(pixels)
    // Whatever it would do after its answer is cut off with its thread.
    const failed = drain(events).then(() => Promise.reject(missing()))
    return await Promise.race([response, failed])
  } finally {
    await pool.close()
  }
}

async function drain(events: AsyncGenerator): Promise<void> {
  for (let step = await events.next(); step.done !== true;) step = await events.next()
}

function finalState(db: Reader, { number, kind, metrics }: RunDetails): Checkpoint | undefined {
  const names = listArtifacts(db, number).flatMap(({ role, name }) => (role === 'state' ? [name] : []))
  const done = metrics.trainedDigits
  if (names.length === 0 || typeof done !== 'number') return undefined
  const arrays = Object.fromEntries(names.map((name) => [name, getArtifact(db, number, 'state', name, 0)!]))
  return { kind, done, arrays, progress: { curve: [], flips: [] } }
}
