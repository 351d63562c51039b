import { describe, expect, it } from 'vitest'
import { heldDrive, playPair } from '../../../src/engine/experiments/pairs/play.ts'
import { pairTrains, poissonTrain, type Trains } from '../../../src/engine/experiments/pairs/trains.ts'
import { calciumRule } from '../../../src/engine/models/plasticity/calcium.ts'
import { calciumSets } from '../../../src/engine/models/plasticity/calcium-sets.ts'
import { pairStdp } from '../../../src/engine/models/plasticity/pair-stdp.ts'
import {
  braderSennFusi,
  froemkeDan,
  songMillerAbbott,
  visualCortexMinimal,
} from '../../../src/engine/models/plasticity/published.ts'
import { sdsp } from '../../../src/engine/models/plasticity/sdsp.ts'
import { triplet } from '../../../src/engine/models/plasticity/triplet.ts'
import { stream } from '../../../src/engine/random/random.ts'
import { pairRule } from '../../../src/engine/experiments/pairs/rules/contender.ts'
import {
  sdspSpikesToOpen,
  sdspThresholdHz,
  transitionRateHz,
  tripletThresholdHz,
} from '../../../src/engine/theory/index.ts'

const durationMs = 3000
const trains: Trains = {
  preMs: poissonTrain(40, durationMs, stream(1, 0, 1)),
  postMs: poissonTrain(30, durationMs, stream(1, 0, 2)),
}
const span = { held: 0.5, startMs: -1, endMs: durationMs }
const total = ({ ltp, ltd }: { ltp: number; ltd: number }) => ltp - ltd
const sum = (times: Iterable<number>, f: (time: number) => number) =>
  [...times].reduce((part, time) => part + f(time), 0)

describe('pair STDP', () => {
  it('all-to-all sums the window over every pair of spikes', () => {
    const p = songMillerAbbott
    const expected = sum(trains.preMs, (pre) =>
      sum(trains.postMs, (post) =>
        post > pre
          ? p.stepPlus * Math.exp((pre - post) / p.tauPlusMs)
          : -p.stepMinus * Math.exp((post - pre) / p.tauMinusMs),
      ),
    )
    expect(total(heldDrive(pairStdp, p, trains, span))).toBeCloseTo(expected, 10)
  })

  it('nearest-neighbour takes the latest spike of the other side only', () => {
    const p = froemkeDan
    const latest = (times: Float64Array, before: number) => times.filter((time) => time < before).at(-1) ?? -Infinity
    const expected =
      sum(trains.postMs, (post) => p.stepPlus * Math.exp((latest(trains.preMs, post) - post) / p.tauPlusMs)) -
      sum(trains.preMs, (pre) => p.stepMinus * Math.exp((latest(trains.postMs, pre) - pre) / p.tauMinusMs))
    expect(total(heldDrive(pairStdp, p, trains, span))).toBeCloseTo(expected, 10)
  })

  it('has the rate threshold of its window, and none when all pairs count', () => {
    // (0.51 / 14 ms - 1.03 / 34 ms) / (1.03 - 0.51)
    expect(transitionRateHz(pairRule(froemkeDan))).toBeCloseTo(11.8, 1)
    expect(transitionRateHz(pairRule(songMillerAbbott))).toBeNaN()
  })
})

describe('triplet STDP', () => {
  it('sums pairs and triplets of spikes', () => {
    const p = { ...visualCortexMinimal, pairPlus: 0.001, tripletMinus: 0.002 }
    const trace = (times: Float64Array, tauMs: number, at: number) =>
      sum(times, (time) => (time < at ? Math.exp((time - at) / tauMs) : 0))
    const { preMs, postMs } = trains
    const up = sum(postMs, (post) => {
      const slow = trace(postMs, p.tauYMs, post)
      return trace(preMs, p.tauPlusMs, post) * (p.pairPlus + p.tripletPlus * slow)
    })
    const down = sum(preMs, (pre) => {
      const slow = trace(preMs, p.tauXMs, pre)
      return trace(postMs, p.tauMinusMs, pre) * (p.pairMinus + p.tripletMinus * slow)
    })
    expect(total(heldDrive(triplet, p, trains, span))).toBeCloseTo(up - down, 9)
  })

  it('has the BCM threshold of its published parameters', () => {
    // 7.1e-3 x 33.7 / (6.5e-3 x 16.8 x 114) per ms
    expect(tripletThresholdHz(visualCortexMinimal)).toBeCloseTo(19.22, 2)
  })

  it('does not potentiate by single rare pairs', () => {
    const change = (lag: number) =>
      total(heldDrive(triplet, visualCortexMinimal, pairTrains(1, lag, 1e4), { ...span, endMs: 1e4 }))
    expect(change(10)).toBe(0)
    expect(change(-10)).toBeCloseTo(-7.1e-3 * Math.exp(-10 / 33.7), 12)
  })
})

