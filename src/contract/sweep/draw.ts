import { philox } from '../../engine/random/philox.ts'

/** Uniform in (0, 1), keyed by the sweep's seed, the field and the trial: another field or trial more changes none of the others. */
export function drawFor(seed: number, path: string, trial: number): number {
  const [word] = philox([seed, 0], [hashOf(path), trial, 0, 0])
  return (word + 0.5) / 2 ** 32
}

/** FNV-1a. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash | 0
}
