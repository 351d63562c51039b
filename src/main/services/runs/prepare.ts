import type { Design } from '../../../contract/design/index.ts'
import { LabError } from '../../../contract/errors.ts'
import { engineSentence } from '../../../contract/engine-messages.ts'
import { admit, EngineError } from '../../../engine/index.ts'
import type { DatasetService } from '../datasets/index.ts'
import type { PreparedDesign } from './index.ts'

/** Freezes where the data came from, and loads them: what could not be carried out is refused before a run exists. */
export function prepareDesign(datasets: DatasetService, design: Design, preset: string | null): PreparedDesign {
  if (!('stimulus' in design)) return { design, preset }
  const dataset = datasets.nameOf(design.stimulus.dataset)
  const frozen = { ...design, stimulus: { ...design.stimulus, dataset } } as Design
  const data = datasets.load(dataset)
  try {
    admit(frozen, data)
  } catch (cause) {
    if (!(cause instanceof EngineError)) throw cause
    throw new LabError('DESIGN_REFUSED', { problem: engineSentence(cause) }, { cause })
  }
  return { design: frozen, preset, data }
}
