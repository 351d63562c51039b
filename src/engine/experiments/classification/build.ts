import type { ClassificationDesign } from '../../../contract/design/classification.ts'
import { deriveLif } from '../../models/lif.ts'
import { plasticityOf } from '../digits/plasticity.ts'
import type { NetworkSpec, ProjectionSpec } from '../../network/spec.ts'
import { INPUT, OUTPUT, PLASTIC, TEACHER, type UnitRange } from '../digits/design.ts'
import { inputsOf } from '../digits/encoding.ts'
import { floorOf, windowSpikes } from '../digits/room.ts'
import { stepsOf } from '../digits/timing.ts'

/** The network of one shard: nothing in this experiment couples output units, so each part of them is simulated on its own. pixels: of an image. */
export function buildSpec(design: ClassificationDesign, seed: number, pixels: number, units: UnitRange): NetworkSpec {
  const { neuron, synapse, schedule, numerics, teacher } = design
  const inputs = inputsOf(design, pixels)
  const steps = stepsOf(design)
  const window = Math.max(steps.presentation, steps.test)
  const spikes = windowSpikes(inputs, window, design)
  const projections: ProjectionSpec[] = [
    {
      name: PLASTIC,
      pre: INPUT,
      post: OUTPUT,
      synapse: synapse.kind,
      delaySteps: synapse.delaySteps,
      gainMv: synapse.weightMv,
      connectivity: connectivityOf(design),
      plastic: plasticityOf(design, { initialLow: schedule.initialLow, initialHigh: schedule.initialHigh }),
    },
  ]
  const spec: NetworkSpec = {
    precision: numerics.precision,
    dtMs: schedule.dtMs,
    seed,
    budgetBytes: design.recorders.budgetMb * 1e6,
    floor: floorOf(numerics.precision),
    populations: [
      { kind: 'source', name: INPUT, n: inputs, windowSteps: window, windowSpikes: spikes },
      { kind: 'lif', name: OUTPUT, n: units.count, first: units.first, factors: deriveLif(neuron, schedule.dtMs) },
    ],
    projections,
  }
  if (teacher.kind === 'spikes') {
    const taught = steps.lead + steps.presentation
    spec.populations.push({
      kind: 'source',
      name: TEACHER,
      n: units.count,
      windowSteps: taught,
      windowSpikes: units.count * taught,
    })
    projections.push({
      name: 'teacher-output',
      pre: TEACHER,
      post: OUTPUT,
      synapse: 'delta',
      delaySteps: 0,
      gainMv: teacher.spikeMv,
      connectivity: { kind: 'one-to-one' },
    })
  }
  return spec
}

function connectivityOf({ synapse }: ClassificationDesign): ProjectionSpec['connectivity'] {
  switch (synapse.connectivity) {
    case 'all-to-all':
      return { kind: 'all-to-all' }
    case 'random':
      return { kind: 'random', probability: synapse.probability }
    case 'fixed-fan-in':
      return { kind: 'fixed-fan-in', fanIn: synapse.fanIn }
  }
}
