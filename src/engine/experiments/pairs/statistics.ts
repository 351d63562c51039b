import { log } from '../../kernels/math.ts'

/** Monte-Carlo estimates come from independent blocks; their number is odd, so that the t distribution has a finite sum. */
export interface Estimate {
  mean: number
  /** Standard error of the mean. */
  error: number
  degrees: number
}

export function estimate(blocks: readonly number[]): Estimate {
  const n = blocks.length
  const mean = blocks.reduce((sum, value) => sum + value, 0) / n
  const squares = blocks.reduce((sum, value) => sum + (value - mean) * (value - mean), 0)
  return { mean, error: Math.sqrt(squares / (n - 1) / n), degrees: n - 1 }
}

/**
 * Probability that |t| exceeds a value, for an even number of degrees of freedom: Abramowitz & Stegun 26.7.4, a finite sum in
 * sin and cos of theta with tan(theta) = t / sqrt(degrees).
 */
export function tTail(t: number, degrees: number): number {
  const cos2 = degrees / (degrees + t * t)
  const sin = Math.abs(t) / Math.sqrt(degrees + t * t)
  let term = 1
  let sum = 1
  for (let k = 1; k < degrees / 2; k++) {
    term *= (cos2 * (2 * k - 1)) / (2 * k)
    sum += term
  }
  return Math.max(0, 1 - sin * sum)
}

/** The value that |t| exceeds with a given probability. */
export function tQuantile(tail: number, degrees: number): number {
  let [low, high] = [0, 1e6]
  for (let step = 0; step < 200 && high - low > 1e-9 * high; step++) {
    const middle = (low + high) / 2
    if (tTail(middle, degrees) > tail) low = middle
    else high = middle
  }
  return (low + high) / 2
}

/** Half-width of the 95% confidence interval. */
export function halfWidth95({ error, degrees }: Estimate): number {
  return error * tQuantile(0.05, degrees)
}

export interface Agreement {
  points: number
  /** Largest deviation in standard errors, and what it may reach by chance. */
  worst: number
  worstAllowed: number
  /** Mean squared deviation over what chance would give, and what it may reach. */
  spread: number
  spreadAllowed: number
  agrees: boolean
}

/**
 * Do estimates agree with predictions, up to chance? Refuses by mistake about once in `1 / risk` times: the largest of n
 * deviations against its t quantile (Bonferroni), and their mean square against its expectation plus 5 standard deviations.
 * A `floor` is a distance below which a deviation does not count: rounding, or the grain of what is counted.
 */
export function agreement(
  pairs: readonly { found: Estimate; expected: number; floor?: number }[],
  risk = 1e-4,
): Agreement {
  const { degrees } = pairs[0].found
  const deviations = pairs.map(({ found, expected, floor = 0 }) => {
    const distance = Math.abs(found.mean - expected)
    return distance <= floor ? 0 : distance / found.error
  })
  const points = pairs.length
  const worst = Math.max(...deviations)
  const worstAllowed = tQuantile(risk / points, degrees)
  // t^2 has mean v/(v-2) and variance 2 v^2 (v-1) / ((v-2)^2 (v-4)).
  const v = degrees
  const expected = v / (v - 2)
  const variance = (2 * v * v * (v - 1)) / ((v - 2) * (v - 2) * (v - 4))
  const spread = deviations.reduce((sum, z) => sum + z * z, 0) / points / expected
  const spreadAllowed = 1 + (5 * Math.sqrt(variance / points)) / expected
  return {
    points,
    worst,
    worstAllowed,
    spread,
    spreadAllowed,
    agrees: worst <= worstAllowed && spread <= spreadAllowed,
  }
}

/** Estimate of any function of block averages, by leaving one block out at a time (jackknife). */
export function jackknife(blocks: readonly (readonly number[])[], f: (means: number[]) => number): Estimate {
  const n = blocks.length
  const sums = blocks[0].map((_, k) => blocks.reduce((sum, block) => sum + block[k], 0))
  const whole = f(sums.map((sum) => sum / n))
  const left = blocks.map((block) => f(sums.map((sum, k) => (sum - block[k]) / (n - 1))))
  const mean = left.reduce((sum, value) => sum + value, 0) / n
  const squares = left.reduce((sum, value) => sum + (value - mean) * (value - mean), 0)
  return { mean: whole, error: Math.sqrt((squares * (n - 1)) / n), degrees: n - 1 }
}

/** Least squares y = a + b x + c x^2, exact for three points; returns the coefficients. */
export function quadraticFit(x: readonly number[], y: readonly number[]): [a: number, b: number, c: number] {
  // Normal equations, solved by elimination.
  const power = (k: number) => x.reduce((sum, value) => sum + integerPower(value, k), 0)
  const moment = (k: number) => x.reduce((sum, value, index) => sum + integerPower(value, k) * y[index], 0)
  const rows = [0, 1, 2].map((r) => [power(r), power(r + 1), power(r + 2), moment(r)])
  for (let column = 0; column < 3; column++) {
    const pivot = rows
      .slice(column)
      .reduce((best, row) => (Math.abs(row[column]) > Math.abs(best[column]) ? row : best))
    rows.splice(rows.indexOf(pivot), 1)
    rows.splice(column, 0, pivot)
    for (const row of rows) {
      if (row === pivot) continue
      const factor = row[column] / pivot[column]
      for (let k = column; k < 4; k++) row[k] -= factor * pivot[k]
    }
  }
  return [rows[0][3] / rows[0][0], rows[1][3] / rows[1][1], rows[2][3] / rows[2][2]]
}

function integerPower(value: number, exponent: number): number {
  let product = 1
  for (let k = 0; k < exponent; k++) product *= value
  return product
}

/** Slope of log|y| against x by least squares: the inverse time constant of an exponential, with its sign. */
export function exponentialSlope(x: readonly number[], y: readonly number[]): number {
  const logs = y.map((value) => log(Math.abs(value)))
  const meanX = x.reduce((sum, value) => sum + value, 0) / x.length
  const meanY = logs.reduce((sum, value) => sum + value, 0) / x.length
  const covariance = x.reduce((sum, value, k) => sum + (value - meanX) * (logs[k] - meanY), 0)
  return covariance / x.reduce((sum, value) => sum + (value - meanX) * (value - meanX), 0)
}
