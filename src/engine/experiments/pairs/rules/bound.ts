import type { PlasticityRule } from '../../../models/plasticity/rule.ts'
import { heldDrive, type Drive } from '../play.ts'
import type { Trains } from '../trains.ts'

/** A rule with its parameters: what remains is trains in, drive out, whatever the rule keeps in its states. */
export interface BoundRule {
  title: string
  source: string
  /** Learning of a synapse held at one half, from startMs to endMs. */
  drive: (trains: Trains, startMs: number, endMs: number) => Drive
}

export function bind<P, F, Pre, Post, Syn>(
  title: string,
  rule: PlasticityRule<P, F, Pre, Post, Syn>,
  parameters: P,
): BoundRule {
  return {
    title,
    source: rule.source,
    drive: (trains, startMs, endMs) => heldDrive(rule, parameters, trains, { held: 0.5, startMs, endMs }),
  }
}
