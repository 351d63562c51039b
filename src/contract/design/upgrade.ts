import type { DesignKind } from './kinds.ts'

type DesignJson = Record<string, unknown>
type UpgradeStep = (older: DesignJson) => DesignJson

/**
 * What an older design needs to be read today: the step at index n brings a design of version n + 1 to version n + 2.
 * Designs live in files for years, so a step is never removed or changed.
 */
const steps: Record<DesignKind, UpgradeStep[]> = {
  classification: [],
  recurrent: [],
  // The constant current is found over the time of learning itself.
  oscillation: [(older) => without(older, 'procedure', 'calibrationMs')],
  'mean-trace': [],
  'pair-trace': [],
  'stdp-window': [],
  srdp: [],
  'rate-maps': [],
  'compare-rules': [],
  'hardware-robustness': [],
  'linear-baseline': [],
  'timing-modulation': [],
  ablations: [],
  'continuous-presentation': [],
}

/** One field of a part less. */
function without(design: DesignJson, part: string, field: string): DesignJson {
  const { [field]: _gone, ...kept } = (design[part] ?? {}) as DesignJson
  return { ...design, [part]: kept }
}

/** Brings a design of an earlier version to the newest one. */
export function upgradeDesign(
  kind: DesignKind,
  version: number,
  design: DesignJson,
  through: readonly UpgradeStep[] = steps[kind],
): DesignJson {
  return through.slice(version - 1).reduce((older, step) => step(older), design)
}
