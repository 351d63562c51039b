import type { PresetInfo } from '../../../../contract/api.ts'
import { continuousPresentation, linearBaseline, oscillation, recurrent, timing } from './comparisons.ts'
import { ablations, poolRaster, receptiveFields } from './network.ts'
import * as rule from './rule.ts'
import type { Sketch } from './sketch.ts'

const ofKind: Record<string, () => Sketch> = {
  'stdp-window': rule.stdpWindow,
  srdp: rule.srdpCurve,
  'mean-trace': rule.meanTrace,
  'pair-trace': rule.pairTrace,
  'rate-maps': rule.rateMaps,
  'compare-rules': rule.compareRules,
  'hardware-robustness': rule.hardwareRobustness,
  classification: receptiveFields,
  ablations,
  recurrent,
  oscillation,
  'timing-modulation': timing,
  'continuous-presentation': continuousPresentation,
  'linear-baseline': linearBaseline,
}

/** What an experiment shows, in small. Kinds without a picture of their own show spikes, which all of them have. */
export function sketchOf({ kind, name }: PresetInfo): Sketch {
  const draw = name.endsWith('-full') ? poolRaster : (ofKind[kind] ?? poolRaster)
  return draw()
}
