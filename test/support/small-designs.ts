import type { Design, DesignKind } from '../../src/contract/design/index.ts'
import { parseDesign } from '../../src/contract/design/index.ts'
import { smallDesign } from '../engine/classification/fixture.ts'

const { kind: _kind, ...network } = smallDesign((raw) => {
  raw.stimulus = { onRateHz: 100, biasInputs: 2, presentationMs: 100 }
  raw.schedule = { trainSamples: 40 }
  raw.evaluation = { testSamples: 30, everySamples: 20, holdOutSamples: 20, presentationMs: 100 }
})

/** What makes an experiment of each kind as small as it can be, on the small pictures. */
export const smallest: Record<DesignKind, object> = {
  classification: network,
  ablations: { ...network, comparison: { ablations: ['inhibition', 'triplet'], seeds: 1 } },
  'continuous-presentation': { ...network, comparison: { seeds: 1 } },
  recurrent: {
    stimulus: { onRateHz: 100, biasInputs: 2, presentationMs: 100 },
    output: { classes: 3, unitsPerClass: 5 },
    schedule: { trainSamples: 30 },
    evaluation: { testSamples: 20, holdOutSamples: 20, everySamples: 15, presentationMs: 100 },
    recall: { completionDigits: 5, persistenceDigits: 5, persistenceMs: 40, fractions: [0.5] },
  },
  oscillation: {
    population: { neurons: 12 },
    oscillation: { amplitudesMv: [4], frequenciesHz: [10] },
    procedure: { learningMs: 200, settleMs: 50, replicates: 3 },
  },
  'linear-baseline': {
    stimulus: { greyThresholds: [160] },
    classifier: { trainSamples: 40, testSamples: 20, repeats: 2, unitsPerClass: [1] },
  },
  'pair-trace': { quality: 'quick' },
  'mean-trace': { quality: 'quick', rates: { points: 3, jumps: [1] } },
  'stdp-window': { quality: 'quick', window: { lags: 3 } },
  srdp: { quality: 'quick', pairing: { points: 3 } },
  'rate-maps': { quality: 'quick', maps: { points: 3 } },
  'compare-rules': { quality: 'quick', protocol: { lags: 5, mapPoints: 4, pairs: 5 } },
  'hardware-robustness': { quality: 'quick', hardware: { bits: [4], mismatch: [0.1], devices: 10 } },
  'timing-modulation': {
    quality: 'quick',
    network: { inputs: 5, outputs: 3 },
    drive: { correlations: [0.4] },
  },
}

export function smallestDesign(kind: DesignKind): Design {
  return parseDesign({ kind, ...smallest[kind] })
}
