import { EngineError } from '../errors.ts'
import type { LifPopulation } from '../network/population.ts'
import type { Projection } from '../network/projection.ts'
import type { NamedArray } from '../results.ts'

/** The mean unit at three quarters of what its refractoriness allows, and fast by any measure: nothing is told apart any more. */
const RUNAWAY_SHARE = 0.75
const RUNAWAY_LEAST_HZ = 100

/** Above this mean rate a population has run away; `mostHz`: what refractoriness allows. */
export function runawayHz(mostHz: number): number {
  return Math.max(RUNAWAY_LEAST_HZ, RUNAWAY_SHARE * mostHz)
}

/** One sum finds out: it is not finite if one of them is not. */
export function allFinite(values: NamedArray['data']): boolean {
  if (!(values instanceof Float32Array || values instanceof Float64Array)) return true
  let sum = 0
  for (let k = 0; k < values.length; k++) sum += values[k] - values[k]
  return sum === 0
}

/** The first value that is none, by its place along the axes; undefined: all are numbers. */
export function placeOfNone({ data, shape, axes }: NamedArray): string | undefined {
  const first = allFinite(data) ? -1 : data.findIndex((value: number) => !Number.isFinite(value))
  if (first < 0) return undefined
  let rest = first
  const indices = shape.toReversed().map((length) => {
    const index = rest % length
    rest = (rest - index) / length
    return index
  })
  const at = axes.map(({ name, unit, values }, a) => {
    const index = indices[axes.length - 1 - a]
    return values === undefined ? `${name} ${index}` : `${name} ${values[index]} ${unit}`.trimEnd()
  })
  return at.join(', ')
}

/** Refuses findings of a simulation that are no numbers: plain JSON has no words for them. */
export function refuseNotNumbers(simulation: string, found: Readonly<Record<string, number>>): void {
  for (const [variable, value] of Object.entries(found))
    if (!Number.isFinite(value)) throw new EngineError('SIMULATION_NOT_FINITE', { simulation, variable })
}

/** Refuses what a simulation of its own has come to, if its numbers mean nothing any more. `simulation` says which, for a person. */
export function refuseWild(
  simulation: string,
  { v, i }: Pick<LifPopulation, 'v' | 'i'>,
  { plasticity }: Pick<Projection, 'plasticity'>,
  { rateHz, mostHz }: { rateHz: number; mostHz: number },
): void {
  const limitHz = runawayHz(mostHz)
  if (rateHz > limitHz) {
    const facts = { simulation, rateHz: Math.round(rateHz), limitHz: Math.round(limitHz) }
    throw new EngineError('SIMULATION_RUNAWAY', facts)
  }
  const parts = { membrane: v, current: i, weight: plasticity!.weights }
  for (const [variable, values] of Object.entries(parts))
    if (!allFinite(values)) throw new EngineError('SIMULATION_NOT_FINITE', { simulation, variable })
}
