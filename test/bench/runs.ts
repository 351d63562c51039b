import type { Design } from '../../src/contract/design/index.ts'
import type { TestClient } from '../support/core.ts'

/** A training that does nothing but train, for as long as a bench needs; gives its id. */
export async function longTraining({ client }: TestClient, unitsPerClass: number): Promise<string> {
  const design = (await client.query('designs.ofPreset', { preset: 'mnist-feedforward' })) as Design
  if (design.kind !== 'classification') throw new Error('not a classification')
  const { schedule, evaluation, output } = design
  const long: Design = {
    ...design,
    output: { ...output, unitsPerClass },
    schedule: { ...schedule, trainSamples: 50_000, epochs: 100 },
    evaluation: { ...evaluation, everySamples: 0, holdOutSamples: 0, testSamples: 100 },
  }
  const started = (await client.mutation('runs.start', { design: long, preset: null, seeds: [1], workers: 1 })) as {
    runIds: string[]
  }
  return started.runIds[0]
}
