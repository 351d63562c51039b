import type { Conduct } from '../../src/main/services/runs/index.ts'
import type { RunOutcome } from '../../src/engine/index.ts'
import { float32Array } from './arrays.ts'

/** What a run of the fake experiment comes to after so many steps: a function of seed and steps, as of any run. */
export function fakeOutcome(seed: number, steps: number, status: RunOutcome['status']): RunOutcome {
  return {
    status,
    simulatedMs: 300 * steps,
    state: { hiddenWeights: float32Array([2, 2], [seed, steps, 0.5, 1]) },
    results: {
      scalars: {
        accuracy: { label: 'Accuracy', value: steps / 10, unit: '' },
        undefinedRate: { label: 'Rate', value: NaN, unit: 'Hz' },
      },
      series: {
        accuracy: { label: 'Accuracy', x: [1, 2], y: [0.5, NaN], xLabel: 'digits', xUnit: '', yUnit: '' },
      },
      arrays: { confusion: { ...float32Array([2, 2], [3, 1, 0, 4]), label: 'Confusion' } },
      figures: [],
      checks: [{ name: 'learns', expected: '> 0', got: String(steps), pass: steps > 0 }],
    },
  }
}

/** Ten steps; between them it looks at the control, as the engine does. */
export const fakeConduct: Conduct = async function* (_, seed, { control }) {
  let step = 0
  for (; step < 10 && !control.stopRequested; step++) {
    while (control.paused) await control.whenTold()
    yield { type: 'metric', name: 'accuracy', step, value: step / 10, unit: '' }
    yield {
      type: 'progress',
      phase: 'training',
      done: step + 1,
      total: 10,
      unit: 'digits',
      simulatedMs: 300 * (step + 1),
    }
  }
  yield { type: 'artifact', name: 'weights', step, array: float32Array([2], [1, 2]) }
  yield { type: 'notice', code: 'SLOW', message: 'it took a while' }
  return fakeOutcome(seed, step, control.stopRequested ? 'stopped' : 'completed')
}
