import type { LinearBaselineDesign } from '../../../contract/design/linear-baseline.ts'
import type { DataSet } from '../images.ts'
import type { RunEvent, RunOutcome } from '../run.ts'
import { byWorkers } from '../task-worker.ts'
import { type TasksContext, conductTasks, ofAll } from '../tasks.ts'
import { type Curve, baselineResults } from './results.ts'
import { type LinearFound, type LinearTask, extentOf } from './training.ts'

/** Figure 5: a linear classifier on binarised digits against the grey threshold, for several sizes and kinds of weights. */
export function conductLinearBaseline(
  design: LinearBaselineDesign,
  seed: number,
  context: TasksContext & { data: DataSet },
): AsyncGenerator<RunEvent, RunOutcome> {
  const { data } = context
  return conductTasks<LinearTask, LinearFound>(
    {
      ...{ kind: 'linear-baseline', tasks: linearTasks(design), unit: 'digits' },
      phase: () => 'Linear baseline',
      run: byWorkers({ design, seed, data }),
      simulatedMs: () => 0,
      metrics: ({ kind, unitsPerClass, threshold }, { accuracy }) => [
        { name: `accuracy, ${kind}, ${unitsPerClass} per class, threshold ${threshold}`, value: accuracy, unit: '' },
      ],
      outcome: ofAll((found) => {
        const results = baselineResults(thresholdsOf(design), curvesOf(design, found), {
          ...extentOf(design, data),
          repeats: design.classifier.repeats,
        })
        return { results, state: { accuracy: results.arrays.accuracy } }
      }),
    },
    context,
  )
}

const kinds = ['float', 'binary'] as const

function thresholdsOf({ stimulus }: LinearBaselineDesign): number[] {
  return [...new Set(stimulus.greyThresholds)].sort((a, b) => a - b)
}

/** [thresholds][curves][repeats] */
export function linearTasks(design: LinearBaselineDesign): LinearTask[] {
  const { unitsPerClass, repeats } = design.classifier
  return thresholdsOf(design)
    .flatMap((threshold) => kinds.flatMap((kind) => unitsPerClass.map((units) => ({ threshold, kind, units }))))
    .flatMap(({ threshold, kind, units }) =>
      Array.from({ length: repeats }, () => ({ threshold, kind, unitsPerClass: units })),
    )
    .map((task, key) => ({ ...task, key }))
}

function curvesOf(design: LinearBaselineDesign, found: readonly LinearFound[]): Curve[] {
  const { unitsPerClass, repeats } = design.classifier
  const curves = kinds.flatMap((kind) => unitsPerClass.map((units) => ({ kind, unitsPerClass: units })))
  return curves.map((curve, c) => ({
    ...curve,
    accuracy: thresholdsOf(design).map((_, at) => {
      const first = (at * curves.length + c) * repeats
      return found.slice(first, first + repeats).map(({ accuracy }) => accuracy)
    }),
  }))
}
