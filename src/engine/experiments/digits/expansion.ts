import type { ClassificationDesign } from '../../../contract/design/classification.ts'
import { cos, sin } from '../../kernels/math.ts'
import { stream, type Random } from '../../random/random.ts'
import { STREAM } from '../../random/streams.ts'

type ExpansionPart = ClassificationDesign['stimulus']['expansion']

/** Pixels that a fixed unit wants on, and wants off. */
export interface FixedUnit {
  wanted: number[]
  unwanted: number[]
}

/** Patches stay this far inside the picture with their centres: the rim of a digit's picture is empty. */
const RIM_PX = 3

/**
 * A fixed representation between the pixels and the plastic layer: binary threshold units of the binary image, wired at random and
 * never changed. Unit u is active when (wanted pixels on) - (unwanted pixels on) >= threshold * (wanted pixels), and at least 1.
 * Since that is a function of the image alone, the units are not simulated: they are an encoding, of which an active unit fires as
 * an on pixel would (Poisson, of its own).
 */
export class Expansion {
  readonly units: number
  readonly #least: Float64Array
  /** By pixel: the units that see it and the sign with which they do. */
  readonly #offsets: Int32Array
  readonly #targets: Int32Array
  readonly #signs: Int8Array
  readonly #sums: Int32Array
  readonly #active: Int32Array

  constructor(part: ExpansionPart, seed: number, rows: number, columns: number) {
    const wired = Array.from({ length: part.units }, (_, u) =>
      fixedUnit(part, stream(seed, STREAM.expansion, u), rows, columns),
    )
    this.units = part.units
    this.#least = Float64Array.from(wired, ({ wanted }) => Math.max(1, part.threshold * wanted.length))
    const seen: { unit: number; sign: number }[][] = Array.from({ length: rows * columns }, () => [])
    wired.forEach(({ wanted, unwanted }, unit) => {
      for (const pixel of wanted) seen[pixel].push({ unit, sign: 1 })
      for (const pixel of unwanted) seen[pixel].push({ unit, sign: -1 })
    })
    const flat = seen.flat()
    this.#targets = Int32Array.from(flat, ({ unit }) => unit)
    this.#signs = Int8Array.from(flat, ({ sign }) => sign)
    this.#offsets = new Int32Array(seen.length + 1)
    seen.forEach((list, pixel) => (this.#offsets[pixel + 1] = this.#offsets[pixel] + list.length))
    this.#sums = new Int32Array(part.units)
    this.#active = new Int32Array(part.units)
  }

  /** The active units, ascending, for the on pixels of an image. The array is reused by the next call. */
  respond(onPixels: ArrayLike<number>): Int32Array {
    this.#sums.fill(0)
    for (let a = 0; a < onPixels.length; a++) {
      const to = this.#offsets[onPixels[a] + 1]
      for (let s = this.#offsets[onPixels[a]]; s < to; s++) this.#sums[this.#targets[s]] += this.#signs[s]
    }
    let count = 0
    for (let u = 0; u < this.units; u++) if (this.#sums[u] >= this.#least[u]) this.#active[count++] = u
    return this.#active.subarray(0, count)
  }

  /**
   * What some weights on the units look for in the picture: the sum of the units' patches, +1 on wanted and -1 on unwanted pixels,
   * each weighted. weights [units]; pixels receives [rows * columns].
   */
  project(weights: ArrayLike<number>, pixels: Float32Array): void {
    for (let pixel = 0; pixel < pixels.length; pixel++) {
      let sum = 0
      for (let s = this.#offsets[pixel]; s < this.#offsets[pixel + 1]; s++) {
        sum += weights[this.#targets[s]] * this.#signs[s]
      }
      pixels[pixel] = sum
    }
  }
}

/** A unit with something to want: patches without a wanted pixel are drawn again. */
function fixedUnit(part: ExpansionPart, random: Random, rows: number, columns: number): FixedUnit {
  for (;;) {
    const centre = { x: placeIn(columns, random), y: placeIn(rows, random) }
    const half = (part.sideFromPx + random.uniform() * (part.sideToPx - part.sideFromPx)) / 2
    const unit =
      part.kind === 'edges'
        ? edge(centre, half, 2 * Math.PI * random.uniform(), rows, columns)
        : conjunction(centre, half, part.members, random, rows, columns)
    if (unit.wanted.length > 0) return unit
  }
}

function placeIn(length: number, random: Random): number {
  const rim = Math.min(RIM_PX, (length - 1) / 2)
  return rim + random.uniform() * (length - 1 - 2 * rim)
}

/** A square turned by an angle and cut in the middle: bright on one side, dark on the other. */
function edge(centre: { x: number; y: number }, half: number, angle: number, rows: number, columns: number): FixedUnit {
  const unit: FixedUnit = { wanted: [], unwanted: [] }
  const [c, s] = [cos(angle), sin(angle)]
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < columns; x++) {
      const [dx, dy] = [x - centre.x, y - centre.y]
      const across = dx * c + dy * s
      const along = dy * c - dx * s
      if (Math.abs(across) > half || Math.abs(along) > half) continue
      const side = across > 0 ? unit.wanted : unit.unwanted
      side.push(y * columns + x)
    }
  }
  return unit
}

/** Some pixels of an upright patch, each wanted on or off by the toss of a coin. */
function conjunction(
  centre: { x: number; y: number },
  half: number,
  members: number,
  random: Random,
  rows: number,
  columns: number,
): FixedUnit {
  const unit: FixedUnit = { wanted: [], unwanted: [] }
  const within = (at: number, length: number): number =>
    Math.min(length - 1, Math.max(0, Math.round(at + (2 * random.uniform() - 1) * half)))
  const taken = new Set<number>()
  for (let m = 0; m < members; m++) {
    const pixel = within(centre.y, rows) * columns + within(centre.x, columns)
    const wanted = random.uniform() < 0.5
    if (taken.has(pixel)) continue
    taken.add(pixel)
    const side = wanted ? unit.wanted : unit.unwanted
    side.push(pixel)
  }
  return unit
}
