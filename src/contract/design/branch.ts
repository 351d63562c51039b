import { abilitiesOf } from '../abilities.ts'
import { LabError } from '../errors.ts'
import { compareDesigns } from './compare.ts'
import { describeFields } from './describe.ts'
import type { Design, DesignKind } from './kinds.ts'

/**
 * What may be another from a checkpoint of a training on. Everything else has shaped what the network has become: its wiring and
 * size, its steps of time, the digits held out; or, as drift does, it acts between the touches of a synapse and would act backwards.
 */
const training = [
  'name|notes',
  'stimulus\\.(?:greyThreshold|onRateHz|offRateHz)',
  '(?:neuron|stopLearning|inhibition|recorders)\\..+',
  'rule\\.(?:tauPreMs|tauPostMs|jumpPre|jumpPost|boundedTraces|etaPlus|etaMinus)',
  'teacher\\.(?!leadMs$).+',
  'schedule\\.(?:trainSamples|epochs|annealTo)',
  'evaluation\\.(?!holdOutSamples$).+',
]

const changeable: Partial<Record<DesignKind, string[]>> = {
  classification: [...training, 'synapse\\.weightMv', 'schedule\\.resetBetween'],
  recurrent: [...training, 'recurrence\\.(?!initial|delaySteps$).+', '(?:recurrentStopLearning|recall)\\..+'],
  // Their checkpoints are of whole trainings, and these stay what they are only if the network does.
  ablations: ['name|notes', 'comparison\\.(?:ablations|seeds)'],
  'continuous-presentation': ['name|notes', 'comparison\\.(?:presentations|seeds)'],
}

/** Paths of the fields that a branch may change; none: runs of this kind cannot be branched. */
export function branchFields(kind: DesignKind): string[] {
  const pattern = new RegExp(`^(?:${(changeable[kind] ?? ['(?!)']).join('|')})$`)
  return describeFields(kind).flatMap(({ path }) => (pattern.test(path) ? [path] : []))
}

/** Refuses a design that could not go on from what another has come to after `done` units of work. */
export function admitBranch(parent: Design, branch: Design, done: number): void {
  const allowed = branchFields(parent.kind)
  const able = abilitiesOf(parent.kind).branch
  if (able !== true) throw new LabError('BRANCH_REFUSED', { problems: [`A run of this kind ${able}.`], allowed })
  const problems = [...acting(parent, branch, allowed), ...lost(parent, branch, done)]
  if (problems.length > 0) throw new LabError('BRANCH_REFUSED', { problems, allowed })
}

/** Changes that would act on what is done already. */
function acting(parent: Design, branch: Design, allowed: string[]): string[] {
  return compareDesigns([parent, branch])
    .filter(({ path }) => !allowed.includes(path))
    .map(({ path }) => `${path} cannot change in a branch: what has been learned by then depends on it.`)
}

/** Changes that would leave no place for what is done already. */
function lost(parent: Design, branch: Design, done: number): string[] {
  if (branch.kind === 'classification' || branch.kind === 'recurrent') {
    const { trainSamples, epochs } = branch.schedule
    const all = trainSamples * epochs
    return all < done ? [`${done} digits have been shown at this checkpoint: ${all} in all are too few.`] : []
  }
  if (!('comparison' in parent && 'comparison' in branch)) return []
  const missing = comparedBy(parent).filter((id) => !comparedBy(branch).includes(id))
  const [had, has] = [parent.comparison.seeds, branch.comparison.seeds]
  return [
    ...missing.map((id) => `${id} cannot be taken out in a branch: its trainings may be done.`),
    ...(has < had ? [`comparison.seeds is ${has}: a branch can only add to the ${had} of its run.`] : []),
  ]
}

type Comparison = Extract<Design, { comparison: unknown }>

function comparedBy(design: Comparison): readonly string[] {
  return design.kind === 'ablations' ? design.comparison.ablations : design.comparison.presentations
}
