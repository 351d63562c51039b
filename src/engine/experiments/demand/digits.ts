import type { ClassificationDesign } from '../../../contract/design/classification.ts'
import type { RecurrentDesign } from '../../../contract/design/recurrent.ts'
import { classificationBytes } from '../classification/admit.ts'
import { recordedBytes } from '../digits/admit.ts'
import { type SupervisedDesign, unitsOf } from '../digits/design.ts'
import { inputsOf } from '../digits/encoding.ts'
import { splitOf, testDigits } from '../digits/order.ts'
import { stepsOf } from '../digits/timing.ts'
import type { DataSet } from '../images.ts'
import { recurrentBytes } from '../recurrent/admit.ts'
import { windowsOf } from '../recurrent/recall.ts'
import type { Demand } from './demand.ts'

type DigitsDemand = Required<Demand>

export function classificationDemand(design: ClassificationDesign, data: DataSet): DigitsDemand {
  const pixels = pixelsOf(data)
  const { trained, looked } = presentations(design, data)
  const synapses = inputsOf(design, pixels) * unitsOf(design)
  const bytes = classificationBytes(design, pixels) + recordedBytes(design, pixels) + checkpointBytes(design, synapses)
  return {
    bytes: () => bytes,
    keptBytes: keptBytes(design, synapses, synapses, trained) + recordedBytes(design, pixels),
    work: { alone: 0, dealt: trained + looked },
  }
}

export function recurrentDemand(design: RecurrentDesign, data: DataSet): DigitsDemand {
  const pixels = pixelsOf(data)
  const { trained, looked } = presentations(design, data)
  const afferents = inputsOf(design, pixels) * unitsOf(design)
  const neurons = inputsOf(design, pixels) + unitsOf(design)
  const synapses = neurons * neurons
  const recorded = recordedBytes(design, pixels)
  const network = recurrentBytes(design, pixels)
  return {
    bytes: (threads) => threads * network + recorded + checkpointBytes(design, synapses),
    keptBytes: keptBytes(design, synapses, afferents, trained) + recorded,
    work: { alone: trained, dealt: looked + recalled(design) },
  }
}

const pixelsOf = ({ train }: DataSet): number => train.rows * train.columns

/** Digits trained, and those only looked at on the way and in the end, the latter in presentations of training. */
function presentations(design: SupervisedDesign, { train, test }: DataSet): { trained: number; looked: number } {
  const { schedule, evaluation } = design
  const split = splitOf(design, train)
  const trained = Math.min(schedule.trainSamples, split.train.length) * schedule.epochs
  const evaluations = 1 + (evaluation.everySamples > 0 ? Math.floor(trained / evaluation.everySamples) : 0)
  const digits = testDigits(design, test).length + evaluations * split.heldOut.length
  return { trained, looked: digits * lookLength(design) }
}

/** Of a digit that is only looked at, in presentations of training: simulated time counts. */
function lookLength(design: SupervisedDesign): number {
  const { period, test } = stepsOf(design)
  return test / period
}

/** Completion and persistence, each with and without some of the synapses. */
function recalled(design: RecurrentDesign): number {
  const { recall, schedule } = design
  const { period, test } = stepsOf(design)
  const after = (windowsOf(design) * recall.persistenceWindowMs) / schedule.dtMs
  const complete = 2 * recall.fractions.length * recall.completionDigits * test
  const persist = 2 * recall.persistenceDigits * (test + after)
  return (complete + persist) / period
}

const realBytes = ({ numerics }: ClassificationDesign | RecurrentDesign): number =>
  numerics.precision === 'f32' ? 4 : 8

/** Hidden weight and last touch, copied out of the kernel. */
const checkpointBytes = (design: ClassificationDesign | RecurrentDesign, synapses: number): number =>
  synapses * (realBytes(design) + 4)

/** The final state, the weights as results, and the snapshots on the way. */
function keptBytes(
  design: ClassificationDesign | RecurrentDesign,
  synapses: number,
  shown: number,
  trained: number,
): number {
  const every = design.recorders.weightEverySamples
  const snapshots = every > 0 ? Math.floor(trained / every) : 0
  return checkpointBytes(design, synapses) + shown * realBytes(design) * (1 + snapshots)
}
