/**
 * What a plasticity rule is. One small interface serves the event-driven pair protocols, the readable reference network and,
 * through `kernel`, the compiled network. A synapse's learning state is split by where it lives: one record per presynaptic
 * neuron, one per postsynaptic neuron, one per synapse.
 *
 * Order at one instant (the schedule's): decay of everything; learnPre of the presynaptic spikes; learnPost of the postsynaptic
 * spikes; then the jumps. Learning never sees a jump of the same instant.
 *
 * P: parameters, as in the design. F: factors derived from P for one interval. Pre, Post, Syn: states.
 */
export interface PlasticityRule<P, F, Pre, Post, Syn> {
  readonly id: string
  readonly title: string
  /** Paper and equations. */
  readonly source: string

  /** Pure: everything that depends on the parameters and the length of an interval (ms), e.g. exp(-dt/tau). */
  derive(parameters: P, intervalMs: number): F

  restPre(parameters: P): Pre
  restPost(parameters: P): Post
  restSynapse(parameters: P, hiddenWeight: number): Syn

  /** Evolution without spikes over the interval the factors were derived for. The synapse sees both sides as they were before it. */
  evolveSynapse(factors: F, pre: Pre, post: Post, synapse: Syn): void
  evolvePre(factors: F, pre: Pre): void
  evolvePost(factors: F, post: Post): void

  /** Learning at a presynaptic (postsynaptic) spike. */
  learnPre(factors: F, pre: Pre, post: Post, synapse: Syn): void
  learnPost(factors: F, pre: Pre, post: Post, synapse: Syn): void

  /** Jumps of a side's own state at its spike. */
  jumpPre(factors: F, pre: Pre): void
  jumpPost(factors: F, post: Post): void

  /**
   * Rules that look at the membrane: how far the postsynaptic membrane has climbed from rest (0) to threshold (1), told before
   * the learning of every instant.
   */
  senseMembrane?(post: Post, depolarisation: number): void
  /** Rules whose presynaptic effect comes late: everything presynaptic happens this long (ms) after the spike. */
  preDelayMs?(parameters: P): number

  /** Hidden weight, and the efficacy it transmits as a fraction of the full one, both in [0, 1] for bounded rules. */
  hiddenWeight(synapse: Syn): number
  efficacy(factors: F, synapse: Syn): number
}
