/** What every experiment returns, for those who may not look into the engine. */
export type * from '../engine/results.ts'
