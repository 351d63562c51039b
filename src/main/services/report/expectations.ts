import type { Design } from '../../../contract/design/index.ts'

/** An experiment, what its preset says that it must show, and its title in the report. */
export interface Expectation {
  preset: string
  title: string
  expected: string
  /** The design of the preset, at its full size. */
  full: Design
}

/** In the order of the report: the paper's figures and networks, then what the peers and the hardware view add. */
export const experiments: readonly Omit<Expectation, 'expected' | 'full'>[] = [
  {
    preset: 'figure-1-mean-trace',
    title: 'Mean trace and net weight change against rate',
  },
  {
    preset: 'figure-2-pair',
    title: 'One synapse over a second',
  },
  {
    preset: 'figure-3-stdp',
    title: 'STDP window',
  },
  {
    preset: 'figure-3-srdp',
    title: 'SRDP curve',
  },
  {
    preset: 'figure-4-rate-maps',
    title: 'Rate maps',
  },
  {
    preset: 'figure-5-linear-baseline',
    title: 'Linear classifiers against the grey threshold',
  },
  {
    preset: 'mnist-feedforward',
    title: 'MNIST, feed-forward',
  },
  {
    preset: 'mnist-expanded',
    title: 'MNIST through oriented edges',
  },
  {
    preset: 'timing-modulation',
    title: 'Timing modulates learning',
  },
  {
    preset: 'compare-rules',
    title: 'Rules side by side',
  },
  {
    preset: 'hardware-robustness',
    title: 'Hardware robustness',
  },
  {
    preset: 'mnist-ablations',
    title: 'What each mechanism is worth',
  },
  {
    preset: 'mnist-recurrent',
    title: 'A recurrent network on digits',
  },
  {
    preset: 'continuous-presentation',
    title: 'Continuous against separated presentation',
  },
  {
    preset: 'oscillation',
    title: 'Oscillation below threshold',
  },
]
