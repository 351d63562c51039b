/**
 * Philox4x32-10 (Salmon, Moraes, Dror & Shaw, SC 2011): a counter in, four independent 32-bit words out. Every random number of
 * a run is a function of (seed; stream, entity, step, draw), so that no order of evaluation, sharding or resume can change it.
 */
export let word0: u32 = 0
export let word1: u32 = 0
export let word2: u32 = 0
export let word3: u32 = 0

export function philox(keyLow: u32, keyHigh: u32, c0: u32, c1: u32, c2: u32, c3: u32): void {
  let k0 = keyLow, k1 = keyHigh
  for (let round = 0; round < 10; round++) {
    const p0 = <u64>0xd2511f53 * <u64>c0, p1 = <u64>0xcd9e8d57 * <u64>c2
    const n0 = <u32>(p1 >> 32) ^ c1 ^ k0, n2 = <u32>(p0 >> 32) ^ c3 ^ k1
    c1 = <u32>p1
    c3 = <u32>p0
    c0 = n0
    c2 = n2
    k0 += 0x9e3779b9
    k1 += 0xbb67ae85
  }
  word0 = c0
  word1 = c1
  word2 = c2
  word3 = c3
}

/** Writes the four words of one counter at out (known-answer tests and bindings). */
export function philoxAt(out: usize, keyLow: u32, keyHigh: u32, c0: u32, c1: u32, c2: u32, c3: u32): void {
  philox(keyLow, keyHigh, c0, c1, c2, c3)
  store<u32>(out, word0)
  store<u32>(out + 4, word1)
  store<u32>(out + 8, word2)
  store<u32>(out + 12, word3)
}

/** Uniform in (0, 1), 32 bits, never 0 or 1. */
// @ts-ignore: decorator
@inline export function unit(word: u32): f64 {
  return (<f64>word + 0.5) * 2.3283064365386963e-10
}

/** Standard normal of (stream, entity, step). */
export function gauss(seedLow: u32, seedHigh: u32, stream: u32, entity: u32, step: u32): f64 {
  return gaussAt(seedLow, seedHigh, stream, entity, step, 0)
}

/** Standard normal of (stream, entity, step, draw), by Box and Muller. */
export function gaussAt(seedLow: u32, seedHigh: u32, stream: u32, entity: u32, step: u32, draw: u32): f64 {
  philox(seedLow, seedHigh, stream, entity, step, draw)
  return Math.sqrt(-2 * Math.log(unit(word0))) * Math.cos(6.283185307179586 * unit(word1))
}
