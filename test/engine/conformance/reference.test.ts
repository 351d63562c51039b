import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Network } from '../../../src/engine/network/network.ts'
import { type Scenario, scenario } from '../../support/random-network.ts'
import { runCompiled, runReference } from '../../support/run-scenario.ts'

const runs = { seed: 20_261_122, numRuns: 150 }

describe('the compiled network', () => {
  it('equals its readable twin bit for bit in f64', () => {
    fc.assert(
      fc.property(scenario, (s) => {
        const [compiled, reference] = [runCompiled(s), runReference(s)]
        expect(compiled.raster).toEqual(reference.raster)
        expect(compiled.state).toEqual(reference.state)
      }),
      runs,
    )
  })

  it('stays within 1e-5 of f64 in f32, until a comparison falls out differently for the first time', () => {
    let whole = 0
    let most = 0
    for (const s of fc.sample(scenario, runs)) {
      const exact = historyOf(s, 'f64')
      const fast = historyOf(s, 'f32')
      const parted = exact.findIndex(({ decisions }, k) => decisions !== fast[k].decisions)
      if (parted < 0) whole++
      for (let k = 0; k < (parted < 0 ? s.steps : parted); k++) {
        exact[k].weights.forEach((w, y) => (most = Math.max(most, Math.abs(w - fast[k].weights[y]))))
      }
    }
    expect(most).toBeLessThan(1e-5)
    expect(whole / runs.numRuns).toBeGreaterThan(0.9)
  })

  it('makes the same spikes with lazy rows as with eager ones, and the same weights to 1e-12, in f64', () => {
    fc.assert(
      fc.property(scenario, (s) => {
        const lazy = runCompiled(touching(s, 'lazy'))
        const eager = runCompiled(touching(s, 'eager'))
        expect(lazy.raster).toEqual(eager.raster)
        for (const [name, { hiddenWeights }] of Object.entries(eager.state.projections)) {
          const others = lazy.state.projections[name].hiddenWeights
          hiddenWeights.forEach((w, y) =>
            expect(Math.abs(w - others[y])).toBeLessThanOrEqual(1e-12 * Math.max(w, others[y], 1e-3)),
          )
        }
      }),
      runs,
    )
  })
})

describe('the picture of the weights', () => {
  it.each(['f32', 'f64'] as const)('has each of them in 1/255, and counts all by size, in %s', (precision) => {
    const bins = 7
    let open = 0
    for (const s of fc.sample(scenario, { ...runs, numRuns: 40 })) {
      runCompiled(s, { precision }, (network, k) => {
        for (const { plasticity } of network.projections.values()) {
          if (!plasticity) continue
          const all = [...plasticity.hiddenWeights(k)]
          const { weights, histogram } = plasticity.weightImage(k, bins)
          expect([...weights]).toEqual(all.map((w) => Math.round(255 * w)))
          const sizes = all.map((w) => Math.min(bins - 1, Math.floor(w * bins)))
          expect([...histogram]).toEqual(
            Array.from({ length: bins }, (_, bin) => sizes.filter((b) => b === bin).length),
          )
          open += all.filter((w) => w === 1).length
        }
      })
    }
    // Those at the upper end are the ones that need care.
    expect(open).toBeGreaterThan(0)
  })
})

/** Hidden weights after each step, and everything that was decided by a comparison in it: spikes, flips, gates. */
function historyOf(s: Scenario, precision: 'f32' | 'f64'): { weights: number[]; decisions: string }[] {
  const history: { weights: number[]; touched: number[][]; flips: unknown[] }[] = []
  const { raster } = runCompiled(s, { precision }, (network, k) => history.push(snapshot(network, k)))
  return history.map(({ weights, touched, flips }, k) => ({
    weights,
    decisions: JSON.stringify([raster[k], touched, flips]),
  }))
}

function snapshot(network: Network, k: number): { weights: number[]; touched: number[][]; flips: unknown[] } {
  const plastic = [...network.projections.values()].flatMap(({ plasticity }) => plasticity ?? [])
  return {
    weights: plastic.flatMap((p) => [...p.hiddenWeights(k)]),
    touched: plastic.map((p) => [...p.touched]),
    flips: plastic.map((p) => p.flips),
  }
}

function touching(s: Scenario, touch: 'lazy' | 'eager'): Scenario {
  const projections = s.spec.projections.map((q) => (q.plastic ? { ...q, plastic: { ...q.plastic, touch } } : q))
  return { ...s, spec: { ...s.spec, projections } }
}
