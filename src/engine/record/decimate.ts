/**
 * Thins spikes for a raster: of (step, neuron) pairs keeps every m-th, m the smallest whole number that brings them under `most`.
 * Returns the pairs kept and m, which a view has to say.
 */
export function thinSpikes(pairs: Int32Array, most: number): { pairs: Int32Array; every: number } {
  const spikes = pairs.length / 2
  const every = Math.max(1, Math.ceil(spikes / most))
  if (every === 1) return { pairs, every }
  const kept = new Int32Array(2 * Math.ceil(spikes / every))
  for (let from = 0, to = 0; from < spikes; from += every, to++) {
    kept[2 * to] = pairs[2 * from]
    kept[2 * to + 1] = pairs[2 * from + 1]
  }
  return { pairs: kept, every }
}
