import type { ComputedRef } from 'vue'
import { computed } from 'vue'
import type { ClassificationDesign } from '../../../../contract/design/classification.ts'
import type { Monitor } from './monitor.ts'

/** Of MNIST, until the run has said what its images are like. */
const SIDE = 28

/** How many inputs a run has, and the side of its square images. */
export function useInputs(
  { stimulus }: ClassificationDesign,
  { weights }: Pick<Monitor, 'weights'>,
): { inputs: ComputedRef<number>; side: ComputedRef<number> } {
  const inputs = computed(() => weights.value?.inputs ?? SIDE * SIDE + stimulus.biasInputs)
  return { inputs, side: computed(() => Math.round(Math.sqrt(inputs.value - stimulus.biasInputs))) }
}
