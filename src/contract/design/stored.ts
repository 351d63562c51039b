import type { Design } from './kinds.ts'
import { parseDesign } from './parse.ts'

/**
 * What the frozen design of a run means today, for looking at it: an older program knew fewer fields, and meant the defaults of those
 * it did not know. One that cannot be read any more stays as it is; whoever goes on with it parses it, and says what is wrong.
 */
export function asReadToday(frozen: Design): Design {
  try {
    return parseDesign(frozen)
  } catch {
    return frozen
  }
}
