import type { NetworkDesign } from '../../../../contract/abilities.ts'
import { abilitiesOf } from '../../../../contract/abilities.ts'

/** Whether a run trains one network after the other, of which each is tested in its turn. */
export function trainsSeveral({ kind }: NetworkDesign): boolean {
  return !abilitiesOf(kind).curve
}
