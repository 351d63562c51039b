import type { EngineErrorCode } from '../engine/errors.ts'

/** The engine speaks in codes and numbers; these are its sentences for people. */
export function engineSentence({
  code,
  message,
  facts,
}: {
  code: string
  message: string
  facts: Record<string, unknown>
}): string {
  const fact = (name: string): string => String(facts[name])
  const megabytes = (name: string): string => `${(Number(facts[name]) / 1e6).toFixed(1)} MB`
  switch (code) {
    case 'MEMORY_BUDGET':
      return (
        `This run needs ${megabytes('neededBytes')} and may use ${megabytes('budgetBytes')}: ` +
        `raise recorders.budgetMb, make the network smaller or record less.`
      )
    case 'RUN_TOO_LONG':
      return `This run has ${fact('steps')} time steps, and at most ${fact('mostSteps')} can be counted: use fewer digits, epochs or a longer step.`
    case 'BAD_NETWORK':
      return `The network cannot be built. ${fact('part')}: ${fact('problem')}.`
    case 'BAD_DATA':
      return `The data set cannot be used: ${fact('problem')}.`
    case 'TOO_MANY_PROBES':
      return `${fact('asked')} recording sites were asked for, and at most ${fact('most')} are possible: choose fewer.`
    case 'NO_SYNAPSE':
      return `There is no synapse from neuron ${fact('pre')} to neuron ${fact('post')}: choose a connected pair.`
    case 'NO_NEURON':
      return `There is no neuron ${fact('index')}: the population has ${fact('neurons')}, counted from 0.`
    case 'RUNAWAY':
      return (
        `The run was stopped at digit ${fact('presentation')}: its output units fire at ${fact('rateHz')} Hz on average, and above ` +
        `${fact('limitHz')} Hz no digit can be told from another. Lower the drive (synapse.weightMv, teacher) or strengthen the ` +
        `inhibition. Its last rates and its state are kept as recordings named evidence.`
      )
    case 'NOT_FINITE':
      return (
        `The run was stopped at digit ${fact('presentation')}: ${fact('variable')} is not a number any more. Lower the learning rates ` +
        `or the drive. Checkpoints from before are kept, and none was written since.`
      )
    case 'SIMULATION_RUNAWAY':
      return (
        `The simulation ${fact('simulation')} ran away: its neurons fire at ${fact('rateHz')} Hz on average, and above ` +
        `${fact('limitHz')} Hz nothing can be read from them. Lower the weights or the drive.`
      )
    case 'SIMULATION_NOT_FINITE':
      return (
        `The simulation ${fact('simulation')} came to a ${fact('variable')} that is not a number. Lower the learning rates or the ` +
        `drive, or take shorter steps.`
      )
    case 'RESULT_NOT_FINITE':
      return (
        `The run was stopped: what it measured of "${fact('variable')}" is not a number at ${fact('place')}. Lower the learning rates ` +
        `or the jumps of the traces. Everything that it measured is kept as recordings named evidence.`
      )
    default:
      return message
  }
}

const ownEnds: readonly string[] = [
  'RUNAWAY',
  'NOT_FINITE',
  'SIMULATION_RUNAWAY',
  'SIMULATION_NOT_FINITE',
  'RESULT_NOT_FINITE',
] satisfies EngineErrorCode[]

/** Whether a run comes to this end however often it is resumed: what it computes follows from its design and its seed. */
export function endsAlike({ code }: { code: string }): boolean {
  return ownEnds.includes(code)
}
