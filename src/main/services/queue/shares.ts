/** What the queue needs to know of a run to give it threads. */
export interface Claim {
  id: string
  /** Threads the run was started with by wish; null: as many as there are. */
  wish: number | null
  /** The most it can use. */
  most: number
}

/**
 * Threads for each run, in order, that together are no more than there are: everyone one, then what is left evenly to those who
 * can use it, but for those kept back. Runs that get none wait.
 */
export function shareOut(threads: number, claims: readonly Claim[], keptBack = 0): Map<string, number> {
  const shares = new Map<string, number>()
  let free = threads
  for (const { id, wish } of claims) {
    const least = Math.min(wish ?? 1, threads)
    // Nobody overtakes a run that waits for more threads than are free.
    if (least > free) break
    shares.set(id, least)
    free -= least
  }
  const flexible = claims.filter(({ id, wish }) => wish === null && shares.has(id))
  for (let given = true; free > keptBack && given;) {
    given = false
    for (const { id, most } of flexible) {
      const share = shares.get(id)!
      if (free <= keptBack || share >= most) continue
      shares.set(id, share + 1)
      free -= 1
      given = true
    }
  }
  return shares
}
