import type { Role } from '../../../charts/types.ts'

type Side = 'pre' | 'post' | 'both'

/** Presynaptic traces lead to potentiation, postsynaptic ones to depression; a slower second one of a side has a colour of its own. */
export function roleOf(states: readonly { side: Side }[], index: number): Role {
  const { side } = states[index]
  const isFirst = states.findIndex((state) => state.side === side) === index
  if (side === 'both') return 'grey'
  return isFirst ? (side === 'pre' ? 'ltp' : 'ltd') : side === 'pre' ? 'series-1' : 'series-2'
}
