import { describe, expect, it } from 'vitest'
import { bcallDrive } from '../../../src/engine/experiments/pairs/bcall-drive.ts'
import { correlogram } from '../../../src/engine/experiments/pairs/correlogram.ts'
import { heldDrive } from '../../../src/engine/experiments/pairs/play.ts'
import { pairTrains, poissonTrain, ringTrains, withLeadIn } from '../../../src/engine/experiments/pairs/trains.ts'
import type { Bias } from '../../../src/engine/theory/index.ts'
import { bcall } from '../../../src/engine/models/plasticity/bcall.ts'
import { stream } from '../../../src/engine/random/random.ts'
import { defaults } from './support.ts'

const isSorted = (times: Float64Array) => times.every((time, k) => k === 0 || time >= times[k - 1])

describe('trains on a ring', () => {
  const spec = { preHz: 40, postHz: 10, shiftMs: 5, durationMs: 20_000 }

  it.each(['independent', 'pre-post', 'post-pre'] as Bias[])('have exactly their rates: %s', (bias) => {
    for (const rates of [spec, { ...spec, preHz: 10, postHz: 40 }, { ...spec, preHz: 20, postHz: 20 }]) {
      const { preMs, postMs } = ringTrains({ ...rates, bias }, 1, 0)
      expect([preMs.length, postMs.length]).toEqual([rates.preHz * 20, rates.postHz * 20])
      for (const train of [preMs, postMs]) {
        expect(isSorted(train)).toBe(true)
        expect(train.every((time) => time >= 0 && time < 20_000)).toBe(true)
      }
    }
  })

  it.each([
    ['pre-post', 40, 10, 5],
    ['pre-post', 10, 40, 5],
    ['post-pre', 40, 10, -5],
    ['post-pre', 10, 40, -5],
  ] as const)('shift copies of the faster train: %s, %d and %d Hz', (bias, preHz, postHz, lag) => {
    const { preMs, postMs } = ringTrains({ ...spec, preHz, postHz, bias }, 1, 0)
    const [slower, faster, back] = preHz < postHz ? [preMs, postMs, lag] : [postMs, preMs, -lag]
    const originals = slower.map((time) => (time + back + 20_000) % 20_000)
    for (const original of originals) {
      expect(Math.min(...faster.map((time) => Math.abs(time - original)))).toBeLessThan(1e-6)
    }
    expect(new Set(slower).size).toBe(slower.length)
  })

  it('choose every spike of the faster train equally often', () => {
    const { preMs, postMs } = ringTrains({ ...spec, bias: 'pre-post' }, 1, 0)
    const half = postMs.filter((time) => time < 10_000).length / postMs.length
    expect(preMs.length).toBe(800)
    expect(half).toBeGreaterThan(0.4)
    expect(half).toBeLessThan(0.6)
  })

  it('are led in by their own end', () => {
    const ring = ringTrains({ ...spec, bias: 'independent' }, 1, 0)
    const { preMs } = withLeadIn(ring, 1000)
    const before = preMs.filter((time) => time < 0)
    expect([...before].map((time) => time + 20_000)).toEqual([...ring.preMs.filter((time) => time >= 19_000)])
    expect(preMs.length - before.length).toBe(ring.preMs.length)
    // A lead longer than the ring goes round it.
    expect(withLeadIn(ring, 45_000).preMs.filter((time) => time < 0).length).toBeGreaterThan(2 * 800)
  })
})

it('pairs stand at their lag and period', () => {
  expect([...pairTrains(3, 10, 100).postMs]).toEqual([10, 110, 210])
  expect([...pairTrains(2, -10, 100).preMs]).toEqual([10, 110])
})

it('a correlogram shows the shift and nothing else', () => {
  const trains = ringTrains({ preHz: 50, postHz: 20, bias: 'pre-post', shiftMs: 7, durationMs: 400_000 }, 3, 0)
  const { lagsMs, density } = correlogram(trains, 400_000, 15)
  const peak = density[lagsMs.indexOf(7)]
  // One extra pair for each postsynaptic spike, where chance has 50 Hz x 1 ms.
  expect(peak).toBeCloseTo(1 + 1 / 0.05, 0)
  for (const [k, lag] of lagsMs.entries()) if (lag !== 7) expect(Math.abs(density[k] - 1)).toBeLessThan(0.25)
})

describe('the fast path of BCaLL', () => {
  const train = (rateHz: number, index: number) => poissonTrain(rateHz, 5000, stream(9, 0, index))
  it.each([
    { name: 'nearest-neighbour', changes: {} },
    { name: 'small unequal jumps', changes: { jumpPre: 0.3, jumpPost: 0.12 } },
    { name: 'summing traces', changes: { boundedTraces: false, jumpPre: 0.2, jumpPost: 0.2 } },
    { name: 'no jumps', changes: { jumpPre: 0 } },
    { name: 'stop-learning', changes: { stopLearning: { ...defaults.stopLearning, on: true } } },
  ])('does what the rule does: $name', ({ changes }) => {
    const rule = { ...defaults, ...changes }
    for (const [preHz, postHz] of [
      [30, 30],
      [5, 120],
      [0, 20],
      [20, 0],
    ]) {
      const trains = { preMs: train(preHz, 1), postMs: train(postHz, 2) }
      const fast = bcallDrive(rule, trains, 4000)
      const slow = heldDrive(bcall, { ...rule, bistable: false }, trains, { held: 0.5, startMs: 0, endMs: 4000 })
      expect(fast.ltp).toBeCloseTo(slow.ltp, 11)
      expect(fast.ltd).toBeCloseTo(slow.ltd, 11)
    }
  })

  it('lets coincident spikes be blind to each other', () => {
    const same = Float64Array.from([0, 10, 25])
    const trains = { preMs: same, postMs: same }
    const slow = heldDrive(bcall, { ...defaults, bistable: false }, trains, { held: 0.5, startMs: 0, endMs: 100 })
    const fast = bcallDrive(defaults, trains, 100)
    expect(fast.ltp).toBeCloseTo(0.02 * (Math.exp(-10 / 17) + Math.exp(-15 / 17)), 12)
    expect(fast.ltp).toBeCloseTo(slow.ltp, 12)
    expect(fast.ltd).toBeCloseTo(slow.ltd, 12)
  })
})
