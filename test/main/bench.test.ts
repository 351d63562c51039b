import { describe, expect, it } from 'vitest'
import { makeWorkload, openReplay } from '../../src/engine/index.ts'
import { describeBench } from '../../src/main/services/bench/describe.ts'
import { measureCosts, measureOneThread } from '../../src/main/services/bench/measure.ts'
import { comparePeerC } from '../../src/main/services/bench/peer-c.ts'
import { runProgram } from '../../src/main/services/bench/program.ts'
import type { BenchReport } from '../../src/main/services/bench/report.ts'
import { edgesOf, shardOf } from '../../src/main/services/bench/shard.ts'
import { spreadOf } from '../../src/main/services/bench/spread.ts'
import { measureThreads } from '../../src/main/services/bench/threads.ts'

const drive = makeWorkload(20, 12, 1)
const hasCompiler = await runProgram('gcc', ['--version']).then(
  () => true,
  () => false,
)

describe('the benchmark', () => {
  it('counts the events of one thread and of several alike', async () => {
    const one = measureOneThread(drive, 'f32')
    const two = await measureThreads(20, 15, 1, 2)
    for (const { eventsPerSecond, nsPerEvent } of [one, two]) expect(eventsPerSecond * nsPerEvent).toBeCloseTo(1e9, -3)
    const [a, b] = [one, two].map((row) => (row.eventsPerSecond * row.msPerSample) / 1000)
    // Two samples against five of the same network.
    expect(b / a).toBeGreaterThan(0.7)
    expect(b / a).toBeLessThan(1.4)
  })

  it('takes the parts of a step apart', () => {
    const { neuronStepNs, outputs } = measureCosts(drive)
    expect(outputs).toBe(20)
    expect(neuronStepNs).toBeGreaterThan(0)
  })

  it.each([
    [10, 2],
    [500, 3],
    [2000, 4],
  ])('deals %i outputs out over %i threads without a gap', (outputs, threads) => {
    const edges = edgesOf(outputs, threads)
    expect(edges.length).toBe(threads + 1)
    expect([edges[0], edges.at(-1)]).toEqual([0, outputs])
    for (let part = 0; part < threads; part++) expect(edges[part + 1]).toBeGreaterThan(edges[part])
  })

  it('simulates the same network in parts', () => {
    const run = (recording: typeof drive): number[][] => {
      const replay = openReplay(recording, { precision: 'f32', touch: 'lazy' })
      const spikes = [0, 1, 2, 3, 4].map((sample) => {
        replay.runSample(sample)
        return replay.spikes()
      })
      const { neurons, steps } = replay.result(spikes).outputSpikes
      return Array.from(steps, (step, s) => [step, neurons[s]])
    }
    const parts = [...run(shardOf(drive, 0, 8)), ...run(shardOf(drive, 8, 20)).map(([step, j]) => [step, j + 8])]
    expect(parts.sort(([t, i], [u, j]) => t - u || i - j)).toEqual(run(drive))
  })

  it.skipIf(!hasCompiler)('does the same work as the C program it is compared with', async () => {
    const { rows } = await comparePeerC([{ outputs: 20, samples: 24 }], 1, () => undefined)
    for (const { spikes, ratio } of rows) {
      // Fused operations round differently; a spike more or less may come of it.
      expect(Math.abs(spikes!.ours / spikes!.peer - 1)).toBeLessThan(0.02)
      expect(ratio.median).toBeGreaterThan(0)
    }
  })

  it('reports medians and quartiles, not means', () => {
    expect(spreadOf([5, 1, 100, 3, 2])).toEqual({ median: 3, low: 2, high: 5 })
  })

  it('says what was measured in a table', () => {
    const row = measureOneThread(makeWorkload(10, 12, 1), 'f32')
    const ratio = { median: 12.34, low: 11, high: 13 }
    const report: BenchReport = {
      machine: { cpu: 'a processor', cores: 2, node: 'v24' },
      workload: 'a network',
      plasticSample: [row],
      exactSample: [],
      scaling: [{ from: 10, to: 100, timesEvents: 10, timesTime: 4 }],
      costs: { outputs: 100, neuronStepNs: 1, transmissionNs: 2, learningNs: 3 },
      peer: {
        name: 'Another',
        version: '1.0',
        rows: [{ outputs: 10, part: 'everything', oursMs: ratio, peerMs: ratio, ratio, pairs: 9 }],
      },
    }
    const text = describeBench(report)
    expect(text).toContain(row.msPerSample.toFixed(3))
    expect(text).toContain('Beside Another (1.0)')
    expect(text).toContain('12.34')
  })
})
