import type { BcallParameters } from '../../../models/plasticity/bcall.ts'
import { calciumSets } from '../../../models/plasticity/calcium-sets.ts'
import {
  braderSennFusi,
  froemkeDan,
  songMillerAbbott,
  visualCortexMinimal,
} from '../../../models/plasticity/published.ts'
import {
  bcallContender,
  calciumContender,
  pairContender,
  sdspContender,
  tripletContender,
  type Contender,
} from './contender.ts'

/** BCaLL and its peers, with the parameters of their papers. */
export function contenders(rule: BcallParameters): Contender[] {
  return [
    bcallContender(rule),
    named('pair-all', 'Pair STDP, all-to-all', pairContender(songMillerAbbott)),
    named('pair-nearest', 'Pair STDP, nearest', pairContender(froemkeDan)),
    tripletContender(visualCortexMinimal),
    sdspContender(braderSennFusi),
    calciumContender(calciumSets['cortical slices']),
  ]
}

function named(id: string, title: string, contender: Contender): Contender {
  return { ...contender, id, rule: { ...contender.rule, title } }
}
