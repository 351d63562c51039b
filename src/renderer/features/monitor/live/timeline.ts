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

/** How the head goes through a presentation: evenly, from `fromMs` at `sinceMs` of the page's clock to `toMs`, where it rests. */
export interface Motion {
  fromMs: number
  toMs: number
  sinceMs: number
  /** On the page's clock; 0: it stands. */
  durationMs: number
}

/** More than any panel shows at once. */
const KEPT = 6
/** Digits a second that pass: fast enough to be alive, slow enough to be read. */
const DIGITS_PER_SECOND = 1.6
/** The next digit is put in its place a little before it is needed: then the head does not stop in between. */
const AHEAD_MS = 60

/**
 * Presentations stitched together one after the other, and a head that moves along them in real time. The core sends many more
 * than can be read; the newest one is taken each time the head arrives at the end.
 */
export class Timeline {
  readonly presentations: Presentation[] = []
  motion: Motion = { fromMs: 0, toMs: 0, sinceMs: 0, durationMs: 0 }
  /** Recorded digits stand still: there is no next one to wait for. */
  stands = false
  #next: { frame: LiveFrame; request: LiveRequest | null } | null = null
  /** When the next one may follow, on the page's clock. */
  #dueMs = 0
  #shownDone = 0

  offer(frame: LiveFrame, request: LiveRequest | null): void {
    if (this.stands) this.#clear()
    this.#next = { frame, request }
  }

  /** Until `advance` has something to do; null when nothing was offered. */
  waitMs(nowMs: number): number | null {
    return this.#next === null ? null : Math.max(0, this.#dueMs - nowMs)
  }

  /** Goes on with what was offered last. Without motion, digits appear whole, one after the other. */
  advance(nowMs: number, smooth: boolean): void {
    if (this.#next === null) return
    const fromMs = this.headMs(nowMs)
    const { startMs, lengthMs } = this.#append(this.#next.frame, this.#next.request)
    this.#next = null
    const toMs = startMs + lengthMs
    const fullMs = 1000 / DIGITS_PER_SECOND
    const durationMs = (fullMs * (toMs - fromMs)) / lengthMs
    this.motion = smooth ? { fromMs, toMs, sinceMs: nowMs, durationMs } : standing(toMs)
    this.#dueMs = nowMs + (smooth ? durationMs - AHEAD_MS : fullMs)
  }

  /** Right edge of what has been revealed, on the stitched axis. */
  headMs(nowMs: number): number {
    const { fromMs, toMs, sinceMs, durationMs } = this.motion
    if (nowMs >= sinceMs + durationMs) return toMs
    return fromMs + ((toMs - fromMs) * Math.max(0, nowMs - sinceMs)) / durationMs
  }

  /** Shows these instead of what is live, the last of them first. */
  show(recorded: readonly Presentation[]): void {
    this.#clear()
    this.presentations.push(...recorded)
    this.stands = true
    this.turnTo(recorded.length - 1)
  }

  /** Puts the end of a recorded digit at the right edge. */
  turnTo(index: number): Presentation {
    const presentation = this.presentations[index]
    this.motion = standing(presentation.startMs + presentation.lengthMs)
    return presentation
  }

  #clear(): void {
    this.presentations.length = 0
    this.motion = standing(0)
    this.#next = null
    this.#dueMs = 0
    this.#shownDone = 0
    this.stands = false
  }

  #append(frame: LiveFrame, request: LiveRequest | null): Presentation {
    const last = this.presentations.at(-1)
    // A resumed run goes back to its checkpoint.
    if (frame.done < this.#shownDone) this.#shownDone = 0
    const oneIn = this.#shownDone === 0 ? 1 : frame.done - this.#shownDone
    this.#shownDone = frame.done
    const presentation = presentationOf(frame, request, last ? last.startMs + last.lengthMs : 0, oneIn)
    this.presentations.push(presentation)
    if (this.presentations.length > KEPT) this.presentations.shift()
    return presentation
  }
}

function standing(atMs: number): Motion {
  return { fromMs: atMs, toMs: atMs, sinceMs: 0, durationMs: 0 }
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
