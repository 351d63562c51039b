import type { PlasticityRule } from '../../../models/plasticity/rule.ts'
import { playPair } from '../play.ts'
import type { Trains } from '../trains.ts'

/** Something a rule remembers of the spikes: a trace, the calcium. */
export interface StateVariable {
  name: string
  symbol: string
  /** Whose spikes make it jump. */
  side: 'pre' | 'post' | 'both'
  /** Mean under Poisson firing of both neurons at one rate. */
  mean: (rateHz: number) => number
}

/** A synapse over time: every spike is in it twice, before and after, so that jumps are upright. */
export interface Scope {
  preMs: number[]
  postMs: number[]
  timesMs: number[]
  /** One row for each state variable. */
  states: number[][]
  hiddenWeight: number[]
}

/** What can be seen of a rule besides what it teaches. */
export interface Watchable {
  states: StateVariable[]
  scope: (trains: Trains, hiddenWeight: number, endMs: number, everyMs: number) => Scope
  /** Averages over time, from 0 on. */
  meanStates: (trains: Trains, endMs: number, looks: number) => number[]
}

type Read<Pre, Post> = StateVariable & { read: (pre: Pre, post: Post) => number }

export function watchable<P, F, Pre extends object | undefined, Post extends object, Syn extends object>(
  rule: PlasticityRule<P, F, Pre, Post, Syn>,
  parameters: P,
  variables: Read<Pre, Post>[],
): Watchable {
  return {
    states: variables.map(({ read: _, ...variable }) => variable),
    scope: (trains, hiddenWeight, endMs, everyMs) => {
      const scope: Scope = {
        preMs: [...trains.preMs],
        postMs: [...trains.postMs],
        timesMs: [],
        states: variables.map(() => []),
        hiddenWeight: [],
      }
      const note = (timeMs: number, { pre, post, synapse }: { pre: Pre; post: Post; synapse: Syn }) => {
        scope.timesMs.push(timeMs)
        variables.forEach(({ read }, k) => scope.states[k].push(read(pre, post)))
        scope.hiddenWeight.push(rule.hiddenWeight(synapse))
      }
      playPair(rule, parameters, trains, {
        ...{ hiddenWeight, endMs, alsoAtMs: instants(0, endMs, everyMs) },
        onInstant: ({ timeMs, pre, post, before, after }) => {
          if (pre || post) note(timeMs, before)
          note(timeMs, after)
        },
      })
      return scope
    },
    meanStates: (trains, endMs, looks) => {
      const sums = variables.map(() => 0)
      let seen = 0
      playPair(rule, parameters, trains, {
        ...{ hiddenWeight: 0.5, endMs, alsoAtMs: instants(0, endMs, endMs / looks) },
        onInstant: ({ pre, post, before, timeMs }) => {
          if (pre || post || timeMs < 0) return
          seen++
          variables.forEach(({ read }, k) => (sums[k] += read(before.pre, before.post)))
        },
      })
      return sums.map((sum) => sum / seen)
    },
  }
}

function instants(fromMs: number, endMs: number, everyMs: number): number[] {
  return Array.from({ length: Math.floor((endMs - fromMs) / everyMs) }, (_, k) => fromMs + k * everyMs)
}
