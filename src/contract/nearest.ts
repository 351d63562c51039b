/** The few names most like a mistyped one, best first; none when nothing is close. */
export function nearest(name: string, names: readonly string[], most = 3): string[] {
  const wanted = name.toLowerCase()
  const limit = Math.max(2, Math.floor(wanted.length / 3))
  return names
    .map((candidate) => ({ candidate, distance: distanceTo(wanted, candidate.toLowerCase()) }))
    .filter(({ distance }) => distance <= limit)
    .sort((a, b) => a.distance - b.distance)
    .slice(0, most)
    .map(({ candidate }) => candidate)
}

/** A name that stands whole inside the other counts as close: `trainSamples` for `schedule.trainSamples`. */
function distanceTo(wanted: string, candidate: string): number {
  const ownName = candidate.slice(candidate.lastIndexOf('.') + 1)
  const wantedOwnName = wanted.slice(wanted.lastIndexOf('.') + 1)
  return Math.min(
    editDistance(wanted, candidate),
    editDistance(wantedOwnName, ownName) + (wanted === ownName ? 0 : 0.5),
  )
}

/** Levenshtein: insertions, deletions and substitutions that turn one word into the other. */
function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      row[j] = Math.min(row[j - 1] + 1, previous[j] + 1, previous[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1))
    }
    previous = row
  }
  return previous[b.length]
}
