import type { TimingModulationDesign } from '../../../../contract/design/pairs/timing-modulation.ts'

/** Spikes at one correlation and lag (t_post - t_pre of correlated spikes). */
export interface Condition {
  correlation: number
  lagMs: number
}

/** Blocks are independent; spikes are of one neuron in one block of a pair. A block of the network lasts a second. */
export const effort = {
  quick: { blocks: 11, spikes: 300, networks: 25 },
  default: { blocks: 21, spikes: 1500, networks: 61 },
  publication: { blocks: 41, spikes: 6000, networks: 201 },
}

/** How far spikes of a pair stay together, in lags of the design. */
const lagSteps = [-8, -4, -2, -1, -0.4, 0.4, 1, 2, 4, 8]

/** One condition, measured in so many independent blocks. */
export interface Measurement extends Condition {
  of: 'pair' | 'network'
  blocks: number
}

export interface Plan {
  /** Every correlation at the lag, then at its reverse. */
  pairs: Measurement[]
  network: Measurement[]
  /** By lag, at the highest correlation. */
  byLag: Measurement[]
}

export function planOf({ drive, quality }: TimingModulationDesign): Plan {
  const { blocks, networks } = effort[quality]
  const correlations = correlationsOf(drive.correlations)
  const conditions = [drive.lagMs, -drive.lagMs].flatMap((lagMs) =>
    correlations.map((correlation): Condition => ({ correlation, lagMs })),
  )
  const correlation = correlations.at(-1)!
  return {
    pairs: conditions.map((condition) => ({ ...condition, of: 'pair', blocks })),
    network: conditions.map((condition) => ({ ...condition, of: 'network', blocks: networks })),
    byLag: lagSteps.map((step) => ({ correlation, lagMs: step * drive.lagMs, of: 'pair', blocks })),
  }
}

/** Independent trains are always measured. */
export function correlationsOf(asked: readonly number[]): number[] {
  return [...new Set([0, ...asked])].sort((a, b) => a - b)
}

/** A block draws from streams of its own, by its index. */
export interface TimingBlock extends Condition {
  of: 'pair' | 'network'
  index: number
}

export interface BlockFound {
  netPerS: number
  flipsPerS: number
  preHz: number
  postHz: number
  simulatedMs: number
}

export function blocksOf({ pairs, network, byLag }: Plan): TimingBlock[] {
  return [...pairs, ...network, ...byLag]
    .flatMap(({ blocks, of, correlation, lagMs }) => Array.from({ length: blocks }, () => ({ of, correlation, lagMs })))
    .map((block, index) => ({ ...block, index }))
}
