/** Responses of all units to some digits, put together from the shards. */
export interface Responses {
  /** [digits][units] spikes */
  counts: Uint16Array
  digits: number
  units: number
  /** Synaptic events on the way. */
  events: number
}

/** Those of one shard: [digits][its units]. */
export interface ShardResponses {
  counts: Uint16Array
  events: number
}

/** Joins the shards' [digits][their units] side by side. */
export function joinResponses(parts: ShardResponses[], unitCounts: number[], digits: number): Responses {
  const units = unitCounts.reduce((sum, n) => sum + n, 0)
  const counts = new Uint16Array(digits * units)
  let first = 0
  parts.forEach((part, s) => {
    const n = unitCounts[s]
    for (let d = 0; d < digits; d++) counts.set(part.counts.subarray(d * n, (d + 1) * n), d * units + first)
    first += n
  })
  return { counts, digits, units, events: parts.reduce((sum, part) => sum + part.events, 0) }
}

/** No pool fired: no answer, counted as wrong. */
const NO_ANSWER = -1

/** The pool with most spikes wins; of equals the lower class. */
export function predict({ counts, digits, units }: Responses, classes: number): Int32Array {
  const perClass = units / classes
  const answers = new Int32Array(digits)
  for (let d = 0; d < digits; d++) {
    let best = 0
    answers[d] = NO_ANSWER
    for (let c = 0; c < classes; c++) {
      let spikes = 0
      for (let u = 0; u < perClass; u++) spikes += counts[d * units + c * perClass + u]
      if (spikes > best) {
        best = spikes
        answers[d] = c
      }
    }
  }
  return answers
}

export interface Score {
  digits: number
  accuracy: number
  /** Fraction of digits to which no unit fired. */
  noAnswer: number
  /** [true class][answer], digits without an answer left out */
  confusion: Int32Array
  /** [class] */
  perClass: Float64Array
  /** Mean rate of the units of the shown class, and of the others, Hz. */
  rateOwnHz: number
  rateOthersHz: number
  /** [class] mean rate of a pool when its own, or another, class is shown, Hz. */
  poolOwnHz: Float64Array
  poolOthersHz: Float64Array
}

/** Compares answers with labels. This is the only place where labels of test digits are read. */
export function score(
  responses: Responses,
  answers: Int32Array,
  labels: Uint8Array,
  classes: number,
  presentationMs: number,
): Score {
  const confusion = new Int32Array(classes * classes)
  const shown = new Float64Array(classes)
  let right = 0
  let silent = 0
  for (let d = 0; d < answers.length; d++) {
    shown[labels[d]]++
    if (answers[d] === NO_ANSWER) silent++
    else confusion[labels[d] * classes + answers[d]]++
    if (answers[d] === labels[d]) right++
  }
  const perClass = shown.map((n, c) => (n > 0 ? confusion[c * classes + c] / n : 0))
  const digits = Math.max(1, answers.length)
  return {
    digits: answers.length,
    accuracy: right / digits,
    noAnswer: silent / digits,
    confusion,
    perClass,
    ...rates(responses, labels, shown, classes, presentationMs),
  }
}

function rates(
  { counts, digits, units }: Responses,
  labels: Uint8Array,
  shown: Float64Array,
  classes: number,
  presentationMs: number,
) {
  const perClass = units / classes
  const own = new Float64Array(classes)
  const others = new Float64Array(classes)
  for (let d = 0; d < digits; d++) {
    for (let u = 0; u < units; u++) {
      const pool = Math.floor(u / perClass)
      const into = pool === labels[d] ? own : others
      into[pool] += counts[d * units + u]
    }
  }
  const seconds = presentationMs / 1000
  const sum = (values: Float64Array): number => values.reduce((a, b) => a + b, 0)
  return {
    rateOwnHz: sum(own) / Math.max(1, digits * perClass) / seconds,
    rateOthersHz: sum(others) / Math.max(1, digits * (units - perClass)) / seconds,
    poolOwnHz: own.map((spikes, c) => spikes / Math.max(1, shown[c] * perClass) / seconds),
    poolOthersHz: others.map((spikes, c) => spikes / Math.max(1, (digits - shown[c]) * perClass) / seconds),
  }
}
