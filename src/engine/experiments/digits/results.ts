import type { RealArray } from '../../kernels/kernels.ts'
import type { Check, NamedArray, Results, Series } from '../../results.ts'
import { costScalars } from '../costs.ts'
import { dtypeOf, joinReals } from './arrays.ts'
import { receptiveFields } from './fields.ts'
import { figuresOf } from './figures.ts'
import type { Findings } from './experiment.ts'
import type { SupervisedDesign } from './design.ts'

const BINS = 50

/** What a run that learned digits comes to. synapses: that an inference goes through, if there are more than those that classify. */
export function finalResults(
  design: SupervisedDesign,
  seed: number,
  findings: Findings,
  synapses = findings.weights.data.length,
): Results {
  const { test } = findings
  const weights = findings.weights.data as RealArray
  const potentiated = fraction(weights, (w) => w > design.rule.thetaW)
  const { flips, events } = findings.totals
  const scalars: Results['scalars'] = {
    ...(test && {
      accuracy: { label: 'Test accuracy', value: test.accuracy, unit: '' },
      noAnswer: { label: 'Digits without an answer', value: test.noAnswer, unit: '' },
      rateOwnHz: { label: 'Rate of the shown class', value: test.rateOwnHz, unit: 'Hz' },
      rateOthersHz: { label: 'Rate of the other classes', value: test.rateOthersHz, unit: 'Hz' },
    }),
    ...(findings.curve.length > 0 && {
      heldOutAccuracy: { label: 'Accuracy on held-out digits', value: findings.curve.at(-1)!.accuracy, unit: '' },
    }),
    potentiatedFraction: { label: 'Potentiated synapses', value: potentiated, unit: '' },
    flipsUp: { label: 'Synapses opened', value: flips.up, unit: 'synapses' },
    flipsDown: { label: 'Synapses closed', value: flips.down, unit: 'synapses' },
    synapticEvents: { label: 'Synaptic events in training', value: events, unit: 'events' },
    ...(test && costScalars({ events: findings.testEvents, inferences: test.digits, synapses })),
    trainedDigits: { label: 'Digits trained', value: findings.digits, unit: 'digits' },
  }
  const series = seriesOf(findings, weights)
  const arrays = arraysOf(design, seed, findings)
  return { scalars, series, arrays, figures: figuresOf(design, series, arrays), checks: checksOf(design, findings) }
}

/** Hidden weights of all units, row after row; dense: [units, inputs]. */
export function weightsArray(units: number, dense: boolean, parts: RealArray[]): NamedArray {
  const data = joinReals(parts)
  const axes = (dense ? ['unit', 'input'] : ['synapse']).map((name) => ({ name, unit: '' }))
  const shape = dense ? [units, data.length / units] : [data.length]
  return { label: 'Hidden weights', unit: '', dtype: dtypeOf(data), shape, axes, data }
}

function seriesOf({ curve, flips }: Findings, weights: RealArray): Record<string, Series> {
  const digits = { xLabel: 'training digits', xUnit: 'digits' }
  const histogram = new Float64Array(BINS)
  for (const w of weights) histogram[Math.min(BINS - 1, Math.floor(w * BINS))]++
  const perDigit = flips.map((at, a) => {
    const before = flips[a - 1] ?? { digits: 0, up: 0, down: 0 }
    return (at.up + at.down - before.up - before.down) / (at.digits - before.digits)
  })
  return {
    accuracy: {
      label: 'Accuracy on held-out digits',
      x: curve.map((p) => p.digits),
      y: curve.map((p) => p.accuracy),
      ...digits,
      yUnit: '',
    },
    overlap: {
      label: 'Overlap of the classes',
      x: curve.map((p) => p.digits),
      y: curve.map((p) => p.overlap),
      ...digits,
      yUnit: '',
    },
    shuffledOverlap: {
      label: 'Labels shuffled',
      x: curve.map((p) => p.digits),
      y: curve.map((p) => p.shuffledOverlap),
      ...digits,
      yUnit: '',
    },
    flips: {
      label: 'Weight flips',
      x: flips.map((p) => p.digits),
      y: perDigit,
      ...digits,
      yUnit: 'synapses per digit',
    },
    hiddenWeightHistogram: {
      label: 'Synapses',
      x: Array.from(histogram, (_, b) => (b + 0.5) / BINS),
      y: Array.from(histogram),
      xLabel: 'hidden weight',
      xUnit: '',
      yUnit: 'synapses',
    },
  }
}

function arraysOf(design: SupervisedDesign, seed: number, findings: Findings): Record<string, NamedArray> {
  const { test, weights } = findings
  const { classes } = design.output
  const classAxis = { name: 'class', unit: '' }
  const arrays: Record<string, NamedArray> = {
    hiddenWeights: weights,
    ...findings.recorded,
  }
  if (weights.shape.length === 2)
    arrays.receptiveFields = receptiveFields({ design, seed, images: findings.images }, weights.data as RealArray)
  if (test) {
    arrays.confusion = {
      label: 'Confusion matrix',
      unit: 'digits',
      dtype: 'int32',
      shape: [classes, classes],
      axes: [
        { name: 'digit', unit: '' },
        { name: 'answer', unit: '' },
      ],
      data: test.confusion,
    }
    const perClass = (label: string, unit: string, data: Float64Array): NamedArray => ({
      label,
      unit,
      dtype: 'float64',
      shape: [classes],
      axes: [classAxis],
      data,
    })
    arrays.perClassAccuracy = perClass('Accuracy by class', '', test.perClass)
    arrays.poolRateOwn = perClass('Rate of a pool when its own digit is shown', 'Hz', test.poolOwnHz)
    arrays.poolRateOthers = perClass('Rate of a pool when another digit is shown', 'Hz', test.poolOthersHz)
  }
  return arrays
}

function checksOf(design: SupervisedDesign, { test, digits, weights }: Findings): Check[] {
  if (!test || digits === 0) return []
  const { classes } = design.output
  const { targetAccuracy } = design.evaluation
  const tested = Math.max(1, design.evaluation.testSamples)
  const chance = 1 / classes
  const least = chance + 5 * Math.sqrt((chance * (1 - chance)) / tested)
  const percent = (x: number): string => `${(100 * x).toFixed(1)} %`
  const bounded = fraction(weights.data as RealArray, (w) => w >= 0 && w <= 1)
  return [
    {
      name: 'learns above chance',
      expected: `accuracy > ${percent(least)}`,
      got: percent(test.accuracy),
      pass: test.accuracy > least,
    },
    {
      name: 'answers with the taught pools',
      expected: 'units of the shown class fire more than the others',
      got: `${test.rateOwnHz.toFixed(1)} Hz against ${test.rateOthersHz.toFixed(1)} Hz`,
      pass: test.rateOwnHz > test.rateOthersHz,
    },
    { name: 'hidden weights stay bounded', expected: 'all in [0, 1]', got: percent(bounded), pass: bounded === 1 },
    ...(targetAccuracy === 0
      ? []
      : [
          {
            name: 'reaches the accuracy aimed at',
            expected: `at least ${percent(targetAccuracy)}`,
            got: percent(test.accuracy),
            pass: test.accuracy >= targetAccuracy,
          },
        ]),
  ]
}

function fraction(values: RealArray, holds: (value: number) => boolean): number {
  let count = 0
  for (const value of values) if (holds(value)) count++
  return count / Math.max(1, values.length)
}
