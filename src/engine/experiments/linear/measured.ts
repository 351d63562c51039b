/** Accuracy on all 10,000 test digits, binarised at 160, mean and standard deviation over seeds 1, 2 and 3; the search and the runs are in `source`. */
export interface MeasuredNetwork {
  label: string
  preset: string
  accuracy: number
  sd: number
  source: string
}

/** What the project's spiking networks reach, for comparison. */
export const measuredNetworks: readonly MeasuredNetwork[] = [
  {
    label: 'spiking, feed-forward, 20 units per class',
    preset: 'mnist-feedforward',
    accuracy: 0.9045,
    sd: 0.0032,
    source: 'docs/mnist-search.md',
  },
  {
    label: 'spiking, feed-forward, 100 units per class',
    preset: 'mnist-feedforward-full',
    accuracy: 0.921,
    sd: 0.0009,
    source: 'docs/mnist-search.md',
  },
  {
    label: 'spiking, recurrent, 20 units per class',
    preset: 'mnist-recurrent',
    accuracy: 0.8713,
    sd: 0.0044,
    source: 'docs/recurrent-search.md',
  },
  {
    label: 'spiking, behind 6,000 fixed edges, 50 units per class',
    preset: 'mnist-expanded',
    accuracy: 0.9557,
    sd: 0.0006,
    source: 'docs/mnist-search.md',
  },
]

/** The grey threshold of those networks. */
export const measuredAt = 160
