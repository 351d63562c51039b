import type { ClassificationDesign } from '../../src/contract/design/classification.ts'
import { defaultDesign } from '../../src/contract/design/index.ts'
import type { RunStatus } from '../../src/contract/runs.ts'
import type { Writer } from '../../src/main/db/connection.ts'
import { openOrCreateProject } from '../../src/main/db/create.ts'
import { experimentOf } from '../../src/main/db/experiments.ts'
import { newId } from '../../src/main/db/ids.ts'

const etas = [0.002, 0.004, 0.008, 0.012, 0.016, 0.02]
const gains = [0.14, 0.16, 0.18, 0.2, 0.22]
const folders = ['', '', '', 'ablations', 'recurrent', 'sweep']
const tags = ['baseline', 'ablation', 'sweep', 'timing']
const DAY_MS = 86_400_000
const CURVE_POINTS = 30

/**
 * A project with this many runs that never ran, of believable designs and results: for measuring and looking at long histories.
 * The same number gives the same project, but for the ids.
 */
export function writeManyRuns(file: string, count: number, nowMs: number): void {
  const store = openOrCreateProject(file)
  store.write((db) => {
    for (let index = 0; index < count; index++) writeRun(db, index, nowMs - (count - index) * (DAY_MS / 200))
  })
  store.close()
}

/** Spread evenly over 0 to 1. */
function fractionOf(index: number, salt: number): number {
  return ((index + 1) * 0.618_033_988_7 * salt) % 1
}

function writeRun(db: Writer, index: number, atMs: number): void {
  const seed = (index % 5) + 1
  const group = Math.floor(index / 5)
  const design: ClassificationDesign = defaultDesign('classification')
  design.name = group % 3 === 0 ? 'MNIST, feed-forward' : 'MNIST, ablation'
  design.rule.etaPlus = etas[group % etas.length]
  design.inhibition.gain = gains[group % gains.length]
  design.stopLearning.on = group % 4 !== 0
  // Five seeds of a design, as people run them.
  design.schedule.trainSamples = 20_000 + group
  const status: RunStatus = index % 97 === 0 ? 'interrupted' : index % 31 === 0 ? 'stopped' : 'completed'
  const accuracy = 0.55 + 0.3 * fractionOf(group, 1) + 0.02 * fractionOf(index, 3)
  const wallMs = Math.round(40_000 + 60_000 * fractionOf(index, 7))
  const { inserted: run } = db.run(
    `INSERT INTO runs (id, experiment, name, kind, preset, design, seed, engine_version, workers, status, phase, done, total, progress_unit,
       created_at_ms, started_at_ms, ended_at_ms, wall_ms, simulated_ms, host, process_id, process_token, heartbeat_at_ms,
       folder, starred)
     VALUES (?, ?, ?, 'classification', 'mnist-feedforward', ?, ?, '0.1.0', 2, ?, 'training', ?, 20000, 'digits',
       ?, ?, ?, ?, 6000000, 'bench', 1, 'bench', ?, ?, ?)`,
    ...[
      newId(atMs),
      experimentOf(db, design, 'mnist-feedforward', atMs),
      design.name,
      JSON.stringify(design),
      seed,
      status,
      status === 'completed' ? 20_000 : 9000,
    ],
    ...[atMs, atMs, atMs + wallMs, wallMs, atMs, folders[group % folders.length], index % 50 === 0 ? 1 : 0],
  )
  if (index % 3 === 0) db.run('INSERT INTO run_tags (run, tag) VALUES (?, ?)', run, tags[group % tags.length])
  if (status !== 'interrupted') writeNumbers(db, run, accuracy, index)
  writeCurve(db, run, accuracy, index)
}

function writeNumbers(db: Writer, run: number, accuracy: number, index: number): void {
  const scalars = [
    ['accuracy', 'Test accuracy', accuracy],
    ['potentiatedFraction', 'Potentiated synapses', 0.3 + 0.3 * fractionOf(index, 5)],
    ['flipsUp', 'Synapses opened', Math.round(200_000 * fractionOf(index, 2))],
  ] as const
  scalars.forEach(([name, label, value], position) => {
    db.run(
      "INSERT INTO scalars (run, name, position, label, value, unit) VALUES (?, ?, ?, ?, ?, '')",
      ...[run, name, position, label, value],
    )
  })
}

function writeCurve(db: Writer, run: number, accuracy: number, index: number): void {
  const { inserted: series } = db.run(
    "INSERT INTO metric_series (run, name, unit) VALUES (?, 'heldOutAccuracy', '')",
    run,
  )
  for (let point = 1; point <= CURVE_POINTS; point++) {
    const noise = 0.02 * (fractionOf(index + point, 11) - 0.5)
    const value = accuracy - (accuracy - 0.1) * Math.exp(-point / 5) + noise
    db.run('INSERT INTO metrics (series, step, value) VALUES (?, ?, ?)', ...[series, point * 650, value])
  }
}
