import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { NetworkSpec } from '../../../src/engine/network/spec.ts'
import { type Scenario, scenario } from '../../support/random-network.ts'
import { type Outcome, runCompiled } from '../../support/run-scenario.ts'

describe.each(['f32', 'f64'] as const)('a network dealt out by postsynaptic neurons, in %s', (precision) => {
  it.each([2, 3])('gives the same bits in %d parts as in one', (parts) => {
    fc.assert(
      fc.property(scenario.map(feedForward), (s) => {
        const whole = runCompiled(s, { precision })
        const shards = Array.from({ length: parts }, (_, part) => runCompiled(shardOf(s, part, parts), { precision }))
        expect(joined(shards)).toEqual(comparable(whole))
      }),
      { seed: 20_261_123, numRuns: 60 },
    )
  })
})

/**
 * One LIF population of three neurons or more, driven by whole sources: its neurons do not hear of each other. One-to-one joins a part
 * with a part of its source, so it is left out.
 */
function feedForward(s: Scenario): Scenario {
  const populations = s.spec.populations.filter(({ name }) => name !== 'lif 1')
  const n = Math.max(3, s.drives['lif 0'].length)
  const drive = Array.from({ length: n }, (_, j) => s.drives['lif 0'][j] ?? 22.5)
  const spec: NetworkSpec = {
    ...s.spec,
    populations: populations.map((p) => (p.kind === 'lif' ? { ...p, n } : p)),
    projections: s.spec.projections.map((q) => ({
      ...q,
      pre: q.pre.startsWith('lif') ? 'source 0' : q.pre,
      post: 'lif 0',
      connectivity: q.connectivity.kind === 'one-to-one' ? { kind: 'all-to-all' } : q.connectivity,
    })),
  }
  return { ...s, drives: { 'lif 0': drive }, spec }
}

/** As equal as can be, the earlier parts larger by one. */
function shardOf(s: Scenario, part: number, parts: number): Scenario {
  const populations = s.spec.populations.map((p) => {
    if (p.kind !== 'lif') return p
    const [from, to] = rangeOf(p.n, part, parts)
    return { ...p, n: to - from, first: p.first + from }
  })
  const { n } = s.spec.populations.find(({ kind }) => kind === 'lif')!
  const drives = { 'lif 0': s.drives['lif 0'].slice(...rangeOf(n, part, parts)) }
  return { ...s, drives, spec: { ...s.spec, populations } }
}

function rangeOf(n: number, part: number, parts: number): [from: number, to: number] {
  const edge = (a: number): number => Math.ceil((a * n) / parts)
  return [edge(part), edge(part + 1)]
}

/** What belongs to postsynaptic neurons: everything but the presynaptic traces, which each shard keeps for itself. */
interface Rows {
  raster: number[][]
  v: number[]
  i: number[]
  blockedUntil: number[]
  projections: Record<string, { weights: number[]; touched: number[]; xPost: number[]; c: number[]; flips: number }>
  events: Record<string, number>
}

function comparable({ raster, state }: Outcome): Rows {
  return {
    raster: raster.map(([neurons]) => neurons),
    ...state.populations['lif 0'],
    projections: Object.fromEntries(
      Object.entries(state.projections).map(([name, { weights, touched, traces, flips }]) => [
        name,
        { weights, touched, xPost: traces!.xPost, c: traces!.c, flips: flips.up - flips.down },
      ]),
    ),
    events: state.events,
  }
}

function joined(shards: Outcome[]): Rows {
  const parts = shards.map(comparable)
  const sizes = parts.map(({ v }) => v.length)
  const starts = sizes.map((_, a) => sizes.slice(0, a).reduce((sum, n) => sum + n, 0))
  const names = Object.keys(parts[0].projections)
  const all = <T>(pick: (part: Rows) => T[]): T[] => parts.flatMap(pick)
  const sum = (pick: (part: Rows) => number): number => parts.reduce((total, part) => total + pick(part), 0)
  return {
    raster: parts[0].raster.map((_, k) => parts.flatMap(({ raster }, a) => raster[k].map((j) => starts[a] + j))),
    v: all(({ v }) => v),
    i: all(({ i }) => i),
    blockedUntil: all(({ blockedUntil }) => blockedUntil),
    projections: Object.fromEntries(
      names.map((name) => [
        name,
        {
          weights: all(({ projections }) => projections[name].weights),
          touched: all(({ projections }) => projections[name].touched),
          xPost: all(({ projections }) => projections[name].xPost),
          c: all(({ projections }) => projections[name].c),
          flips: sum(({ projections }) => projections[name].flips),
        },
      ]),
    ),
    events: Object.fromEntries(Object.keys(parts[0].events).map((name) => [name, sum(({ events }) => events[name])])),
  }
}
