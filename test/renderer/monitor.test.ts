import { describe, expect, it } from 'vitest'
import type { LiveFrame } from '../../src/contract/api.ts'
import { defaultDesign } from '../../src/contract/design/index.ts'
import { before } from '../../src/renderer/features/monitor/curves/flip-history.ts'
import { FlipCounter } from '../../src/renderer/features/monitor/live/flips.ts'
import { RUNAWAY_HZ, RunawayWatch, taughtRateHz } from '../../src/renderer/features/monitor/live/rates.ts'
import { projectionsOf } from '../../src/renderer/features/monitor/live/names.ts'
import type { Presentation } from '../../src/renderer/features/monitor/live/timeline.ts'
import { tapeKeyframes, tapeLayout } from '../../src/renderer/features/monitor/canvas/tape.ts'
import { Timeline } from '../../src/renderer/features/monitor/live/timeline.ts'
import { alike, createSelection, parseSynapse } from '../../src/renderer/features/monitor/traces/selection.ts'
import { synapseProbes } from '../../src/renderer/features/monitor/traces/strips.ts'

const LENGTH = 450

/** The last of `done` digits, with the rates and flips given. */
function frame(done: number, more: Partial<LiveFrame> = {}): LiveFrame {
  const firstStep = (done - 1) * LENGTH
  return {
    ...{ done, simulatedMs: done * LENGTH, inputs: 4, units: 4, classes: 2, shownOneIn: 1, lostSpikes: 0 },
    shown: { image: done, label: 0, firstStep, onsetStep: firstStep + 150, endStep: firstStep + LENGTH, dtMs: 1 },
    spikes: new Int32Array(0),
    probes: new Float32Array(0),
    poolRatesHz: Float32Array.of(20, 2),
    inputRateHz: 10,
    flips: { up: 0, down: 0 },
    ...more,
  }
}

/** Recorded, one after the other. */
function presentations(count: number): Presentation[] {
  return Array.from({ length: count }, (_, n) => {
    const timeline = new Timeline()
    timeline.offer(frame(n + 1), null)
    timeline.advance(0, true)
    return { ...timeline.presentations[0], startMs: n * LENGTH }
  })
}