describe('spike-driven plasticity', () => {
  const learn = (calcium: number, depolarisation: number) => {
    const factors = sdsp.derive(braderSennFusi, 0)
    const synapse = sdsp.restSynapse(braderSennFusi, 0.4)
    sdsp.learnPre(factors, undefined, { calcium, depolarisation }, synapse)
    return sdsp.hiddenWeight(synapse) - 0.4
  }

  it('jumps only inside its calcium windows, upwards when depolarised', () => {
    expect(learn(2.9, 0.9)).toBe(0)
    expect(learn(3.5, 0.9)).toBeCloseTo(0.1, 12)
    expect(learn(12.9, 0.9)).toBeCloseTo(0.1, 12)
    expect(learn(13.1, 0.9)).toBe(0)
    expect(learn(3.5, 0.5)).toBeCloseTo(-0.1, 12)
    expect(learn(4.1, 0.5)).toBe(0)
    expect(learn(3.5, 0.8)).toBeCloseTo(-0.1, 12)
  })

  it('has its windows at 50, 67 and 217 spikes a second', () => {
    expect([3, 4, 13].map((level) => Math.round(sdspThresholdHz(braderSennFusi, level)))).toEqual([50, 67, 217])
  })

  it('settles in a stable state at 3.5 a second', () => {
    const synapse = sdsp.restSynapse(braderSennFusi, 0.6)
    const evolve = (ms: number) =>
      sdsp.evolveSynapse(sdsp.derive(braderSennFusi, ms), undefined, sdsp.restPost(braderSennFusi), synapse)
    evolve(100)
    expect(synapse.x).toBeCloseTo(0.95, 12)
    evolve(100)
    expect(synapse.x).toBe(1)
  })

  it('opens after the predicted number of presynaptic spikes', () => {
    // 100 Hz after the membrane, always depolarised, calcium between 5 and 7: every presynaptic spike potentiates.
    for (const preHz of [50, 80, 100]) {
      const postMs = Float64Array.from({ length: 400 }, (_, k) => k * 10 + 9.5)
      const preMs = Float64Array.from({ length: 60 }, (_, k) => 1000 + (k * 1000) / preHz)
      const always = { ...braderSennFusi, thetaV: -1 }
      let spikes = 0
      let opened = 0
      playPair(
        sdsp,
        always,
        { preMs, postMs },
        {
          hiddenWeight: 0,
          endMs: 1000 + 60_000 / preHz,
          onInstant: ({ pre, after }) => {
            if (pre) spikes++
            if (pre && opened === 0 && after.synapse.x > 0.5) opened = spikes
          },
        },
      )
      expect(opened).toBe(sdspSpikesToOpen(braderSennFusi, preHz))
    }
    expect(sdspSpikesToOpen(braderSennFusi, 50)).toBe(15)
    expect(sdspSpikesToOpen(braderSennFusi, 30)).toBeNaN()
  })
})

describe('the calcium model', () => {
  it('follows its differential equation', () => {
    const p = { ...calciumSets.DP, tauS: 4 }
    const { preMs, postMs } = pairTrains(6, 12, 200)
    const exact = playPair(calciumRule(), p, { preMs, postMs }, { hiddenWeight: 0.3, endMs: 1500 })
    // Small steps, with the cubic drift only below both thresholds, as the rule has it.
    const step = 0.005
    let [rho, c] = [0.3, 0]
    const jumps = new Map<number, number>()
    for (const [times, delay, amplitude] of [
      [preMs, p.preDelayMs, p.calciumPre],
      [postMs, 0, p.calciumPost],
    ] as const) {
      for (const time of times) {
        const slot = Math.round((time + delay) / step)
        jumps.set(slot, (jumps.get(slot) ?? 0) + amplitude)
      }
    }
    for (let slot = 0; slot * step < 1500; slot++) {
      c += jumps.get(slot) ?? 0
      const ltp = c > p.thetaPotentiation ? p.gammaPotentiation * (1 - rho) : 0
      const ltd = c > p.thetaDepression ? p.gammaDepression * rho : 0
      const cubic = c > p.thetaDepression ? 0 : -rho * (1 - rho) * (0.5 - rho)
      rho += ((cubic + ltp - ltd) * step) / 1000 / p.tauS
      c *= 1 - step / p.tauCalciumMs
    }
    expect(exact).toBeCloseTo(rho, 3)
  })

  it('keeps its two stable states, and leaves the middle', () => {
    const p = calciumSets.DP
    const after = (rho: number) =>
      playPair(
        calciumRule(),
        p,
        { preMs: new Float64Array([0]), postMs: new Float64Array(0) },
        { hiddenWeight: rho, endMs: 3e6 },
      )
    expect(after(0)).toBe(0)
    expect(after(1)).toBe(1)
    expect(after(0.5)).toBe(0.5)
    expect(after(0.4)).toBeLessThan(1e-3)
    expect(after(0.6)).toBeGreaterThan(1 - 1e-3)
  })
})
