import type { RealArray } from '../../kernels/kernels.ts'
import type { NamedArray } from '../../results.ts'
import type { ImageSet } from '../images.ts'
import type { SupervisedDesign } from './design.ts'
import { expansionOf } from './encoding.ts'

interface Learned {
  design: SupervisedDesign
  seed: number
  images: ImageSet
}

/**
 * What the units of each class look for in the picture, [classes][rows][columns]. Inputs that are pixels: the fraction of units
 * whose synapse from a pixel is open. Behind an expansion: the patches of the fixed units, wanted pixels minus unwanted ones, summed
 * over the open synapses and scaled to [-1, 1].
 */
export function receptiveFields({ design, seed, images }: Learned, weights: RealArray): NamedArray {
  const { classes } = design.output
  const pixels = images.rows * images.columns
  const expansion = expansionOf(design, seed, images)
  if (!expansion) {
    const open = openFractions(design, weights, pixels)
    return fieldsArray('Receptive fields', 'fraction of open synapses', classes, images, open)
  }
  const open = openFractions(design, weights, expansion.units)
  const data = new Float32Array(classes * pixels)
  for (let c = 0; c < classes; c++) {
    const ofClass = open.subarray(c * expansion.units, (c + 1) * expansion.units)
    expansion.project(ofClass, data.subarray(c * pixels, (c + 1) * pixels))
  }
  const largest = data.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-9)
  const scaled = data.map((value) => value / largest)
  return fieldsArray('Receptive fields through the expansion', '', classes, images, scaled)
}

/** [classes][features] fraction of a class's units whose synapse from a feature is open. */
function openFractions(design: SupervisedDesign, weights: RealArray, features: number): Float32Array {
  const { classes, unitsPerClass } = design.output
  const inputs = weights.length / (classes * unitsPerClass)
  const data = new Float32Array(classes * features)
  for (let unit = 0; unit < classes * unitsPerClass; unit++) {
    const field = Math.floor(unit / unitsPerClass) * features
    for (let i = 0; i < features; i++)
      if (weights[unit * inputs + i] > design.rule.thetaW) data[field + i] += 1 / unitsPerClass
  }
  return data
}

function fieldsArray(
  label: string,
  unit: string,
  classes: number,
  { rows, columns }: ImageSet,
  data: Float32Array,
): NamedArray {
  return {
    label,
    unit,
    dtype: 'float32',
    shape: [classes, rows, columns],
    axes: [
      { name: 'class', unit: '' },
      { name: 'row', unit: 'pixel' },
      { name: 'column', unit: 'pixel' },
    ],
    data,
  }
}
