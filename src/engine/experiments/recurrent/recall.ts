import type { RecurrentDesign } from '../../../contract/design/recurrent.ts'
import type { LifPopulation } from '../../network/population.ts'
import { stepsOf } from '../digits/timing.ts'
import type { ImageSet } from '../images.ts'

/** A look at what the trained network remembers of some test digits. */
export interface RecallTask {
  /** complete: a part of each digit is shown; persist: each digit is shown and taken away. */
  kind: 'complete' | 'persist'
  indices: Int32Array
  /** Part of the picture that is shown, from the top; the rest is blank. */
  fraction: number
  /** Projections that transmit nothing meanwhile. */
  silenced: readonly string[]
}

export interface Recalled {
  /** complete: [digits][units] spikes; persist: [digits][windows][units] after the digit has gone */
  counts: Uint16Array
  /** complete: [digits][pixels] spikes of the pixel neurons; persist: none */
  pixelCounts: Uint16Array
}

export interface RecallSetting {
  design: RecurrentDesign
  images: ImageSet
  pixels: LifPopulation
  pools: LifPopulation
  /** Puts a picture before the network at rest, from step 0 on; the key is that of its random numbers. */
  show: (picture: Uint8Array, key: number) => void
  takeAway: () => void
  run: (from: number, to: number) => void
}

/** Windows in which spikes are counted once the digit has gone. */
export const windowsOf = ({ recall }: RecurrentDesign): number =>
  Math.max(1, Math.floor(recall.persistenceMs / recall.persistenceWindowMs))

/** Rows that are shown of a picture. */
export const rowsShown = (rows: number, fraction: number): number => Math.round(rows * fraction)

export function recall({ kind, indices, fraction }: RecallTask, setting: RecallSetting): Recalled {
  const { design, images, pixels, pools, show, takeAway, run } = setting
  const { test } = stepsOf(design)
  const size = images.rows * images.columns
  const windows = kind === 'persist' ? windowsOf(design) : 1
  const counts = new Uint16Array(indices.length * windows * pools.n)
  const pixelCounts = new Uint16Array(kind === 'complete' ? indices.length * size : 0)
  const windowSteps = Math.max(1, Math.round(design.recall.persistenceWindowMs / design.schedule.dtMs))
  indices.forEach((index, row) => {
    const picture = images.pixels.slice(index * size, (index + 1) * size)
    picture.fill(0, rowsShown(images.rows, fraction) * images.columns)
    show(picture, index)
    run(0, test)
    if (kind === 'complete') {
      counts.set(pools.counts, row * pools.n)
      pixelCounts.set(pixels.counts.subarray(0, size), row * size)
      return
    }
    takeAway()
    for (let window = 0; window < windows; window++) {
      pools.counts.fill(0)
      run(test + window * windowSteps, test + (window + 1) * windowSteps)
      counts.set(pools.counts, (row * windows + window) * pools.n)
    }
  })
  return { counts, pixelCounts }
}
