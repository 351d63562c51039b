/** What a projection asks of the rule its synapses learn by. Neurons and synapses by number, k: the step. */
export interface ReferencePlasticity {
  readonly flips: { up: number; down: number }
  /** Hidden weights as last touched, by postsynaptic, then presynaptic neuron. */
  readonly weights: number[]
  /** Hidden weights as they stand at step k, in the same order; state stays as it is. */
  hiddenWeights(k: number): number[]
  efficacy(i: number, j: number): number
  /** Schedule 1. */
  decay(k: number): void
  /** Before learning: how far each postsynaptic membrane has climbed from rest (0) to threshold (1). */
  sense?(depolarisations: number[]): void
  learnPre(i: number, j: number, k: number): void
  learnPost(i: number, j: number, k: number): void
  /** Schedule 4. felt: presynaptic spikes whose effect on learning comes now. */
  jump(felt: number[], fired: number[]): void
}
