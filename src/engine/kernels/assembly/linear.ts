/**
 * A linear layer on binary inputs, several units to a class, trained by stochastic gradient descent on the cross-entropy. All in f32,
 * whatever Real is: it is a yardstick, not a simulation. Equations and the readable twin: experiments/linear/reference.ts.
 */

// @ts-ignore: decorator
@inline function f32At(base: usize, index: i32): f32 {
  return load<f32>(base + (<usize>index << 2))
}

/** Drives of all units: sum of the rows of the active inputs. width: units, padded to registers. */
function drives(rows: usize, list: usize, count: i32, width: i32, out: usize): void {
  const bytes = <usize>width << 2
  let j: usize = 0
  for (; j + 32 <= bytes; j += 32) {
    let a = f32x4.splat(0), b = f32x4.splat(0)
    for (let s = 0; s < count; s++) {
      const row = rows + <usize>load<u16>(list + (<usize>s << 1)) * bytes + j
      a = v128.add<f32>(a, v128.load(row))
      b = v128.add<f32>(b, v128.load(row, 16))
    }
    v128.store(out + j, a)
    v128.store(out + j, b, 16)
  }
  for (; j < bytes; j += 16) {
    let a = f32x4.splat(0)
    for (let s = 0; s < count; s++) a = v128.add<f32>(a, v128.load(rows + <usize>load<u16>(list + (<usize>s << 1)) * bytes + j))
    v128.store(out + j, a)
  }
}

/** Turns drives into exp(drive - largest). */
function exponentials(z: usize, units: i32): void {
  let most = f32At(z, 0)
  for (let u = 1; u < units; u++) most = max(most, f32At(z, u))
  for (let u = 0; u < units; u++) store<f32>(z + (<usize>u << 2), <f32>Math.exp(<f64>(f32At(z, u) - most)))
}

// @ts-ignore: decorator
@inline function sum(z: usize, from: i32, to: i32): f32 {
  let total: f32 = 0
  for (let u = from; u < to; u++) total += f32At(z, u)
  return total
}

/**
 * One sample after the other. effective, hidden f32[inputs][width]: what is transmitted, and what learns; the same array for float
 * weights. size > 0: weights are binary, of that size and the sign of the hidden weight, which stays in [-1, 1]; the last input, which
 * is on in every sample, keeps a float weight. list u16: active inputs of the samples one after the other, offsets i32[samples + 1],
 * labels u8[samples], order i32: samples to take, from inclusive to exclusive. scratch f32[width], zero behind the units.
 */
export function linearTrain(
  effective: usize, hidden: usize, inputs: i32, units: i32, perClass: i32, width: i32, list: usize, offsets: usize, labels: usize,
  order: usize, from: i32, to: i32, rate: f32, size: f32, scratch: usize,
): void {
  const bytes = <usize>width << 2, one = f32x4.splat(1), minusOne = f32x4.splat(-1), sign = i32x4.splat(i32.MIN_VALUE)
  const height = f32x4.splat(size)
  for (let a = from; a < to; a++) {
    const sample = load<i32>(order + (<usize>a << 2))
    const first = load<i32>(offsets + (<usize>sample << 2)), count = load<i32>(offsets + (<usize>sample << 2), 4) - first
    const active = list + (<usize>first << 1)
    drives(effective, active, count, width, scratch)
    exponentials(scratch, units)
    const own = <i32>load<u8>(labels + sample) * perClass
    const perAll = rate / sum(scratch, 0, units), perOwn = rate / sum(scratch, own, own + perClass)
    for (let u = 0; u < units; u++) {
      const e = f32At(scratch, u)
      store<f32>(scratch + (<usize>u << 2), u >= own && u < own + perClass ? e * (perAll - perOwn) : e * perAll)
    }
    for (let s = 0; s < count; s++) {
      const input = <i32>load<u16>(active + (<usize>s << 1))
      const row = <usize>input * bytes
      if (size > 0 && input < inputs - 1) {
        for (let j: usize = 0; j < bytes; j += 16) {
          const step = v128.load(scratch + j)
          const h = v128.max<f32>(minusOne, v128.min<f32>(one, v128.sub<f32>(v128.load(hidden + row + j), step)))
          v128.store(hidden + row + j, h)
          v128.store(effective + row + j, v128.or(height, v128.and(h, sign)))
        }
      } else {
        for (let j: usize = 0; j < bytes; j += 16) {
          const w = v128.sub<f32>(v128.load(effective + row + j), v128.load(scratch + j))
          v128.store(effective + row + j, w)
        }
      }
    }
  }
}

/** The class of the largest summed exponential of each sample, from inclusive to exclusive, into answers u8[samples]. */
export function linearAnswer(
  effective: usize, units: i32, perClass: i32, width: i32, list: usize, offsets: usize, from: i32, to: i32, scratch: usize,
  answers: usize,
): void {
  for (let sample = from; sample < to; sample++) {
    const first = load<i32>(offsets + (<usize>sample << 2)), count = load<i32>(offsets + (<usize>sample << 2), 4) - first
    drives(effective, list + (<usize>first << 1), count, width, scratch)
    exponentials(scratch, units)
    let best: f32 = -1
    for (let c = 0; c * perClass < units; c++) {
      const score = sum(scratch, c * perClass, (c + 1) * perClass)
      if (score <= best) continue
      best = score
      store<u8>(answers + sample, <u8>c)
    }
  }
}
