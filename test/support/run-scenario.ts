import { Network } from '../../src/engine/network/network.ts'
import { BcallSynapses } from '../../src/engine/network/plastic/bcall-synapses.ts'
import type { Synapses } from '../../src/engine/network/plastic/synapses.ts'
import { ReferenceBcall } from '../../src/engine/network/reference/bcall.ts'
import { ReferenceNetwork } from '../../src/engine/network/reference/network.ts'
import type { ReferenceLif } from '../../src/engine/network/reference/population.ts'
import { ReferenceSource } from '../../src/engine/network/reference/population.ts'
import type { NetworkSpec } from '../../src/engine/network/spec.ts'
import type { Scenario } from './random-network.ts'

/** Everything that a network's state consists of, as plain numbers. */
export interface State {
  populations: Record<string, { v: number[]; i: number[]; blockedUntil: number[] }>
  projections: Record<string, PlasticPart>
  events: Record<string, number>
}

interface PlasticPart {
  weights: number[]
  hiddenWeights: number[]
  touched: number[]
  /** Of BCaLL. */
  traces?: { xPre: number[]; xPost: number[]; c: number[] }
  flips: { up: number; down: number }
}

/** Spikes of the LIF populations in each step: [step][population] neurons. */
export type Raster = number[][][]

export interface Outcome {
  raster: Raster
  state: State
}

/** The compiled network, run in one go between two switches of learning; with `look`, step by step, of which it sees every one. */
export function runCompiled(
  { spec, steps, windows, drives, switches }: Scenario,
  change: Partial<NetworkSpec> = {},
  look?: (network: Network, k: number) => void,
): Outcome {
  const network = new Network({ ...spec, ...change }, { spikes: 100_000, probeValues: 0 })
  for (const [name, { offsets, indices }] of Object.entries(windows)) network.source(name).play(0, offsets, indices)
  for (const [name, drive] of Object.entries(drives)) {
    network.lif(name).drive.set(drive)
    network.lif(name).settle()
  }
  const lifs = spec.populations.filter(({ kind }) => kind === 'lif').map(({ name }) => name)
  network.logSpikes(lifs)
  const raster: Raster = []
  if (look) {
    eachStep(steps, switches, (k, learning) => {
      network.run(k, k + 1, learning)
      look(network, k)
    })
  } else {
    const ends = [0, ...switches.filter((k) => k < steps).sort((a, b) => a - b), steps]
    ends.slice(1).forEach((to, s) => network.run(ends[s], to, s % 2 === 0))
  }
  const { pairs } = network.takeSpikes()
  const ends = lifs.map((name) => network.lif(name).n)
  for (let k = 0; k < steps; k++) raster.push(lifs.map(() => []))
  for (let s = 0; s < pairs.length; s += 2) {
    let neuron = pairs[s + 1]
    let a = 0
    while (neuron >= ends[a]) neuron -= ends[a++]
    raster[pairs[s]][a].push(neuron)
  }
  return { raster, state: stateOfCompiled(network, steps) }
}

function stateOfCompiled(network: Network, steps: number): State {
  const state: State = { populations: {}, projections: {}, events: {} }
  for (const [name] of network.populations) {
    if (network.spec.populations.find((p) => p.name === name)!.kind !== 'lif') continue
    const { v, i, blockedUntil, n } = network.lif(name)
    state.populations[name] = { v: [...v], i: [...i], blockedUntil: [...blockedUntil].slice(0, n) }
  }
  for (const [name, { plasticity, events }] of network.projections) {
    state.events[name] = events
    if (!plasticity) continue
    state.projections[name] = {
      weights: [...plasticity.weights],
      hiddenWeights: [...plasticity.hiddenWeights(steps)],
      touched: [...plasticity.touched],
      traces: tracesOf(plasticity),
      flips: plasticity.flips,
    }
  }
  return state
}

function tracesOf(synapses: Synapses): PlasticPart['traces'] {
  if (!(synapses instanceof BcallSynapses)) return undefined
  return { xPre: [...synapses.xPre], xPost: [...synapses.xPost], c: [...synapses.c] }
}

/** The readable twin. */
export function runReference({ spec, steps, windows, drives, switches }: Scenario): Outcome {
  const network = new ReferenceNetwork(spec)
  const lifs: ReferenceLif[] = []
  const state: State = { populations: {}, projections: {}, events: {} }
  for (const [name, population] of network.populations) {
    if (population instanceof ReferenceSource) {
      population.play(0, windows[name].offsets, windows[name].indices)
    } else {
      population.drive.splice(0, population.n, ...drives[name])
      lifs.push(population)
      const { v, i, blockedUntil } = population
      state.populations[name] = { v, i, blockedUntil }
    }
  }
  const raster: Raster = []
  eachStep(steps, switches, (k, learning) => {
    network.run(k, k + 1, learning)
    raster.push(lifs.map((population) => population.spikesAt(k)))
  })
  for (const [name, { plasticity, events }] of network.projections) {
    state.events[name] = events
    if (!plasticity) continue
    const { weights, flips } = plasticity
    const part = { weights, hiddenWeights: plasticity.hiddenWeights(steps), flips }
    if (!(plasticity instanceof ReferenceBcall)) {
      state.projections[name] = { ...part, touched: [] }
      continue
    }
    const { touched, pre, post } = plasticity
    const traces = { xPre: pre.map(({ x }) => x), xPost: post.map(({ x }) => x), c: post.map(({ c }) => c) }
    state.projections[name] = { ...part, touched, traces }
  }
  return { raster, state }
}

function eachStep(steps: number, switches: number[], step: (k: number, learning: boolean) => void): void {
  let learning = true
  for (let k = 0; k < steps; k++) {
    if (switches.includes(k)) learning = !learning
    step(k, learning)
  }
}
