import type { ClassificationDesign } from '../../../contract/design/classification.ts'
import { philox } from '../../random/random.ts'
import { STREAM, seedWords } from '../../random/streams.ts'
import type { UnitRange } from './build.ts'

/**
 * Which units of the class are taught on a presentation, and how strongly. Each unit's draw is keyed by (seed, unit, presentation):
 * a random part of the pool learns each digit, which is what makes the units of a pool differ.
 *
 * currents [units]: receives each unit's current, mV, or 0. Returns the taught units (local indices).
 */
export function teach(
  design: ClassificationDesign,
  seed: number,
  units: UnitRange,
  label: number,
  presentation: number,
  currents: Float64Array,
): number[] {
  const { teacher, output } = design
  const taught: number[] = []
  currents.fill(0)
  const from = Math.max(label * output.unitsPerClass, units.first)
  const to = Math.min((label + 1) * output.unitsPerClass, units.first + units.count)
  for (let unit = from; unit < to; unit++) {
    const [choice, size] = philox(seedWords(seed), [STREAM.teacherChoice, unit, presentation, 0])
    if ((choice + 0.5) / 4294967296 >= teacher.fraction) continue
    const spread = teacher.currentSpread * (2 * ((size + 0.5) / 4294967296) - 1)
    currents[unit - units.first] = teacher.currentMv * (1 + spread)
    taught.push(unit - units.first)
  }
  return taught
}
