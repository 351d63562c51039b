import type { LiveFrame, LiveRequest } from '../live.ts'
import type { CrewProgress, DigitsCrew, WeightImage } from './crew.ts'
import type { SupervisedDesign } from './design.ts'
import type { DigitsContext } from './experiment.ts'
import { type JoinedLive, frameOf } from './live.ts'

/** Between two pictures of the weights: no more than can be seen to change... */
const WEIGHT_IMAGE_MS = 1000
/** ...and so rarely that the run spends little of its time on them, however large it is. */
const WEIGHT_IMAGE_SHARE = 0.005

/** Makes what those who watch a training see of a digit. */
export class LiveViews {
  readonly #design: SupervisedDesign
  readonly #inputs: number
  readonly #crew: DigitsCrew
  readonly #context: DigitsContext
  #weightImageAt = 0

  constructor(design: SupervisedDesign, inputs: number, crew: DigitsCrew, context: DigitsContext) {
    this.#design = design
    this.#inputs = inputs
    this.#crew = crew
    this.#context = context
  }

  async show(
    request: LiveRequest,
    live: JoinedLive,
    at: Pick<LiveFrame, 'done' | 'simulatedMs'> & { image: number; label: number },
    flips: CrewProgress['flips'],
  ): Promise<void> {
    const { control, now } = this.#context
    const due = request.weights && now() >= this.#weightImageAt
    const image = due ? await this.#weightImage() : undefined
    control.live?.deliver({ ...frameOf(this.#design, this.#inputs, at, live), flips, ...image })
  }

  async #weightImage(): Promise<WeightImage> {
    const { now } = this.#context
    const began = now()
    const image = await this.#crew.weightImage()
    const tookMs = now() - began
    this.#weightImageAt = now() + Math.max(WEIGHT_IMAGE_MS, tookMs / WEIGHT_IMAGE_SHARE)
    return image
  }
}
