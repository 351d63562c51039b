import { exp, log } from '../../kernels/math.ts'

/**
 * The linear classifier in its readable form. Unit u of class c has the drive z_u = sum over the active inputs i of w_iu; the score
 * of a class is the log of its units' summed exponentials, s_c = log sum_{u in c} exp z_u, and the probability of a class is the
 * softmax of the scores, P_c = sum_{u in c} exp z_u / sum_u exp z_u. The loss of a sample of class y is -log P_y, so that
 *
 *   dloss/dz_u = p_u - [u in y] p_u / P_y,   p_u = exp z_u / sum_v exp z_v,   dloss/dw_iu = dloss/dz_u for active inputs i.
 *
 * With one unit to a class this is the usual softmax regression; with several, the units of a class share its examples. Binary
 * weights are size sign(h) of hidden weights h: the gradient is that of the binary weights, exactly, and moves the hidden ones
 * (straight-through: Courbariaux, Bengio & David, BinaryConnect, 2015).
 *
 * weights [inputs][units]; units of a class are side by side.
 */
export interface LinearModel {
  units: number
  perClass: number
  weights: ArrayLike<number>
}

export function loss(model: LinearModel, active: ArrayLike<number>, label: number): number {
  const e = unitExponentials(model, active)
  return log(sumOf(e, 0, model.units)) - log(sumOf(e, label * model.perClass, (label + 1) * model.perClass))
}

/** Gradient of the loss by the drive of each unit, [units]. */
export function driveGradient(model: LinearModel, active: ArrayLike<number>, label: number): Float64Array {
  const e = unitExponentials(model, active)
  const all = sumOf(e, 0, model.units)
  const own = sumOf(e, label * model.perClass, (label + 1) * model.perClass)
  return e.map((value, u) => (Math.floor(u / model.perClass) === label ? value / all - value / own : value / all))
}

function unitExponentials({ units, weights }: LinearModel, active: ArrayLike<number>): Float64Array {
  const z = new Float64Array(units)
  for (let a = 0; a < active.length; a++) for (let u = 0; u < units; u++) z[u] += weights[active[a] * units + u]
  const most = z.reduce((largest, value) => Math.max(largest, value), -Infinity)
  return z.map((value) => exp(value - most))
}

function sumOf(values: Float64Array, from: number, to: number): number {
  let sum = 0
  for (let k = from; k < to; k++) sum += values[k]
  return sum
}
