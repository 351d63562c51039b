const MOST = 1000
const LARGEST = 2 ** 32 - 1

/** '1, 2, 5-8' as numbers; null when it cannot be read, names one twice, or more than a thousand. */
export function readSeeds(text: string): number[] | null {
  const seeds: number[] = []
  for (const item of text.split(/[\s,;]+/).filter(Boolean)) {
    const match = /^(\d+)(?:[-–](\d+))?$/.exec(item)
    if (match === null) return null
    const [from, to] = [Number(match[1]), Number(match[2] ?? match[1])]
    if (to < from || to > LARGEST || to - from >= MOST) return null
    for (let seed = from; seed <= to; seed++) seeds.push(seed)
  }
  return seeds.length === 0 || seeds.length > MOST || new Set(seeds).size < seeds.length ? null : seeds
}
