import type { OscillationDesign } from '../../../contract/design/oscillation.ts'
import type { NamedArray } from '../../results.ts'
import type { RunEvent, RunOutcome } from '../run.ts'
import { byWorkers } from '../task-worker.ts'
import { type TasksContext, conductTasks, ofAll } from '../tasks.ts'
import { type Condition, conditionsOf, summarise } from './conditions.ts'
import { oscillationResults } from './results.ts'
import type { OscillationFound, OscillationTask } from './task.ts'

/** Recurrent populations with and without an oscillation below threshold: does it speed up learning at unchanged rates? */
export function conductOscillation(
  design: OscillationDesign,
  seed: number,
  context: TasksContext,
): AsyncGenerator<RunEvent, RunOutcome> {
  const conditions = conditionsOf(design)
  const { replicates, settleMs, learningMs } = design.procedure
  const tasks = conditions.flatMap((condition): OscillationTask[] =>
    Array.from({ length: replicates }, (_, replicate): OscillationTask => ({ ...condition, replicate })),
  )
  return conductTasks<OscillationTask, OscillationFound>(
    {
      ...{ kind: 'oscillation', tasks, unit: 'networks' },
      phase: () => 'oscillations',
      run: byWorkers({ design, seed }),
      simulatedMs: () => 18 * (settleMs + learningMs),
      metrics: ({ amplitudeMv, frequencyHz }, { flipsPerS }) => [
        { name: `flips at ${labelOf({ amplitudeMv, frequencyHz })}`, value: flipsPerS, unit: '1/s' },
      ],
      outcome: ofAll((found) => {
        const grouped = conditions.map((_, c) => found.slice(c * replicates, (c + 1) * replicates))
        return {
          results: oscillationResults(design, summarise(conditions, grouped)),
          state: stateOf(found, conditions.length, replicates),
        }
      }),
    },
    context,
  )
}

const labelOf = ({ amplitudeMv, frequencyHz }: Condition): string =>
  amplitudeMv === 0 ? 'no oscillation' : `${amplitudeMv} mV, ${frequencyHz} Hz`

/** Everything measured, [conditions][replicates], for the digest. */
function stateOf(
  found: readonly OscillationFound[],
  conditions: number,
  replicates: number,
): Record<string, NamedArray> {
  const of = (label: string, unit: string, pick: (one: OscillationFound) => number): NamedArray => ({
    ...{ label, unit, dtype: 'float64', shape: [conditions, replicates] },
    axes: ['condition', 'replicate'].map((name) => ({ name, unit: '' })),
    data: Float64Array.from(found, pick),
  })
  return {
    rates: of('Mean rate', 'Hz', ({ rateHz }) => rateHz),
    changes: of('Change of the hidden weights', '1/s', ({ changePerS }) => changePerS),
    flips: of('Synapses opened or closed', 'synapses', ({ flips }) => flips),
  }
}
