import type { SupervisedDesign, UnitRange } from './design.ts'
import { philox } from '../../random/random.ts'
import { STREAM, seedWords } from '../../random/streams.ts'

/**
 * Which units of the class are taught on a presentation, and how strongly. A part of the pool learns each digit, which is what
 * makes the units of a pool differ: a random part, or the first by `ranks` (the units whose examples resemble the digit). Each
 * unit's draws are keyed by (seed, unit, presentation).
 *
 * currents [units]: receives each unit's current, mV, or 0. Returns the taught units (local indices).
 */
export function teach(
  design: SupervisedDesign,
  seed: number,
  units: UnitRange,
  label: number,
  presentation: number,
  currents: Float64Array,
  ranks?: Int32Array,
): number[] {
  const { teacher, output } = design
  const taught: number[] = []
  currents.fill(0)
  const from = Math.max(label * output.unitsPerClass, units.first)
  const to = Math.min((label + 1) * output.unitsPerClass, units.first + units.count)
  for (let unit = from; unit < to; unit++) {
    const [choice, size] = philox(seedWords(seed), [STREAM.teacherChoice, unit, presentation, 0])
    const place = ranks
      ? ranks[unit - label * output.unitsPerClass] / output.unitsPerClass
      : (choice + 0.5) / 4294967296
    if (place >= teacher.fraction) continue
    const spread = teacher.currentSpread * (2 * ((size + 0.5) / 4294967296) - 1)
    currents[unit - units.first] = teacher.currentMv * (1 + spread)
    taught.push(unit - units.first)
  }
  return taught
}
