import type { LiveFrame, LiveRequest } from '../../../../contract/api.ts'
import { probeKey } from './wants.ts'

/** One presentation on the time axis of raster and traces. Times in ms of simulated time; `startMs` on the stitched axis. */
export interface Presentation {
  startMs: number
  lengthMs: number
  /** From the start to the first input; before it the teacher is alone. */
  leadMs: number
  label: number
  image: number
  /** Digits trained when it was over. */
  done: number
  /** Digits from the one shown before to this one; 1: none was left out. */
  oneIn: number
  /** Pairs (step, neuron), ordered by step. */
  spikes: Int32Array
  dtMs: number
  firstStep: number
  spikesShownOneIn: number
  lostSpikes: number
  inputs: number
  units: number
  classes: number
  /** [rows][columns], at `rowMs` from the start. */
  probes: Float32Array
  columns: ReadonlyMap<string, number>
  firstRowMs: number
  rowMs: number
}

/** More than any panel shows at once. */
const KEPT = 6
/** Digits a second that pass: fast enough to be alive, slow enough to be read. */
const DIGITS_PER_SECOND = 1.6

/**
 * Presentations stitched together one after the other, and a head that moves along them in real time. The core sends many more
 * than can be read; the newest one is taken each time the head arrives at the end.
 */
export class Timeline {
  readonly presentations: Presentation[] = []
  /** Right edge of what has been revealed, on the stitched axis. */
  headMs = 0
  /** Recorded digits stand still: there is no next one to wait for. */
  #stands = false
  #moved = false
  #next: { frame: LiveFrame; request: LiveRequest | null } | null = null
  #shownDone = 0
  #restMs = 0

  offer(frame: LiveFrame, request: LiveRequest | null): void {
    if (this.#stands) this.#clear()
    this.#next = { frame, request }
    if (this.presentations.length === 0) this.#append()
  }

  /** Moves the head; false when it has nowhere to go. Without motion, digits appear whole, one after the other. */
  advance(elapsedMs: number, smooth: boolean): boolean {
    const last = this.presentations.at(-1)
    if (last === undefined) return false
    if (this.#stands) {
      const moved = this.#moved
      this.#moved = false
      return moved
    }
    this.#restMs -= elapsedMs
    if (this.headMs >= last.startMs + last.lengthMs) {
      if ((!smooth && this.#restMs > 0) || !this.#append()) return false
    }
    const { startMs, lengthMs } = this.presentations.at(-1)!
    if (smooth) {
      this.headMs = Math.min(startMs + lengthMs, this.headMs + (elapsedMs * lengthMs * DIGITS_PER_SECOND) / 1000)
    } else {
      this.headMs = startMs + lengthMs
      this.#restMs = 1000 / DIGITS_PER_SECOND
    }
    return true
  }

  /** Shows these instead of what is live, the last of them first. */
  show(recorded: readonly Presentation[]): void {
    this.#clear()
    this.presentations.push(...recorded)
    this.#stands = true
    this.turnTo(recorded.length - 1)
  }

  /** Puts the end of a recorded digit at the right edge. */
  turnTo(index: number): void {
    const { startMs, lengthMs } = this.presentations[index]
    this.headMs = startMs + lengthMs
    this.#moved = true
  }

  #clear(): void {
    this.presentations.length = 0
    this.headMs = 0
    this.#next = null
    this.#shownDone = 0
    this.#stands = false
  }

  #append(): boolean {
    if (this.#next === null) return false
    const { frame, request } = this.#next
    this.#next = null
    const last = this.presentations.at(-1)
    // A resumed run goes back to its checkpoint.
    if (frame.done < this.#shownDone) this.#shownDone = 0
    const oneIn = this.#shownDone === 0 ? 1 : frame.done - this.#shownDone
    this.#shownDone = frame.done
    this.presentations.push(presentationOf(frame, request, last ? last.startMs + last.lengthMs : 0, oneIn))
    if (this.presentations.length > KEPT) this.presentations.shift()
    return true
  }
}

function presentationOf(frame: LiveFrame, request: LiveRequest | null, startMs: number, oneIn: number): Presentation {
  const { firstStep, onsetStep, endStep, dtMs, label, image } = frame.shown
  const probes = request?.probes ?? []
  const every = request?.everySteps ?? 1
  const firstRow = Math.ceil(firstStep / every) * every
  const rows = Math.max(0, Math.ceil((endStep - firstRow) / every))
  const whole = probes.length > 0 && frame.probes.length === rows * probes.length
  return {
    startMs,
    lengthMs: (endStep - firstStep) * dtMs,
    leadMs: (onsetStep - firstStep) * dtMs,
    label,
    image,
    done: frame.done,
    oneIn,
    spikes: frame.spikes,
    dtMs,
    firstStep,
    spikesShownOneIn: frame.shownOneIn,
    lostSpikes: frame.lostSpikes,
    inputs: frame.inputs,
    units: frame.units,
    classes: frame.classes,
    probes: whole ? frame.probes : new Float32Array(0),
    columns: new Map(whole ? probes.map((probe, column) => [probeKey(probe), column]) : []),
    firstRowMs: (firstRow - firstStep) * dtMs,
    rowMs: every * dtMs,
  }
}
