import type { Motion, Presentation, Timeline } from '../live/timeline.ts'
import type { Plot } from './plot.ts'
import type { Surface } from './surface.ts'

/** A picture that moves with the time of the run: drawn once for each digit, on ground that stands still. */
export interface TapePicture {
  /** Where the digits pass by on a surface of this size, in CSS pixels. */
  plot: (width: number, height: number) => Plot
  /** Scales and words, and whatever else is the same for all digits of a network. */
  ground: (surface: Surface, plot: Plot, newest: Presentation) => void
  /** All of one digit, on a surface as high as the ground and as wide as its plot. */
  digit: (surface: Surface, plot: Plot, presentation: Presentation) => void
}

/** Where digits stand, in whole pixels of the screen: then moving them is copying. */
export interface TapeLayout {
  /** `left` is counted from the first presentation that the timeline keeps. */
  tiles: { presentation: Presentation; left: number; width: number }[]
  /** Pixels left of the left edge when the head is there. */
  shift: (headMs: number) => number
}

/** The newest `digits` presentations up to the head, over `width` pixels. The head is at the right edge. */
export function tapeLayout({ presentations, motion, stands }: Timeline, digits: number, width: number): TapeLayout {
  const spanMs = (presentations.at(-1)?.lengthMs ?? 1) * digits
  const originMs = presentations.at(0)?.startMs ?? 0
  const pixel = (ms: number): number => Math.round(((ms - originMs) * width) / spanMs)
  return {
    tiles: presentations
      .filter(({ startMs, lengthMs }) => startMs < motion.toMs && startMs + lengthMs > motion.fromMs - spanMs)
      .map((presentation) => {
        const left = pixel(presentation.startMs)
        return { presentation, left, width: pixel(presentation.startMs + presentation.lengthMs) - left }
      }),
    // Where nothing more will come, what there is begins at the left.
    shift: (headMs) => (stands ? Math.max(0, pixel(headMs) - width) : pixel(headMs) - width),
  }
}

/** Pictures a second, at least. More would cost as much again, and be seen by few. */
const PICTURES_PER_S = 30

/** The way of the tape during a motion, a picture at a time; each stays until the next. */
export function tapeKeyframes({ shift }: TapeLayout, { fromMs, toMs, durationMs }: Motion, ratio: number): Keyframe[] {
  const pictures = Math.max(1, Math.ceil((PICTURES_PER_S * durationMs) / 1000))
  return Array.from({ length: pictures + 1 }, (_, picture) => ({
    transform: placed(shift(fromMs + ((toMs - fromMs) * picture) / pictures), ratio),
    easing: 'step-end',
  }))
}

/** The transform of a tape of which `shift` pixels of the screen have passed. */
export function placed(shift: number, ratio: number): string {
  return `translateX(${-shift / ratio}px)`
}
