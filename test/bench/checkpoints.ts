import { join } from 'node:path'
import { defaultDesign } from '../../src/contract/design/index.ts'
import { listCheckpoints } from '../../src/main/db/checkpoints.ts'
import { openLab } from '../../src/main/host/cli/lab.ts'
import { spreadOf } from '../../src/main/services/bench/spread.ts'
import { withTemporaryFolder } from '../../src/main/services/bench/temporary.ts'
import { usualCheckpoints } from '../../src/main/services/runs/checkpoint-policy.ts'
import type { ActiveRun } from '../../src/main/services/runs/index.ts'
import type { SectionOptions, SectionReport } from './report.ts'
import { measured } from './report.ts'
import { pause } from './wait.ts'

const UNITS = 500
/** So often that what they cost is seen within seconds. */
const EVERY_MS = 1000

/** What checkpoints cost a training: stretches with many of them and with none in turns, within one run. */
export async function measureCheckpoints({ quick, say }: SectionOptions): Promise<SectionReport> {
  const [rounds, stretchMs] = quick ? [2, 3000] : [12, 8000]
  return withTemporaryFolder(async (folder) => {
    const project = openLab().open(join(folder, 'a.bistable'), { create: true })
    const lab = openLab()
    const base = defaultDesign('classification')
    const design = {
      ...base,
      output: { ...base.output, unitsPerClass: UNITS / base.output.classes },
      schedule: { ...base.schedule, trainSamples: 50_000, epochs: 50 },
      evaluation: { ...base.evaluation, everySamples: 0, holdOutSamples: 0, testSamples: 100 },
    }
    let seen = { done: 0, atMs: 0 }
    const run = project.runs.start(lab.prepare(design, null), 1, {
      workers: 1,
      // Those that are asked for are all there are.
      checkpoints: { everyMs: 86_400_000, keep: usualCheckpoints.keep },
      onEvent: (event) => {
        if (event.type === 'progress') seen = { done: event.done, atMs: performance.now() }
      },
    })
    try {
      while (seen.done === 0) await pause(100)
      await pause(2000)
      const pace = (withCheckpoints: boolean): Promise<number> => paceOver(run, stretchMs, withCheckpoints, () => seen)
      const lost: number[] = []
      const speeds: number[] = []
      let before = await pace(false)
      for (let round = 1; round <= rounds; round++) {
        const saving = await pace(true)
        const after = await pace(false)
        const alone = (before + after) / 2
        lost.push(100 * (1 - saving / alone))
        speeds.push(alone)
        say(`${round} of ${rounds}: ${saving.toFixed(0)} digits/s, without ${alone.toFixed(0)}`)
        before = after
      }
      const { bytes } = project.store.read((db) => listCheckpoints(db, run.number))[0]
      const share = EVERY_MS / usualCheckpoints.everyMs
      return {
        setup:
          `a training of ${UNITS} units on one thread; ${rounds} stretches of ${stretchMs / 1000} s with a checkpoint every ` +
          `${EVERY_MS / 1000} s, each between two without; what one costs is the same however often`,
        measurements: [
          measured('training speed lost, one every second', '%', spreadOf(lost)),
          measured(
            `at the default interval of ${usualCheckpoints.everyMs / 1000} s`,
            '%',
            spreadOf(lost.map((loss) => loss * share)),
            { atMost: 2 },
          ),
          measured('time a checkpoint takes', 'ms', spreadOf(lost.map((loss) => (loss / 100) * EVERY_MS))),
          measured('a checkpoint in the file', 'MB', bytes / 1e6),
          measured('speed without', 'digits/s', spreadOf(speeds)),
        ],
      }
    } finally {
      run.stop()
      await project.close()
    }
  })
}

async function paceOver(
  run: ActiveRun,
  ms: number,
  withCheckpoints: boolean,
  seen: () => { done: number; atMs: number },
): Promise<number> {
  const first = seen()
  for (let left = ms; left > 0; left -= EVERY_MS) {
    if (withCheckpoints) run.checkpoint()
    await pause(Math.min(left, EVERY_MS))
  }
  const last = seen()
  return (1000 * (last.done - first.done)) / (last.atMs - first.atMs)
}
