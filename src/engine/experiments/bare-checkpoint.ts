import type { Checkpoint } from './live.ts'

/** Only what has been learned and measured: nothing recorded for its own sake, and no answers to test digits. */
export function bareCheckpoint({ kind, done, arrays, progress }: Checkpoint): Checkpoint {
  const state = Object.entries(arrays).filter(([name]) => name.startsWith('state.'))
  return { kind, done, arrays: Object.fromEntries(state), progress }
}
