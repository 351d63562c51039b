import type { ComputedRef } from 'vue'
import { computed } from 'vue'
import type { NetworkDesign } from '../../../../contract/abilities.ts'
import type { Monitor } from './monitor.ts'

/** Of MNIST, until the run has said what its images are like. */
const SIDE = 28

/** Inputs of a run on digits of MNIST. */
export function inputsOfDigits({ stimulus: { expansion, biasInputs } }: NetworkDesign): number {
  return (expansion.kind === 'none' ? SIDE * SIDE : expansion.units) + biasInputs
}

/** How many inputs a run has, and the side of its square images. */
export function useInputs(
  design: NetworkDesign,
  { weights }: Pick<Monitor, 'weights'>,
): { inputs: ComputedRef<number>; side: ComputedRef<number> } {
  const { biasInputs, expansion } = design.stimulus
  const inputs = computed(() => weights.value?.inputs ?? inputsOfDigits(design))
  const side = computed(() => (expansion.kind === 'none' ? Math.round(Math.sqrt(inputs.value - biasInputs)) : SIDE))
  return { inputs, side }
}
