import { describe, expect, test } from 'vitest'
import { abilitiesOf } from '../../../src/contract/abilities.ts'
import { ablationsSchema } from '../../../src/contract/design/ablations.ts'
import { continuousPresentationSchema } from '../../../src/contract/design/continuous.ts'
import type { Design } from '../../../src/contract/design/index.ts'
import {
  admitBranch,
  applySettings,
  branchFields,
  defaultDesign,
  designKinds,
} from '../../../src/contract/design/index.ts'
import { recurrentSchema } from '../../../src/contract/design/recurrent.ts'
import { conduct } from '../../../src/engine/index.ts'
import { listCheckpoints } from '../../../src/main/db/checkpoints.ts'
import { thisProcess } from '../../../src/main/db/liveness.ts'
import { openMemory } from '../../../src/main/db/open.ts'
import { getResults } from '../../../src/main/db/results.ts'
import { planBranch } from '../../../src/main/services/runs/branch.ts'
import { createRunService } from '../../../src/main/services/runs/index.ts'
import { data, localPorts, smallDesign } from '../../engine/classification/fixture.ts'

const { kind: _kind, ...classification } = smallDesign((raw) => (raw.schedule = { trainSamples: 60 }))
const short = {
  classification: smallDesign((raw) => (raw.schedule = { trainSamples: 60 })),
  recurrent: recurrentSchema.parse({
    kind: 'recurrent',
    stimulus: { onRateHz: 100, biasInputs: 2, presentationMs: 100 },
    output: { classes: 3, unitsPerClass: 5 },
    recurrence: { pixelToPoolMv: 18 },
    schedule: { trainSamples: 40 },
    evaluation: { testSamples: 20, everySamples: 10, holdOutSamples: 20 },
    recall: { completionDigits: 5, fractions: [0.5], persistenceDigits: 5, persistenceMs: 40 },
  }),
  'continuous-presentation': continuousPresentationSchema.parse({
    ...{ ...classification, kind: 'continuous-presentation' },
    comparison: { presentations: ['separated', 'continuous'], gapMs: 50, seeds: 2 },
  }),
  ablations: ablationsSchema.parse({
    ...{ ...classification, kind: 'ablations' },
    comparison: { ablations: ['inhibition'], seeds: 2 },
  }),
} satisfies Record<string, Design>

/** What changes in each, and whether that is the same as having begun with it. */
const changes: Record<keyof typeof short, { settings: string[]; asIfFromTheStart: boolean }> = {
  classification: { settings: ['rule.etaPlus=0.001', 'schedule.trainSamples=70'], asIfFromTheStart: false },
  recurrent: { settings: ['recurrence.pixelToPoolMv=16', 'schedule.trainSamples=50'], asIfFromTheStart: false },
  'continuous-presentation': {
    settings: ['comparison.presentations=gap,separated,continuous', 'comparison.seeds=3'],
    asIfFromTheStart: true,
  },
  ablations: { settings: ['comparison.ablations=triplet,inhibition', 'comparison.seeds=3'], asIfFromTheStart: true },
}

function open() {
  const store = openMemory()
  const prepare = (design: Design, preset: string | null) => ({ design, preset, data })
  const runs = createRunService(store, {
    conduct,
    openPool: (threads) => ({ ports: localPorts(threads), close: () => Promise.resolve() }),
    engineVersion: '1',
    carrier: thisProcess(),
  })
  const checkpoints = { everyMs: 0, keep: 1000 }
  const begin = async (design: Design) =>
    (await runs.start(prepare(design, null), 1, { workers: 1, checkpoints }).ended).report
  const branch = async (done: number, settings: string[], workers: number) => {
    const plan = planBranch(store, prepare, { run: '1', done, settings })
    const key = runs.addBranch(plan, workers)
    const { resumeFrom, prepared, seed } = plan
    const { report } = await runs.begin(key, prepared, seed, { workers, resumeFrom }).ended
    return { ...report, kept: store.read((db) => getResults(db, key.number)) }
  }
  const kept = () => store.read((db) => listCheckpoints(db, 1).map(({ done }) => done))
  return { store, begin, branch, kept }
}

describe.each(Object.keys(short) as (keyof typeof short)[])('a branch of %s', (kind) => {
  const design = short[kind]
  const { settings, asIfFromTheStart } = changes[kind]

  test('without changes ends as its run did; with changes it ends elsewhere, always in the same place', async () => {
    const { store, begin, branch, kept } = open()
    const parent = await begin(design)
    expect(parent.status).toBe('completed')
    const half = kept().at(Math.floor(kept().length / 2))!
    const same = await branch(half, [], 2)
    expect(same).toMatchObject({ digest: parent.digest, metrics: parent.metrics })
    expect(same.kept).toEqual(store.read((db) => getResults(db, 1)))
    const other = await branch(half, settings, 1)
    expect(other.status).toBe('completed')
    expect(other.digest).not.toBe(parent.digest)
    expect((await branch(half, settings, 2)).digest).toBe(other.digest)
    const begun = await begin(applySettings(design, settings))
    expect(begun.digest === other.digest).toBe(asIfFromTheStart)
  })

  test('refuses what has shaped its network already', () => {
    const refused = (setting: string) => () => admitBranch(design, applySettings(design, [setting]), 20)
    expect(refused('rule.driftPerS=0.5')).toThrow('rule.driftPerS cannot change in a branch')
    expect(refused('schedule.initialHigh=0.9')).toThrow('schedule.initialHigh cannot change in a branch')
    expect(refused('evaluation.holdOutSamples=30')).toThrow('evaluation.holdOutSamples cannot change in a branch')
  })
})

test('a branch leaves room for what is done', () => {
  const shrunk = (design: Design, setting: string) => () => admitBranch(design, applySettings(design, [setting]), 30)
  expect(shrunk(short.recurrent, 'schedule.trainSamples=20')).toThrow('20 in all are too few')
  expect(shrunk(short.ablations, 'comparison.seeds=1')).toThrow('a branch can only add to the 2 of its run')
  expect(shrunk(short['continuous-presentation'], 'comparison.presentations=gap,continuous')).toThrow(
    'separated cannot be taken out in a branch',
  )
})

test.each(designKinds)('%s can be branched, or says why not', (kind) => {
  const { branch } = abilitiesOf(kind)
  expect(branchFields(kind).length > 0).toBe(branch === true)
  const design = defaultDesign(kind)
  const admit = () => admitBranch(design, design, 0)
  if (branch === true) expect(admit).not.toThrow()
  else expect(admit).toThrow(`A run of this kind ${branch}.`)
})
