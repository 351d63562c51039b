/** What can go wrong inside the engine: a code and its facts. The contract turns codes into sentences for people. */
export type EngineErrorCode =
  | 'BAD_NETWORK'
  | 'MEMORY_BUDGET'
  | 'TOO_MANY_PROBES'
  | 'NO_SYNAPSE'
  | 'NO_NEURON'
  | 'BAD_DATA'
  | 'RUNAWAY'
  | 'NOT_FINITE'
  | 'SIMULATION_RUNAWAY'
  | 'SIMULATION_NOT_FINITE'
  | 'RESULT_NOT_FINITE'
  | 'RUN_TOO_LONG'

export class EngineError extends Error {
  readonly code: EngineErrorCode
  readonly facts: Readonly<Record<string, string | number>>

  constructor(code: EngineErrorCode, facts: Record<string, string | number>) {
    const details = Object.entries(facts).map(([name, value]) => `${name} ${value}`)
    super(`${code}: ${details.join(', ')}`)
    this.name = 'EngineError'
    this.code = code
    this.facts = facts
  }
}
