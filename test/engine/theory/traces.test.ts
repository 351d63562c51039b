import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { stream } from '../../../src/engine/random/random.ts'
import { meanSquareTrace, meanTrace, periodicTrace, traceAt, type Trace } from '../../../src/engine/theory/index.ts'

const bounded = (jump: number, tauMs = 20): Trace => ({ tauMs, jump, carry: 1 - jump })
const summing: Trace = { tauMs: 20, jump: 0.3, carry: 1 }

/** Moments of the trace just before the spikes of an independent Poisson train, by direct simulation. */
function simulated({ tauMs, jump, carry }: Trace, rateHz: number, spikes = 250_000): [mean: number, square: number] {
  const random = stream(11, 0, Math.round(rateHz * 1000 + jump * 100 + carry * 10))
  let [x, sum, squares] = [0, 0, 0]
  for (let k = 0; k < spikes; k++) {
    x = (carry * x + jump) * Math.exp((-random.exponential() * 1000) / rateHz / tauMs)
    sum += x
    squares += x * x
  }
  return [sum / spikes, squares / spikes]
}

describe('a trace under Poisson firing', () => {
  it('has the mean a r tau / (1 + a r tau) when bounded, a r tau when it sums', () => {
    expect(meanTrace(bounded(1), 50)).toBeCloseTo(1 / 2, 12)
    expect(meanTrace(bounded(0.1), 50)).toBeCloseTo(0.1 / 1.1, 12)
    expect(meanTrace(summing, 50)).toBeCloseTo(0.3, 12)
  })

  it.each([bounded(1), bounded(0.3), bounded(0.1, 34), summing])('agrees with simulation: %o', (trace) => {
    for (const rateHz of [5, 30, 150]) {
      const [mean, square] = simulated(trace, rateHz)
      // At 5 Hz a trace is mostly near zero: its sampling errors are 0.4% and 0.6%.
      expect(Math.abs(mean / meanTrace(trace, rateHz) - 1)).toBeLessThan(0.02)
      expect(Math.abs(square / meanSquareTrace(trace, rateHz) - 1)).toBeLessThan(0.03)
    }
  })
})

describe('a trace under periodic firing', () => {
  it('follows the geometric series to its stationary value', () => {
    const trace = bounded(0.4)
    let x = 0
    for (let n = 1; n <= 30; n++) {
      x = (n === 1 ? 0 : x * Math.exp(-10 / 20) * trace.carry) + trace.jump
      expect(periodicTrace(trace, 10, n)).toBeCloseTo(x, 12)
    }
    expect(periodicTrace(trace, 10)).toBeCloseTo(x, 6)
  })

  it('counts spikes that come faster than it can decay', () => {
    expect(periodicTrace({ tauMs: 20, jump: 0.5, carry: 1 }, 0, 7)).toBeCloseTo(3.5, 12)
  })
})

it('is the sum of its decayed jumps, whatever the spikes', () => {
  const gaps = fc.array(fc.double({ min: 0.01, max: 200, noNaN: true }), { minLength: 1, maxLength: 40 })
  fc.assert(
    fc.property(gaps, fc.double({ min: 0, max: 1, noNaN: true }), (intervals, jump) => {
      const trace = bounded(jump)
      const times: number[] = []
      let [now, x] = [0, 0]
      for (const gap of intervals) {
        now += gap
        times.push(now)
        x = x * Math.exp(-gap / trace.tauMs) * trace.carry + trace.jump
      }
      expect(traceAt(trace, times, now)).toBeCloseTo(x, 10)
    }),
    { numRuns: 100 },
  )
})
