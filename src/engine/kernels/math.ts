import { instantiate } from './kernels.ts'

/**
 * Elementary functions compiled into the kernels, so that a run's bits do not depend on the host's mathematics library.
 * The engine uses these instead of Math.exp and its kin.
 */
export const { exp, log, sin, cos, pow, heapBase } = instantiate('f64', new WebAssembly.Memory({ initial: 1 }))
