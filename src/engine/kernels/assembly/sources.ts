import { padded } from './memory'
import { philox, unit, word0, word1, word2, word3 } from './random'

/**
 * Bernoulli(p) spikes in every step of a window, for the neurons listed: the gaps between spikes are drawn (geometric), so
 * the cost follows the spikes. Gaps of neuron i come from the counters (stream, first + i, window, block), four to a block.
 *
 * neurons i32[count] ascending; logSilence f64[count] = ln(1 - p) of each; offsets i32[steps + 1] and indices i32[capacity]
 * receive the window; scratch i32[2 capacity]. Returns the number of spikes, or -1 if capacity is too small.
 */
export function poisson(
  neurons: usize, count: i32, logSilence: usize, steps: i32, offsets: usize, indices: usize, scratch: usize, capacity: i32,
  seedLow: u32, seedHigh: u32, stream: u32, window: u32, first: u32,
): i32 {
  memory.fill(offsets, 0, <usize>(steps + 1) << 2)
  let total = 0
  for (let a = 0; a < count; a++) {
    const i = load<i32>(neurons + (<usize>a << 2))
    const log = load<f64>(logSilence + (<usize>a << 3))
    const perLog = 1 / log
    let t = -1, draw: u32 = 0
    while (true) {
      if ((draw & 3) == 0) philox(seedLow, seedHigh, stream, first + i, window, draw >> 2)
      const lane = draw & 3
      const word = lane == 0 ? word0 : lane == 1 ? word1 : lane == 2 ? word2 : word3
      draw++
      const gap = Math.floor(Math.log(unit(word)) * perLog)
      if (gap >= <f64>(steps - 1 - t)) break
      t += 1 + <i32>gap
      if (total == capacity) return -1
      store<i32>(scratch + (<usize>total << 3), t)
      store<i32>(scratch + (<usize>total << 3), i, 4)
      const bin = offsets + (<usize>(t + 1) << 2)
      store<i32>(bin, load<i32>(bin) + 1)
      total++
    }
  }
  sortByStep(steps, offsets, indices, scratch, total)
  return total
}

/** Counting sort of (step, neuron) pairs, stable: neurons stay ascending within a step. Offsets hold counts, shifted by one. */
function sortByStep(steps: i32, offsets: usize, indices: usize, scratch: usize, total: i32): void {
  let sum = 0
  for (let t = 0; t <= steps; t++) {
    const slot = offsets + (<usize>t << 2)
    sum += load<i32>(slot)
    store<i32>(slot, sum)
  }
  for (let s = 0; s < total; s++) {
    const slot = offsets + (<usize>load<i32>(scratch + (<usize>s << 3)) << 2)
    const place = load<i32>(slot)
    store<i32>(indices + (<usize>place << 2), load<i32>(scratch + (<usize>s << 3), 4))
    store<i32>(slot, place + 1)
  }
  // Each offset now holds the end of its step, which is the start of the next: move them back.
  for (let t = steps; t > 0; t--) store<i32>(offsets + (<usize>t << 2), load<i32>(offsets + (<usize>(t - 1) << 2)))
  store<i32>(offsets, 0)
}
