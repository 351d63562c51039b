import { exp } from '../../kernels/math.ts'
import type { BcallParameters } from '../../models/plasticity/bcall.ts'
import { bcall } from '../../models/plasticity/bcall.ts'
import { heldDrive, type Drive } from './play.ts'
import type { Trains } from './trains.ts'

export interface BcallDrive extends Drive {
  /** Sum of the traces found by the other side's spikes, and how many spikes found them. */
  preTraceSeen: number
  preTraceFinders: number
  postTraceSeen: number
  postTraceFinders: number
}

/**
 * The drive of a synapse that BCaLL teaches, held at one hidden weight, bistable drift left out. The same as heldDrive with the
 * rule (the tests say so), but each trace is evaluated only where it is read: two exponentials a spike. With stop-learning on,
 * the rule itself does the work.
 */
export function bcallDrive(rule: BcallParameters, { preMs, postMs }: Trains, endMs: number): BcallDrive {
  const preCarry = rule.boundedTraces ? 1 - rule.jumpPre : 1
  const postCarry = rule.boundedTraces ? 1 - rule.jumpPost : 1
  const [perTauPre, perTauPost] = [-1 / rule.tauPreMs, -1 / rule.tauPostMs]
  let [i, j, x, y, preLast, postLast] = [0, 0, 0, 0, 0, 0]
  let [preTraceSeen, preTraceFinders, postTraceSeen, postTraceFinders] = [0, 0, 0, 0]
  const [preCount, postCount] = [preMs.length, postMs.length]
  while (i < preCount || j < postCount) {
    const pre = i < preCount ? preMs[i] : Infinity
    const post = j < postCount ? postMs[j] : Infinity
    const now = pre < post ? pre : post
    if (now >= endMs) break
    if (now >= 0 && pre === now) {
      postTraceSeen += y * exp((now - postLast) * perTauPost)
      postTraceFinders++
    }
    if (now >= 0 && post === now) {
      preTraceSeen += x * exp((now - preLast) * perTauPre)
      preTraceFinders++
    }
    if (pre === now) {
      x = (x === 0 || preCarry === 0 ? 0 : x * exp((now - preLast) * perTauPre) * preCarry) + rule.jumpPre
      preLast = now
      i++
    }
    if (post === now) {
      y = (y === 0 || postCarry === 0 ? 0 : y * exp((now - postLast) * perTauPost) * postCarry) + rule.jumpPost
      postLast = now
      j++
    }
  }
  const seen = { preTraceSeen, preTraceFinders, postTraceSeen, postTraceFinders }
  if (!rule.stopLearning.on) {
    return { ltp: rule.etaPlus * preTraceSeen, ltd: rule.etaMinus * postTraceSeen, ...seen }
  }
  const still = { ...rule, bistable: false }
  return { ...heldDrive(bcall, still, { preMs, postMs }, { held: 0.5, startMs: 0, endMs }), ...seen }
}
