import { EngineError } from '../errors.ts'
import type { NetworkSpec } from './spec.ts'

/** Refuses a network that cannot be built, naming the part. Designs are checked earlier; this guards programs that build by hand. */
export function checkSpec(spec: NetworkSpec): void {
  const names = new Set<string>()
  for (const { name, n } of spec.populations) {
    if (names.has(name)) fail(name, 'two populations have this name')
    names.add(name)
    if (!Number.isInteger(n) || n < 1) fail(name, `a population needs at least one neuron, not ${n}`)
  }
  const sources = new Set(spec.populations.filter((p) => p.kind === 'source').map((p) => p.name))
  const projections = new Set<string>()
  for (const q of spec.projections) {
    if (projections.has(q.name)) fail(q.name, 'two projections have this name')
    projections.add(q.name)
    if (!names.has(q.pre)) fail(q.name, `its presynaptic population ${q.pre} does not exist`)
    if (!names.has(q.post)) fail(q.name, `its postsynaptic population ${q.post} does not exist`)
    if (sources.has(q.post)) fail(q.name, `${q.post} is a source and takes no input`)
    if (!Number.isInteger(q.delaySteps) || q.delaySteps < 0)
      fail(q.name, `a delay is a whole number of steps, not ${q.delaySteps}`)
  }
}

function fail(part: string, problem: string): never {
  throw new EngineError('BAD_NETWORK', { part, problem })
}
