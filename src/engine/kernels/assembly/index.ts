export { run } from './network'
export { settle } from './lif'
export { hiddenWeights } from './weights'
export { poisson } from './sources'
export { philoxAt } from './random'
export { linearAnswer, linearTrain } from './linear'

// Elementary functions, compiled once: the same bits on every host, whatever its own mathematics library does.
export function exp(x: f64): f64 {
  return Math.exp(x)
}
export function log(x: f64): f64 {
  return Math.log(x)
}
export function sin(x: f64): f64 {
  return Math.sin(x)
}
export function cos(x: f64): f64 {
  return Math.cos(x)
}
export function pow(x: f64, y: f64): f64 {
  return Math.pow(x, y)
}

/** First address that is free for descriptors and state; tables of the elementary functions lie below. */
export function heapBase(): usize {
  return __heap_base
}
