import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hiddenWeight, pairNetwork, rule, spikeSteps } from '../../support/pair-network.ts'

describe.each([
  ['f64', 1e-14],
  ['f32', 2e-7],
] as const)('BCaLL in a network, %s', (precision, tolerance) => {
  const close = (found: number, expected: number, within: number = tolerance): void =>
    expect(Math.abs(found - expected)).toBeLessThanOrEqual(within)

  it('changes the weight for one pair of spikes as exp(-|dt| / tau)', () => {
    for (let dt = -60; dt <= 60; dt++) {
      const post = 70
      const network = pairNetwork({ precision, steps: 150, pre: [post - dt], teach: [post - 1] })
      network.run(0, 150, true)
      expect(spikeSteps(network)).toEqual([post])
      // At dt = 0 both sides still see the other's trace from before: nothing happens.
      const expected =
        dt > 0
          ? rule.etaPlus * Math.exp(-dt / rule.tauPreMs)
          : dt < 0
            ? -rule.etaMinus * Math.exp(dt / rule.tauPostMs)
            : 0
      close(hiddenWeight(network, 150) - 0.5, expected)
    }
  })

  it('scales single pairs with the jumps', () => {
    const jumps = { jumpPre: 0.3, jumpPost: 0.7 }
    const forth = pairNetwork({ precision, steps: 50, pre: [10], teach: [19], rule: jumps })
    forth.run(0, 50, true)
    close(hiddenWeight(forth, 50), 0.5 + 0.02 * 0.3 * Math.exp(-10 / 17))
    const back = pairNetwork({ precision, steps: 50, pre: [30], teach: [19], rule: jumps })
    back.run(0, 50, true)
    close(hiddenWeight(back, 50), 0.5 - 0.012 * 0.7 * Math.exp(-10 / 34))
  })

  it('applies LTD before LTP when both sides fire in one step, each blind to the jump of the other', () => {
    // Earlier spikes at 0 and 10; then both at 20.
    const network = pairNetwork({ precision, steps: 30, pre: [0, 20], teach: [9, 19], weight: 0.001 })
    network.run(0, 30, true)
    const first = 0.001 + 0.02 * Math.exp(-10 / 17)
    const depressed = Math.max(0, first - 0.012 * Math.exp(-10 / 34))
    close(hiddenWeight(network, 30), depressed + 0.02 * Math.exp(-20 / 17))
  })

  it.each([
    ['bounded traces', true, 1],
    ['unbounded traces', false, 1 + Math.exp(-5 / 17) + Math.exp(-10 / 17)],
  ])('has %s: nearest neighbour pairing at jump 1, or all to all', (_, boundedTraces, trace) => {
    const network = pairNetwork({ precision, steps: 30, pre: [0, 5, 10], teach: [11], rule: { boundedTraces } })
    network.run(0, 30, true)
    close(hiddenWeight(network, 30), 0.5 + 0.02 * trace * Math.exp(-2 / 17))
  })

  it.each([10, -10])('changes the weight for n pairs from rest as the traces build up (lag %i ms)', (lag) => {
    const period = 40
    const jumps = { jumpPre: 0.3, jumpPost: 0.2 }
    const times = Array.from({ length: 12 }, (_, n) => 20 + period * n)
    const network = pairNetwork({
      precision,
      steps: 600,
      pre: times,
      teach: times.map((t) => t + lag - 1),
      rule: jumps,
    })
    const built = (n: number, jump: number, tau: number): number => {
      const q = (1 - jump) * Math.exp(-period / tau)
      return (jump * (1 - q ** n)) / (1 - q)
    }
    const [ltpWaitMs, ltdWaitMs] = lag > 0 ? [lag, period - lag] : [period + lag, -lag]
    let expected = 0.5
    for (let n = 1; n <= times.length; n++) {
      // Each spike sees what the other side has built up: as many spikes as itself if the other leads, else one fewer.
      const pre = lag > 0 ? n : n - 1
      const post = lag > 0 ? n - 1 : n
      expected += 0.02 * built(pre, 0.3, 17) * Math.exp(-ltpWaitMs / 17)
      expected -= 0.012 * built(post, 0.2, 34) * Math.exp(-ltdWaitMs / 34)
    }
    network.run(0, 600, true)
    close(hiddenWeight(network, 600), expected, 10 * tolerance)
  })

  it.each([10, -10])(
    'changes the weight in every period of a long pairing as the stationary traces do (lag %i ms)',
    (lag) => {
      for (const period of [25, 50, 100]) {
        const times = Array.from({ length: 60 }, (_, n) => 20 + period * n)
        const steps = times[59] + 20
        const slow = { jumpPre: 0.3, jumpPost: 0.2, etaPlus: 0.002, etaMinus: 0.0012 }
        const network = pairNetwork({ precision, steps, pre: times, teach: times.map((t) => t + lag - 1), rule: slow })
        // Between the last pair and the one before it.
        const cut = times[59] - 12
        network.run(0, cut, true)
        const before = hiddenWeight(network, 0)
        network.run(cut, steps, true)
        const high = (jump: number, tau: number): number => jump / (1 - (1 - jump) * Math.exp(-period / tau))
        const [ltpWaitMs, ltdWaitMs] = lag > 0 ? [lag, period - lag] : [period + lag, -lag]
        const ltp = 0.002 * high(0.3, 17) * Math.exp(-ltpWaitMs / 17)
        const ltd = 0.0012 * high(0.2, 34) * Math.exp(-ltdWaitMs / 34)
        close(hiddenWeight(network, 0) - before, ltp - ltd, 2e-7)
      }
    },
  )

  it('keeps traces and calcium of a periodic train at their stationary values', () => {
    const teach = Array.from({ length: 100 }, (_, n) => 10 * n)
    const network = pairNetwork({ precision, steps: 1001, teach, rule: { jumpPost: 0.4 } })
    network.run(0, 992, true)
    const { xPost, c } = network.projection('synapse').bcall
    const stationary = (jump: number, tau: number): number => jump / (1 - (1 - jump) * Math.exp(-10 / tau))
    close(xPost[0], stationary(0.4, 34), 1e-6)
    close(c[0], stationary(0.1, 100), 1e-6)
  })

  describe('bistability', () => {
    const drifting = { bistable: true, driftPerS: 0.5 }

    it.each([
      [0.7, 200, 0.8],
      [0.7, 5000, 1],
      [0.3, 200, 0.2],
      [0.3, 5000, 0],
      // Closed at the threshold itself: open means above.
      [0.5, 200, 0.4],
    ])('drifts from %f in %i ms to %f, and no further', (weight, at, expected) => {
      const network = pairNetwork({ precision, steps: 1, rule: drifting, weight })
      close(hiddenWeight(network, at), expected, 1e-7)
    })

    it('adds up over any number of touches', () => {
      const pre = [13, 80, 81, 200, 420]
      // A gate that is open and a learning rate too small to matter: every spike touches, none changes.
      const network = pairNetwork({
        precision,
        steps: 500,
        pre,
        teach: [0],
        rule: { ...drifting, etaMinus: 1e-30 },
        weight: 0.6,
      })
      network.run(0, 500, true)
      expect(network.projection('synapse').plasticity!.touched[0]).toBe(420)
      close(hiddenWeight(network, 500), 0.6 + 0.5 * 0.5, 1e-6)
    })

    it('never crosses the threshold by itself', () => {
      fc.assert(
        fc.property(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(100_000), (weight, at) => {
          const network = pairNetwork({ precision, steps: 1, rule: drifting, weight })
          const held = precision === 'f32' ? Math.fround(weight) : weight
          expect(hiddenWeight(network, at) > 0.5).toBe(held > 0.5)
        }),
        { seed: 3, numRuns: 50 },
      )
    })
  })

  describe('stop-learning', () => {
    // Calcium jumps by 1/2 and hardly decays: after one spike it is 1/2 when the next arrives, exactly.
    const calcium = (ltd: [number, number], ltp: [number, number]) => ({
      stopLearning: {
        on: true,
        tauMs: 1e30,
        jump: 0.5,
        ltdLow: ltd[0],
        ltdHigh: ltd[1],
        ltpLow: ltp[0],
        ltpHigh: ltp[1],
      },
    })
    const open: [number, number] = [-1, 2]

    it.each<[[number, number], boolean]>([
      [[0.4, 0.6], true],
      [[0.5, 0.6], false],
      [[0.4, 0.5], false],
      [[0.49, 0.51], true],
    ])('lets LTP happen strictly between %j', (gate, happens) => {
      const network = pairNetwork({ precision, steps: 50, pre: [8], teach: [4, 19], rule: calcium([2, 3], gate) })
      network.run(0, 50, true)
      expect(hiddenWeight(network, 50) > 0.5).toBe(happens)
    })

    it.each<[[number, number], boolean]>([
      [[0.4, 0.6], true],
      [[0.5, 0.6], false],
      [[0.4, 0.5], false],
      [[0.49, 0.51], true],
    ])('lets LTD happen strictly between %j', (gate, happens) => {
      const network = pairNetwork({ precision, steps: 50, pre: [8], teach: [4], rule: calcium(gate, open) })
      network.run(0, 50, true)
      expect(hiddenWeight(network, 50) < 0.5).toBe(happens)
    })

    it('looks at the calcium before the jump of the spike that learns', () => {
      // The first postsynaptic spike still sees 0, although it lifts the calcium to 1/2.
      const network = pairNetwork({ precision, steps: 50, pre: [0], teach: [4], rule: calcium([2, 3], [0.4, 0.6]) })
      network.run(0, 50, true)
      expect(hiddenWeight(network, 50)).toBe(0.5)
    })

    it('is no gate at all when it is off', () => {
      const { stopLearning } = calcium([2, 3], [2, 3])
      const network = pairNetwork({
        precision,
        steps: 50,
        pre: [0],
        teach: [4],
        rule: { stopLearning: { ...stopLearning, on: false } },
      })
      network.run(0, 50, true)
      expect(hiddenWeight(network, 50)).toBeGreaterThan(0.5)
    })
  })

  it('keeps the hidden weight between 0 and 1', () => {
    const often = Array.from({ length: 90 }, (_, n) => 10 * n)
    const up = pairNetwork({ precision, steps: 1000, pre: often, teach: often, rule: { etaPlus: 0.5, etaMinus: 0 } })
    up.run(0, 1000, true)
    expect(hiddenWeight(up, 1000)).toBe(1)
    const down = pairNetwork({ precision, steps: 1000, pre: often, teach: often, rule: { etaPlus: 0, etaMinus: 0.5 } })
    down.run(0, 1000, true)
    expect(hiddenWeight(down, 1000)).toBe(0)
  })

  it('stands still without learning', () => {
    const network = pairNetwork({ precision, steps: 100, pre: [5, 15], teach: [9, 19], rule: { bistable: true } })
    network.run(0, 100, false)
    const { weights, xPre, xPost, c } = network.projection('synapse').bcall
    expect([weights[0], xPre[0], xPost[0], c[0]]).toEqual([0.5, 0, 0, 0])
  })
})
