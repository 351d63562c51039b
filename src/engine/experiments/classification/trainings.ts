import type { ClassificationDesign } from '../../../contract/design/classification.ts'
import type { DigitsContext } from '../digits/experiment.ts'
import type { RunEvent, RunOutcome } from '../run.ts'
import { type Lane, type TaskExperiment, conductTasks } from '../tasks.ts'
import { conductClassification } from './conduct.ts'

/** One network of a comparison. */
export interface Trained {
  label: string
  design: ClassificationDesign
}

interface Training<V> {
  variant: V
  seed: number
}

interface Comparison<V, Found> extends Pick<TaskExperiment<Training<V>, Found>, 'kind' | 'outcome'> {
  variants: readonly V[]
  /** Of every variant, counting up from that of the run. */
  seeds: number
  measure: (outcome: RunOutcome) => Found
}

/** Trains every variant with every seed, one network a worker: [variants][seeds]. A checkpoint keeps the trainings that are finished. */
export function conductTrainings<V extends Trained, Found extends { accuracy: number; simulatedMs: number }>(
  { variants, seeds, measure, ...experiment }: Comparison<V, Found>,
  seed: number,
  context: DigitsContext,
): AsyncGenerator<RunEvent, RunOutcome> {
  const tasks = variants.flatMap((variant) =>
    Array.from({ length: seeds }, (_, k): Training<V> => ({ variant, seed: seed + k })),
  )
  return conductTasks(
    {
      ...experiment,
      ...{ tasks, unit: 'digits' },
      phase: ({ variant }) => variant.label,
      name: ({ variant, seed }) => `${variant.label}, seed ${seed}`,
      simulatedMs: (found) => found.simulatedMs,
      metrics: (_training, { accuracy }) => [{ name: 'accuracy', value: accuracy, unit: '' }],
      run: async (training, lane) => {
        const outcome = await train(training, lane, context)
        return outcome.status === 'completed' ? measure(outcome) : undefined
      },
    },
    context,
  )
}

async function train(
  { variant, seed }: Training<Trained>,
  { port, control, follow }: Lane,
  { data, now }: DigitsContext,
): Promise<RunOutcome> {
  const run = conductClassification(variant.design, seed, { ports: [port], data, now, control })
  for (;;) {
    const step = await run.next()
    if (step.done) return step.value
    if (step.value.type === 'progress') follow(step.value)
  }
}