describe('the time axis of raster and traces', () => {
  it('reveals a digit in real time, then goes on with the newest one and says how many were left out', () => {
    const timeline = new Timeline()
    timeline.offer(frame(10), null)
    timeline.advance(1000, true)
    for (const done of [20, 35]) timeline.offer(frame(done), null)
    expect(timeline.presentations.map(({ done }) => done)).toEqual([10])
    expect(timeline.headMs(1000)).toBe(0)
    // 1.6 digits pass in a second.
    expect(timeline.headMs(1100)).toBeCloseTo(0.16 * LENGTH, 9)
    expect(timeline.headMs(9000)).toBe(LENGTH)
    const waitMs = timeline.waitMs(1000)!
    expect(waitMs).toBeGreaterThan(500)
    expect(waitMs).toBeLessThan(625)
    const before = timeline.headMs(1000 + waitMs)
    timeline.advance(1000 + waitMs, true)
    expect(timeline.presentations.map(({ done, oneIn }) => [done, oneIn])).toEqual([
      [10, 1],
      [35, 25],
    ])
    expect(timeline.presentations[1].startMs).toBe(LENGTH)
    // From where it was, as fast as ever.
    expect(timeline.headMs(1000 + waitMs)).toBeCloseTo(before, 9)
    expect(timeline.headMs(1100 + waitMs)).toBeCloseTo(before + 0.16 * LENGTH, 9)
    expect(timeline.headMs(9000)).toBe(2 * LENGTH)
  })

  it('stands still when nothing new comes, and goes on from there', () => {
    const timeline = new Timeline()
    expect(timeline.waitMs(0)).toBeNull()
    timeline.offer(frame(1), null)
    timeline.advance(0, true)
    expect(timeline.waitMs(5000)).toBeNull()
    expect(timeline.headMs(5000)).toBe(LENGTH)
    timeline.offer(frame(2), null)
    expect(timeline.waitMs(5000)).toBe(0)
    timeline.advance(5000, true)
    expect(timeline.headMs(5000)).toBe(LENGTH)
    expect(timeline.headMs(5000 + 625)).toBeCloseTo(2 * LENGTH, 9)
  })

  it('shows digits whole, one after the other, for people who want no motion', () => {
    const timeline = new Timeline()
    timeline.offer(frame(1), null)
    timeline.advance(0, false)
    expect(timeline.headMs(0)).toBe(LENGTH)
    timeline.offer(frame(2), null)
    expect(timeline.waitMs(0)).toBe(625)
    timeline.advance(625, false)
    expect(timeline.headMs(625)).toBe(2 * LENGTH)
  })

  it('forgets what has left the axis', () => {
    const timeline = new Timeline()
    for (let done = 1; done < 200; done++) {
      timeline.offer(frame(done), null)
      timeline.advance(1000 * done, true)
    }
    expect(timeline.presentations.length).toBeLessThan(10)
    expect(timeline.presentations.at(-1)!.done).toBe(199)
  })

  it('turns to any recorded digit, until something live comes', () => {
    const timeline = new Timeline()
    timeline.show(presentations(3))
    expect(timeline.headMs(0)).toBe(3 * LENGTH)
    expect(timeline.turnTo(0)).toBe(timeline.presentations[0])
    expect(timeline.headMs(0)).toBe(LENGTH)
    timeline.offer(frame(50), null)
    timeline.advance(0, true)
    expect(timeline.presentations.map(({ done }) => done)).toEqual([50])
  })

  it('takes a trace only when it is whole', () => {
    const probe = { kind: 'xPre', projection: 'input-output', neuron: 3 } as const
    const request = { spikes: true, probes: [probe], everySteps: 10, weights: false }
    const taken = (values: number): Presentation => {
      const timeline = new Timeline()
      timeline.offer(frame(1, { probes: new Float32Array(values) }), request)
      timeline.advance(0, true)
      return timeline.presentations[0]
    }
    expect(taken(7).columns.size).toBe(0)
    expect(taken(45).columns.size).toBe(1)
    expect(taken(45).rowMs).toBe(10)
  })
})

describe('the tape of raster and traces', () => {
  const WIDTH = 601
  const DIGITS = 3

  it('puts digits side by side in whole pixels, without gaps, the head at the right edge', () => {
    const timeline = new Timeline()
    for (let done = 1; done <= 5; done++) {
      timeline.offer(frame(done), null)
      timeline.advance(1000 * done, true)
      const { tiles, shift } = tapeLayout(timeline, DIGITS, WIDTH)
      for (const [at, { left, width }] of tiles.entries()) {
        expect(Number.isInteger(left) && Number.isInteger(width)).toBe(true)
        if (at > 0) expect(left).toBe(tiles[at - 1].left + tiles[at - 1].width)
      }
      const last = tiles.at(-1)!
      expect(last.presentation.done).toBe(done)
      expect(last.left + last.width - shift(timeline.motion.toMs)).toBe(WIDTH)
    }
    // Whatever can be seen on the way: the three, and the one that leaves.
    expect(tapeLayout(timeline, DIGITS, WIDTH).tiles.map(({ presentation }) => presentation.done)).toEqual([2, 3, 4, 5])
  })

  it('moves in thirty steps a second from where it is to the end of the newest digit', () => {
    const timeline = new Timeline()
    timeline.offer(frame(1), null)
    timeline.advance(0, true)
    const layout = tapeLayout(timeline, DIGITS, WIDTH)
    const keyframes = tapeKeyframes(layout, timeline.motion, 2)
    expect(keyframes.length).toBe(1 + Math.ceil(30 / 1.6))
    const at = keyframes.map(({ transform }) => Number(/translateX\((.*)px\)/.exec(transform as string)![1]))
    expect(at[0]).toBe(WIDTH / 2)
    expect(at.at(-1)).toBe((WIDTH - Math.round(WIDTH / DIGITS)) / 2)
    for (const place of at) expect(Number.isInteger(2 * place)).toBe(true)
    expect(at.every((place, step) => step === 0 || place < at[step - 1])).toBe(true)
  })

  it('begins at the left where no more will come, and turns to any digit', () => {
    const timeline = new Timeline()
    timeline.show(presentations(2))
    const two = tapeLayout(timeline, DIGITS, WIDTH)
    expect(two.shift(timeline.motion.toMs)).toBe(0)
    timeline.show(presentations(9))
    timeline.turnTo(4)
    const { tiles, shift } = tapeLayout(timeline, DIGITS, WIDTH)
    expect(tiles.map(({ presentation }) => presentation.done)).toEqual([3, 4, 5])
    expect(tiles[0].left - shift(timeline.motion.toMs)).toBe(0)
  })
})

