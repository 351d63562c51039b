import type { AblationsDesign } from './design/ablations.ts'
import type { ClassificationDesign } from './design/classification.ts'
import type { ContinuousPresentationDesign } from './design/continuous.ts'
import type { Design, DesignKind } from './design/index.ts'
import type { RecurrentDesign } from './design/recurrent.ts'

/** Yes; or why not, a sentence for people that begins where the name of the run ends. */
type Ability = true | string

/** What can be done with the runs of a kind of experiment. Views and the core ask here, and nowhere for the kind itself. */
export interface Abilities {
  /** Sends spikes, rates, traces and weights to its views while it learns. */
  live: Ability
  /** Responds to a picture on the side while it goes on; and when it has ended, from what it has left behind. */
  probe: Ability
  probeEnded: Ability
  /** Can be saved on the way, and so resumed, and moved to other threads. */
  checkpoint: Ability
  /** Another run can go on from its checkpoints with another design. */
  branch: Ability
  /** Measures the accuracy of one network, and weight flips, over its training. */
  curve: boolean
  /** Ends with receptive fields. */
  fields: boolean
}

const noPictures = 'shows no pictures to a network, so there is nothing to probe'

const network: Abilities = {
  ...{ live: true, probe: true, probeEnded: true, checkpoint: true, branch: true },
  ...{ curve: true, fields: true },
}

/** Done by one thread, from a few seconds to a few minutes. */
const protocol: Abilities = {
  live: 'measures the rule itself, as fast as it can; its figures appear when it is done',
  probe: noPictures,
  probeEnded: noPictures,
  checkpoint: 'takes so little time that it keeps no checkpoints: stopped, it begins anew',
  branch: 'keeps no checkpoints that a branch could begin from',
  ...{ curve: false, fields: false },
}

/** Several networks, one after the other or at a time. */
const comparison: Abilities = {
  ...network,
  probeEnded: 'has compared several networks and kept none of them; run the classification alone to probe it',
  ...{ curve: false, fields: false },
}

const abilities: Readonly<Record<DesignKind, Abilities>> = {
  classification: network,
  recurrent: network,
  ablations: comparison,
  'continuous-presentation': comparison,
  oscillation: {
    ...protocol,
    live: 'simulates many small networks, each in one go; what they come to appears one by one',
    checkpoint: true,
    branch: 'compares networks that differ by the oscillation alone: finished ones would not fit to those of a branch',
  },
  'linear-baseline': {
    ...protocol,
    live: 'trains linear classifiers, which have no spikes; its figures appear when it is done',
    probe: 'trains many classifiers and keeps none of them, so there is nothing to probe',
    probeEnded: 'has trained many classifiers and kept none of them, so there is nothing to probe',
    checkpoint: true,
    branch: 'compares classifiers that learn alike: finished ones would not fit to those of a branch',
  },
  'mean-trace': protocol,
  'pair-trace': protocol,
  'stdp-window': protocol,
  srdp: protocol,
  'rate-maps': protocol,
  'compare-rules': protocol,
  'hardware-robustness': protocol,
  'timing-modulation': {
    ...protocol,
    checkpoint: true,
    branch: 'measures at equal parameters throughout: finished conditions would not fit to those of a branch',
  },
}

export function abilitiesOf(kind: DesignKind): Abilities {
  return abilities[kind]
}

/** A design of pools of units that learn digits, which can be followed live. */
export type NetworkDesign = ClassificationDesign | RecurrentDesign | AblationsDesign | ContinuousPresentationDesign

export function isNetworkDesign(design: Design): design is NetworkDesign {
  return abilities[design.kind].live === true
}
