import type { AblationsDesign } from '../../../contract/design/ablations.ts'
import type { ContinuousPresentationDesign } from '../../../contract/design/continuous.ts'
import type { Design } from '../../../contract/design/index.ts'
import type { OscillationDesign } from '../../../contract/design/oscillation.ts'
import { variantsOf } from '../ablations/variants.ts'
import type { Trained } from '../classification/trainings.ts'
import { presentationsOf } from '../continuous/presentations.ts'
import type { DataSet } from '../images.ts'
import { linearTasks } from '../linear/baseline.ts'
import { conditionsOf } from '../oscillation/conditions.ts'
import { blocksOf, planOf } from '../pairs/timing/plan.ts'
import { classificationDemand, recurrentDemand } from './digits.ts'

/** What a design asks of the machine that carries it out. */
export interface Demand {
  /** Memory that it needs on so many threads, bytes; the images and the threads themselves aside. */
  bytes: (threads: number) => number
  /** What is left in the project when it is over, bytes, before packing. */
  keptBytes: number
  /** Work in presentations of training, where there are such; what one thread has to do alone, and what can be dealt out. */
  work?: { alone: number; dealt: number }
}

/** Results, figures and events of a run that keeps no large arrays. */
const SMALL_RESULTS_BYTES = 0.2e6
/** A hidden weight and its last touch, here and with efficacies: what a synapse of a small network takes at most. */
const SYNAPSE_BYTES = 32

/** The most threads that a design can use. */
export function threadsOf(design: Design): number {
  if (design.kind === 'classification') return design.output.classes * design.output.unitsPerClass
  // One trains; digits that are only looked at are dealt out.
  if (design.kind === 'recurrent') return Math.max(1, design.evaluation.testSamples)
  if (isComparison(design)) return trainedBy(design).length * design.comparison.seeds
  if (design.kind === 'oscillation') return conditionsOf(design).length * design.procedure.replicates
  if (design.kind === 'timing-modulation') return blocksOf(planOf(design)).length
  if (design.kind === 'linear-baseline') return linearTasks(design).length
  return 1
}

export function demandOf(design: Design, data?: DataSet): Demand {
  if (design.kind === 'classification') return classificationDemand(design, data!)
  if (design.kind === 'recurrent') return recurrentDemand(design, data!)
  if (isComparison(design)) return comparisonDemand(design, data!)
  if (design.kind === 'oscillation') return oscillationDemand(design)
  if (design.kind === 'timing-modulation')
    return eachThread(design.network.inputs * design.network.outputs * SYNAPSE_BYTES)
  if (design.kind === 'linear-baseline')
    return eachThread(baselineBytes(Math.min(...design.stimulus.greyThresholds), data!))
  return eachThread(0)
}

type Comparison = AblationsDesign | ContinuousPresentationDesign

function isComparison(design: Design): design is Comparison {
  return design.kind === 'ablations' || design.kind === 'continuous-presentation'
}

/** The networks that are compared. */
function trainedBy(design: Comparison): Trained[] {
  return design.kind === 'ablations' ? variantsOf(design) : presentationsOf(design)
}

function comparisonDemand(design: Comparison, data: DataSet): Demand {
  const networks = trainedBy(design).map((variant) => classificationDemand(variant.design, data))
  const each = networks.reduce((sum, { work }) => sum + work.alone + work.dealt, 0)
  return {
    bytes: (threads) => threads * Math.max(...networks.map(({ bytes }) => bytes(1))),
    keptBytes: SMALL_RESULTS_BYTES,
    work: { alone: 0, dealt: each * design.comparison.seeds },
  }
}

function oscillationDemand({ population, procedure, neuron }: OscillationDesign): Demand {
  const { neurons } = population
  const steps = (procedure.settleMs + procedure.learningMs) / procedure.dtMs
  // With and without noise, and a log with room for every spike.
  const network = 2 * neurons * neurons * SYNAPSE_BYTES
  const log = (8 * steps * neurons) / neuron.refractorySteps
  return eachThread(network + log)
}

const eachThread = (bytes: number): Demand => ({
  bytes: (threads) => threads * bytes,
  keptBytes: SMALL_RESULTS_BYTES,
})

/** Lists of on pixels, 2 bytes each: as binarised, in the memory of a classifier, and in that of the one before. */
function baselineBytes(greyThreshold: number, { train, test }: DataSet): number {
  const looked = Math.min(train.count, 1000)
  const pixels = train.pixels.subarray(0, looked * train.rows * train.columns)
  const on = pixels.reduce((sum, grey) => sum + (grey >= greyThreshold ? 1 : 0), 0) / looked
  return 6 * on * (train.count + test.count)
}
