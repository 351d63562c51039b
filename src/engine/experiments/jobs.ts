import type { RunEvent, RunOutcome } from './run.ts'

/**
 * An experiment that one worker does on its own: a synchronous function that yields what it has to tell, at least every 50 ms of work,
 * and ends with the outcome.
 */
export type JobRun = (design: never, seed: number) => Generator<RunEvent, RunOutcome>

/** By kind of design. */
export const jobs: Readonly<Record<string, JobRun>> = {}
