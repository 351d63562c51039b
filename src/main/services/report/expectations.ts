/** What each experiment must show: the paper's figures in our words, and what the peers and the hardware view add. */
export interface Expectation {
  preset: string
  title: string
  expected: string
}

export const expectations: readonly Expectation[] = [
  {
    preset: 'figure-1-mean-trace',
    title: 'Mean trace and net weight change against rate',
    expected:
      'The transition from depression to potentiation is narrow and at a low rate for a jump of 1, where pairing is nearest-neighbour, and wide and at a high rate for a jump of 0.1.',
  },
  {
    preset: 'figure-2-pair',
    title: 'One synapse over a second',
    expected: 'Each trace jumps at its own spikes; the hidden weight moves at the spikes of both sides.',
  },
  {
    preset: 'figure-3-stdp',
    title: 'STDP window',
    expected: 'Depression for post before pre, potentiation for pre before post, both exponential in the lag.',
  },
  {
    preset: 'figure-3-srdp',
    title: 'SRDP curve',
    expected: 'At high pairing frequency potentiation wins for both orders of the spikes.',
  },
  {
    preset: 'figure-4-rate-maps',
    title: 'Rate maps',
    expected:
      'The map for independent spikes turns from depression to potentiation with the postsynaptic rate; spikes of the other side leading or lagging move the border in opposite ways, at unchanged rates.',
  },
  {
    preset: 'compare-rules',
    title: 'Rules side by side',
    expected: 'Every rule keeps to its own theory and shows what its paper shows.',
  },
  {
    preset: 'hardware-robustness',
    title: 'Hardware robustness',
    expected: 'The hidden weight needs more bits than the traces; mismatch costs devices gradually.',
  },
]
