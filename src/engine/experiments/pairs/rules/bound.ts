import type { PlasticityRule } from '../../../models/plasticity/rule.ts'
import { heldDrive, playPair, type Drive } from '../play.ts'
import type { Trains } from '../trains.ts'

/** A rule with its parameters: what remains is trains in, drive out, whatever the rule keeps in its states. */
export interface BoundRule {
  title: string
  source: string
  /** Learning of a synapse held at one half, from startMs to endMs. */
  drive: (trains: Trains, startMs: number, endMs: number) => Drive
  /** Plays a synapse that learns freely from a hidden weight on, and tells that of every instant. */
  play: (trains: Trains, hiddenWeight: number, endMs: number, onWeight: (w: number) => void) => void
}

export function bind<P, F, Pre extends object | undefined, Post extends object, Syn extends object>(
  title: string,
  rule: PlasticityRule<P, F, Pre, Post, Syn>,
  parameters: P,
): BoundRule {
  return {
    title,
    source: rule.source,
    drive: (trains, startMs, endMs) => heldDrive(rule, parameters, trains, { held: 0.5, startMs, endMs }),
    play: (trains, hiddenWeight, endMs, onWeight) => {
      const onInstant = ({ after }: { after: { synapse: Syn } }): void => onWeight(rule.hiddenWeight(after.synapse))
      playPair(rule, parameters, trains, { hiddenWeight, endMs, onInstant })
    },
  }
}
