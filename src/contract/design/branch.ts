import { LabError } from '../errors.ts'
import { compareDesigns } from './compare.ts'
import { describeFields } from './describe.ts'
import type { Design, DesignKind } from './kinds.ts'

/**
 * What may be another from a checkpoint on. Everything else has shaped what the network has become: its wiring and size, its steps
 * of time, the digits held out; or, as drift does, it acts between the touches of a synapse and would act backwards.
 */
const changeable: Partial<Record<DesignKind, RegExp>> = {
  classification: new RegExp(
    `^(?:name|notes|synapse\\.weightMv|stimulus\\.(?:greyThreshold|onRateHz|offRateHz)|neuron\\..+|stopLearning\\..+|inhibition\\..+|` +
      `rule\\.(?:tauPreMs|tauPostMs|jumpPre|jumpPost|boundedTraces|etaPlus|etaMinus)|teacher\\.(?!leadMs$).+|recorders\\..+|` +
      `schedule\\.(?:trainSamples|epochs|annealTo|resetBetween)|evaluation\\.(?!holdOutSamples$).+)$`,
  ),
}

/** Paths of the fields that a branch may change; none: runs of this kind cannot be branched. */
export function branchFields(kind: DesignKind): string[] {
  const pattern = changeable[kind]
  return describeFields(kind).flatMap(({ path }) => (pattern?.test(path) === true ? [path] : []))
}

/** Refuses a design that could not go on from what another has come to after `done` presentations. */
export function admitBranch(parent: Design, branch: Design, done: number): void {
  const allowed = branchFields(parent.kind)
  if (allowed.length === 0) {
    const problem = `runs of the kind "${parent.kind}" cannot be branched: all of their design acts from the first step on.`
    throw new LabError('BRANCH_REFUSED', { problems: [problem], allowed })
  }
  const changed = compareDesigns([parent, branch]).map(({ path }) => path)
  const problems = changed
    .filter((path) => !allowed.includes(path))
    .map((path) => `${path} cannot change in a branch: what has been learned by then depends on it.`)
  if (branch.kind === 'classification') {
    const { trainSamples, epochs } = branch.schedule
    if (trainSamples * epochs < done) {
      problems.push(`${done} digits have been shown at this checkpoint: ${trainSamples * epochs} in all are too few.`)
    }
  }
  if (problems.length > 0) throw new LabError('BRANCH_REFUSED', { problems, allowed })
}
