import { abilitiesOf } from '../../../contract/abilities.ts'
import { LabError } from '../../../contract/errors.ts'
import type { RunSummary } from '../../../contract/runs.ts'

/** Refuses with the reason what a run of this kind cannot do. */
export function requireAbility(
  { kind, number }: Pick<RunSummary, 'kind' | 'number'>,
  ability: 'probe' | 'probeEnded' | 'checkpoint',
): void {
  const can = abilitiesOf(kind)[ability]
  if (can !== true) throw new LabError('RUN_CANNOT', { run: `#${number}`, reason: can })
}
