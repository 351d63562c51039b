import type { RealArray } from '../../kernels/kernels.ts'
import type { NamedArray } from '../../results.ts'
import { vector } from '../digits/arrays.ts'
import { PLASTICS } from './build.ts'

/** Complete learning state between two digits, when everything but the synapses is at rest. */
export interface RecurrentState {
  /** Next presentation. */
  presentation: number
  synapses: {
    /** Of the projection. */
    name: string
    /** Hidden weights as last touched, row by row. */
    weights: RealArray
    /** Step of each synapse's last touch. */
    touched: Int32Array
    flips: { up: number; down: number }
    events: number
  }[]
}

export function namedState({ synapses }: RecurrentState): Record<string, NamedArray> {
  const sum = (pick: (of: RecurrentState['synapses'][number]) => number): number =>
    synapses.reduce((total, one) => total + pick(one), 0)
  return {
    ...Object.fromEntries(
      synapses.flatMap(({ name, weights, touched, flips, events }) => [
        [`state.${name}.weights`, vector(`Hidden weights as last touched, ${name}, row by row`, '', weights)],
        [`state.${name}.touched`, vector(`Step of the last touch, ${name}`, 'steps', touched)],
        [
          `state.${name}.counters`,
          vector('Synapses opened, closed; synaptic events', '', Float64Array.of(flips.up, flips.down, events)),
        ],
      ]),
    ),
    'state.counters': vector(
      'Synapses opened, closed; synaptic events',
      '',
      Float64Array.of(
        sum(({ flips }) => flips.up),
        sum(({ flips }) => flips.down),
        sum(({ events }) => events),
      ),
    ),
  }
}

/** The reverse. */
export function stateOf(arrays: Record<string, NamedArray>, presentation: number): RecurrentState {
  const synapses = PLASTICS.map((name) => {
    const [up, down, events] = arrays[`state.${name}.counters`].data
    const weights = arrays[`state.${name}.weights`].data as RealArray
    return { name, weights, touched: arrays[`state.${name}.touched`].data as Int32Array, flips: { up, down }, events }
  })
  return { presentation, synapses }
}
