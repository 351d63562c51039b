import { defaultDesign } from '../../src/contract/design/index.ts'
import { ClassificationShard } from '../../src/engine/experiments/classification/shard.ts'
import { Guard } from '../../src/engine/experiments/digits/guard.ts'
import { allFinite } from '../../src/engine/experiments/vitals.ts'
import { createDatasetService } from '../../src/main/services/datasets/index.ts'
import { spreadOf } from '../../src/main/services/bench/spread.ts'
import type { SectionOptions, SectionReport } from './report.ts'
import { measured } from './report.ts'

const UNITS = 500
const DIGITS = 20
/** Times that what the guard does is done over, so that a clock can tell. */
const OVER = 200

/** What looking for numbers that mean nothing costs a training: its own work, and a training that contains it, in turns. */
export function measureGuard({ quick, say }: SectionOptions): Promise<SectionReport> {
  const rounds = quick ? 3 : 25
  const base = defaultDesign('classification')
  const design = { ...base, output: { ...base.output, unitsPerClass: UNITS / base.output.classes } }
  const data = createDatasetService().load('mnist')
  const shard = new ClassificationShard({ design, seed: 1, units: { first: 0, count: UNITS }, data })
  const guard = new Guard(design)
  const counts = new Int32Array(UNITS).fill(3)
  // Membranes, currents, and what BCaLL keeps of a unit.
  const state = Array.from({ length: 4 }, () => new Float32Array(UNITS).fill(0.5))
  const look = (from: number): boolean => {
    const spikes = new Int32Array(DIGITS)
    for (let digit = 0; digit < DIGITS; digit++) {
      counts.fill(3)
      spikes[digit] = counts.reduce((sum, n) => sum + n, 0)
    }
    return guard.look({ spikes, mostHz: 500, finite: state.every(allFinite) }, from) === undefined
  }
  const shares: number[] = []
  const perDigitUs: number[] = []
  shard.train({ to: DIGITS })
  for (let round = 1; round <= rounds; round++) {
    const trainingMs = timed(() => shard.train({ to: DIGITS * (round + 1) }))
    const lookingMs = timed(() => {
      for (let again = 0; again < OVER; again++) look(DIGITS * round)
    })
    shares.push((100 * lookingMs) / OVER / trainingMs)
    perDigitUs.push((1000 * lookingMs) / OVER / DIGITS)
    say(`${round} of ${rounds}`)
  }
  return Promise.resolve({
    setup:
      `${UNITS} units on one thread; ${rounds} blocks of ${DIGITS} digits, and in turns with them what the guard does for such a ` +
      `block, ${OVER} times`,
    measurements: [
      measured('share of the training', '%', spreadOf(shares), { atMost: 1 }),
      measured('for a digit', 'µs', spreadOf(perDigitUs)),
    ],
  })
}

function timed(work: () => void): number {
  const began = performance.now()
  work()
  return performance.now() - began
}
