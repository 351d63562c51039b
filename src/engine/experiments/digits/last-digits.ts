import { EngineError } from '../../errors.ts'
import type { Probe } from '../../network/network.ts'
import { describeProbe } from '../../record/describe.ts'
import { Recording } from '../../record/recording.ts'
import type { LiveRequest } from '../live.ts'
import { INPUT, OUTPUT, PLASTIC, type SupervisedDesign, unitsOf } from './design.ts'
import type { JoinedLive } from './live.ts'
import { stepsOf } from './timing.ts'

/** Records the last training digits of a run, as its design says. */
export class LastDigits {
  readonly recording: Recording
  /** What every recorded digit is asked for. */
  readonly request: LiveRequest
  /** First presentation that is recorded. */
  readonly from: number
  readonly #lead: number
  readonly #stepsPerDigit: number

  constructor(design: SupervisedDesign, total: number, inputs: number) {
    const { recorders, schedule } = design
    const probes = probesOf(design, inputs)
    const { lead, period } = stepsOf(design)
    this.#lead = lead
    this.#stepsPerDigit = period
    this.request = { spikes: true, probes, required: true, everySteps: recorders.everySteps, weights: false }
    this.from = recorders.lastSamples > 0 ? Math.max(0, total - recorders.lastSamples) : total
    const populations = [
      { name: INPUT, neurons: inputs },
      { name: OUTPUT, neurons: unitsOf(design) },
    ]
    const budgetBytes = recorders.budgetMb * 1e6
    this.recording = new Recording(probes, populations, { dtMs: schedule.dtMs, budgetBytes })
  }

  requestFor(presentation: number): LiveRequest | undefined {
    return presentation >= this.from ? this.request : undefined
  }

  append(presentation: number, digit: { image: number; label: number }, { spikes, probes }: JoinedLive): void {
    const { everySteps } = this.request
    const firstStep = presentation * this.#stepsPerDigit
    // Probes are read at the steps that are multiples of the interval.
    const firstRowStep = Math.ceil(firstStep / everySteps) * everySteps
    const shown = {
      ...{ ...digit, firstStep },
      onsetStep: firstStep + this.#lead,
      endStep: firstStep + this.#stepsPerDigit,
    }
    this.recording.append({ spikes, probes, firstRowStep, everySteps, shown })
  }
}

/** The variables that a design records; refuses neurons that do not exist. */
export function probesOf(design: SupervisedDesign, inputs: number): Probe[] {
  const { recorders } = design
  const units = unitsOf(design)
  const inRange = (field: string, index: number, count: number): number => {
    if (index >= count) throw new EngineError('NO_NEURON', { field, index, neurons: count })
    return index
  }
  const ofUnits = recorders.units.flatMap((number): Probe[] => {
    const neuron = inRange('recorders.units', number, units)
    return [
      { kind: 'membrane', population: OUTPUT, neuron },
      { kind: 'calcium', projection: PLASTIC, neuron },
      { kind: 'xPost', projection: PLASTIC, neuron },
    ]
  })
  const ofSynapses = recorders.synapses.flatMap((synapse): Probe[] => {
    const [from, to] = synapse.split('>').map(Number)
    const pre = inRange('recorders.synapses', from, inputs)
    const post = inRange('recorders.synapses', to, units)
    return [
      { kind: 'xPre', projection: PLASTIC, neuron: pre },
      { kind: 'xPost', projection: PLASTIC, neuron: post },
      { kind: 'hiddenWeight', projection: PLASTIC, pre, post },
    ]
  })
  // Synapses may share their neurons.
  return [...new Map([...ofUnits, ...ofSynapses].map((probe) => [describeProbe(probe).name, probe])).values()]
}
