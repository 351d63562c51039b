import type { PlasticityRule } from './rule.ts'

/** Registers of digital hardware, full scale 1. Infinite widths store values as they are. */
export interface Registers {
  traceBits: number
  weightBits: number
  /** Uniform in (0, 1), for stochastic rounding; absent: to the nearest level. */
  uniform?: () => number
}

/** n bits hold 2^n levels from 0 to 1, both included; what does not fit is clipped. */
export function quantise(value: number, bits: number, uniform?: () => number): number {
  if (bits === Infinity) return value
  const top = levels(bits)
  const scaled = Math.min(1, Math.max(0, value)) * top
  return (uniform === undefined ? Math.round(scaled) : Math.floor(scaled + uniform())) / top
}

function levels(bits: number): number {
  let count = 1
  for (let bit = 0; bit < bits; bit++) count *= 2
  return count - 1
}

type Numbers = Record<keyof never, number>

/**
 * A rule whose traces and hidden weight live in registers: whatever is written is rounded, after decay, learning and jumps
 * alike. Event-driven, as in hardware that computes a decay when a spike asks for it, not in steps of a clock.
 */
export function quantised<P, F, Pre extends object, Post extends object, Syn extends object>(
  rule: PlasticityRule<P, F, Pre, Post, Syn>,
  { traceBits, weightBits, uniform }: Registers,
): PlasticityRule<P, F, Pre, Post, Syn> {
  const store = <T extends object>(state: T, bits: number): T => {
    const fields = state as Numbers
    for (const name in fields) fields[name] = quantise(fields[name], bits, uniform)
    return state
  }
  return {
    ...rule,
    restPre: (parameters) => store(rule.restPre(parameters), traceBits),
    restPost: (parameters) => store(rule.restPost(parameters), traceBits),
    restSynapse: (parameters, hiddenWeight) => store(rule.restSynapse(parameters, hiddenWeight), weightBits),
    evolveSynapse(factors, pre, post, synapse) {
      rule.evolveSynapse(factors, pre, post, synapse)
      store(synapse, weightBits)
    },
    evolvePre(factors, pre) {
      rule.evolvePre(factors, pre)
      store(pre, traceBits)
    },
    evolvePost(factors, post) {
      rule.evolvePost(factors, post)
      store(post, traceBits)
    },
    learnPre(factors, pre, post, synapse) {
      rule.learnPre(factors, pre, post, synapse)
      store(synapse, weightBits)
    },
    learnPost(factors, pre, post, synapse) {
      rule.learnPost(factors, pre, post, synapse)
      store(synapse, weightBits)
    },
    jumpPre(factors, pre) {
      rule.jumpPre(factors, pre)
      store(pre, traceBits)
    },
    jumpPost(factors, post) {
      rule.jumpPost(factors, post)
      store(post, traceBits)
    },
  }
}