describe('weight flips', () => {
  it('fill what nobody watched, and end where watching begins', () => {
    const history = { digits: [100, 300, 500], perS: [9, 4, 1] }
    expect(before(history, 300)).toEqual({ digits: [100], perS: [9] })
    expect(before(history, Infinity)).toEqual(history)
    expect(before(history, 5)).toEqual({ digits: [], perS: [] })
  })

  it('are counted per second of simulated time, whatever frames arrive', () => {
    const counter = new FlipCounter(400)
    for (const done of [1, 3, 4, 9, 14, 20]) counter.take(frame(done, { flips: { up: 9 * done, down: 4.5 * done } }))
    // 9 of a digit of 450 ms are 20 in a second.
    for (const perS of counter.curve.upPerS) expect(perS).toBeCloseTo(20, 9)
    for (const perS of counter.curve.downPerS) expect(perS).toBeCloseTo(10, 9)
    expect(counter.perS).toBeCloseTo(30, 9)
    expect(counter.curve.digits.at(-1)).toBe(17)
  })

  it('start over from the checkpoint when a run was resumed', () => {
    const counter = new FlipCounter(400)
    counter.take(frame(20, { flips: { up: 400, down: 0 } }))
    expect(counter.take(frame(5, { flips: { up: 100, down: 0 } }))).toBe(false)
    counter.take(frame(15, { flips: { up: 190, down: 0 } }))
    expect(counter.perS).toBeCloseTo(90 / 4.5, 9)
  })

  it('have a curve from the start, however long the run is, evenly spaced to its end', () => {
    const counter = new FlipCounter(5_000_000)
    const seen = (done: number): void => void counter.take(frame(done, { flips: { up: done, down: 0 } }))
    for (let done = 0; done <= 2000; done += 200) seen(done)
    expect(counter.curve.digits.length).toBe(10)
    for (let done = 2200; done < 1_000_000; done += 200) seen(done)
    const { digits } = counter.curve
    expect(digits.length).toBeGreaterThan(150)
    expect(digits.length).toBeLessThanOrEqual(400)
    const distances = digits.slice(1).map((at, k) => at - digits[k])
    expect(Math.max(...distances) / Math.min(...distances)).toBeLessThanOrEqual(2)
  })

  it('keep a bounded number of points over a run of any length', () => {
    const counter = new FlipCounter(100)
    for (let done = 1; done < 20_000; done++) counter.take(frame(done, { flips: { up: done, down: 0 } }))
    expect(counter.curve.digits.length).toBeLessThanOrEqual(400)
    expect(counter.curve.digits.length).toBe(counter.curve.upPerS.length)
    for (const perS of counter.curve.upPerS) expect(perS).toBeCloseTo(1 / 0.45, 9)
  })
})

