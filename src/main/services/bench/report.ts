import type { Spread } from './spread.ts'

export interface BenchReport {
  machine: { cpu: string; cores: number; node: string }
  workload: string
  /** In f32, on one thread and on several. */
  plasticSample: PlasticSample[]
  /** The same in f64, on one thread. */
  exactSample: PlasticSample[]
  /** From one size to the next on one thread: 1 where time grows as the number of synaptic events does. */
  scaling: { from: number; to: number; timesEvents: number; timesTime: number }[]
  costs: Costs
  peer: PeerReport | null
}

export interface PlasticSample {
  outputs: number
  threads: number
  precision: 'f32' | 'f64'
  /** Median and quartiles, ms of wall time. */
  msPerSample: number
  lowMs: number
  highMs: number
  eventsPerSecond: number
  nsPerEvent: number
  /** Memory of the network in all threads together. */
  bytes: number
  bytesPerSynapse: number
}

/** What the parts of a step cost on one thread, ns. */
export interface Costs {
  outputs: number
  /** Membrane, current and threshold of one neuron, one step. */
  neuronStepNs: number
  /** One synapse that a presynaptic spike reaches, without learning. */
  transmissionNs: number
  /** Learning, shared out over all synaptic events of both sides. */
  learningNs: number
}

export interface PeerReport {
  name: string
  version: string
  rows: PeerRow[]
}

/** Both on the same drive, in turns, in one run. */
export interface PeerRow {
  outputs: number
  part: string
  oursMs: Spread
  peerMs: Spread
  /** Peer's time over ours, of pairs that ran one after the other. */
  ratio: Spread
  pairs: number
  /** Output spikes of both, where they can be had: a sign that the work was the same. */
  spikes?: { ours: number; peer: number }
}