describe('the runaway alarm', () => {
  const raging = (done: number, hz: number) => frame(done, { poolRatesHz: Float32Array.of(20, hz) })

  it('goes off when a pool stays above its limit, not at a single wild digit', () => {
    const watch = new RunawayWatch(40)
    expect(watch.take(raging(1, 400))).toBeNull()
    for (let done = 2; done < 10; done++) expect(watch.take(raging(done, 5))).toBeNull()
    const found = Array.from({ length: 8 }, (_, k) => watch.take(raging(10 + k, 180)))
    expect(found[0]).toBeNull()
    expect(found.at(-1)).toEqual({ pool: 1, hz: 180, limitHz: RUNAWAY_HZ })
    expect(watch.take(raging(30, 5))).toBeNull()
  })

  it('allows the pool that is taught what its teacher makes it do', () => {
    const watch = new RunawayWatch(60)
    const taught = (hz: number) => frame(1, { poolRatesHz: Float32Array.of(hz, 2) })
    for (let k = 0; k < 20; k++) expect(watch.take(taught(RUNAWAY_HZ + 50))).toBeNull()
    const last = Array.from({ length: 8 }, () => watch.take(taught(RUNAWAY_HZ + 70))).at(-1)
    expect(last).toMatchObject({ pool: 0, limitHz: RUNAWAY_HZ + 60 })
  })

  it('knows how fast a teacher makes a neuron fire', () => {
    const design = defaultDesign('classification')
    const neuron = { ...design.neuron, restMv: 0, resetMv: 0, thresholdMv: 10, tauMembraneMs: 20, refractorySteps: 2 }
    const teacher = { ...design.teacher, kind: 'current', currentMv: 20, currentSpread: 0, fraction: 1 } as const
    // From reset to threshold at twice the threshold's drive takes tau ln 2, and two steps of rest.
    const rate = taughtRateHz({ ...design, neuron, teacher })
    expect(rate).toBeCloseTo(1000 / (20 * Math.LN2 + 2 * design.schedule.dtMs), 9)
    expect(taughtRateHz({ ...design, neuron, teacher: { ...teacher, currentMv: 9 } })).toBe(0)
  })
})

describe('the synapse in view', () => {
  const neurons = { inputs: 38, units: 15 }
  const recurrent = projectionsOf(defaultDesign('recurrent'))
  const named = (name: string) => recurrent.find((one) => one.name === name)!

  it('may be any plastic one of a recurrent network', () => {
    expect(recurrent.map(({ pre, post }) => `${pre} → ${post}`)).toEqual([
      ...['pixel → unit', 'unit → unit', 'pixel → pixel', 'unit → pixel'],
    ])
    expect(parseSynapse('14 > 37', named('output-input'), neurons)).toEqual({
      ...{ projection: 'output-input', pre: 14, post: 37 },
    })
    expect(parseSynapse('15 > 37', named('output-input'), neurons)).toBe('There are units 0 to 14.')
    expect(parseSynapse('3 > 38', named('input-input'), neurons)).toBe('There are pixels 0 to 37.')
    expect(parseSynapse('3', named('input-input'), neurons)).toBe('Write a pixel and a pixel, such as 12 > 37.')
    expect(alike({ pre: 30, post: 9 }, named('output-output'), neurons)).toEqual({
      ...{ projection: 'output-output', pre: 14, post: 9 },
    })
    expect(projectionsOf(defaultDesign('classification'))).toHaveLength(1)
  })

  it('brings its unit along and has a place in the matrix only when it goes from an input to a unit', () => {
    const { chooseSynapse, synapses, synapse, unit } = createSelection({ pre: 1, post: 2 })
    chooseSynapse({ projection: 'input-input', pre: 5, post: 30 })
    expect(synapses.value[0]).toEqual({ projection: 'input-input', pre: 5, post: 30 })
    expect([unit.value, synapse.value]).toEqual([2, { pre: 1, post: 2 }])
    chooseSynapse({ pre: 5, post: 7 })
    expect([unit.value, synapse.value]).toEqual([7, { pre: 5, post: 7 }])
    expect(synapseProbes({ projection: 'input-input', pre: 5, post: 30 }).at(-1)).toEqual({
      ...{ kind: 'hiddenWeight', projection: 'input-input', pre: 5, post: 30 },
    })
  })
})
