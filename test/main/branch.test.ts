import { describe, expect, it } from 'vitest'
import type { RunReport } from '../../src/contract/runs.ts'
import { listCheckpoints } from '../../src/main/db/checkpoints.ts'
import { listMetrics } from '../../src/main/db/metrics.ts'
import { openProject } from '../../src/main/db/open.ts'
import { getResults } from '../../src/main/db/results.ts'
import { getRun } from '../../src/main/db/runs.read.ts'
import { runCli } from '../../src/main/host/cli/cli.ts'
import { openLab } from '../../src/main/host/cli/lab.ts'
import { useFolder } from '../support/folder.ts'
import { memoryTerminal } from '../support/terminal.ts'

const inFolder = useFolder()
const file = () => inFolder('a.bistable')

async function lab(...argv: string[]) {
  const { terminal, written } = memoryTerminal()
  const host = { terminal, version: '1.2.3', openLab: () => Promise.resolve(openLab()), debug: true }
  const code = await runCli([...argv, '--project', file()], host)
  return { code, ...written, report: () => JSON.parse(written.out) as RunReport }
}

const parent = () =>
  lab(
    ...['run', 'mnist-feedforward', '--json', '--checkpoint-every', '1ms', '--keep-checkpoints', '100'],
    ...['--set', 'schedule.trainSamples=120', '--set', 'evaluation.testSamples=50'],
    ...['--set', 'evaluation.holdOutSamples=20', '--set', 'evaluation.everySamples=20'],
  )

function look<T>(read: (project: ReturnType<typeof openProject>) => T): T {
  const project = openProject(file())
  try {
    return read(project)
  } finally {
    project.close()
  }
}

describe('a branch', () => {
  it('without changes ends with the bits of its run, from any checkpoint, measurements included', async () => {
    const { report } = await parent()
    const kept = look(({ read }) => read((db) => listCheckpoints(db, 1)))
    expect(kept.length).toBeGreaterThan(3)
    const early = kept.at(-2)!.done
    const branch = await lab('run', '--from', `1@${early}`, '--workers', '1', '--json')
    expect(branch.err).toContain(`a branch of run #1 at ${early}`)
    expect(branch.report()).toMatchObject({ digest: report().digest, metrics: report().metrics, preset: null, seed: 1 })
    look(({ read }) => {
      read((db) => {
        expect(listMetrics(db, 2)).toEqual(listMetrics(db, 1))
        expect(getResults(db, 2)).toEqual(getResults(db, 1))
        expect(getRun(db, 2).lineage).toEqual({
          parent: { runId: report().runId, number: 1, name: 'MNIST, feed-forward', done: early },
          branches: [],
        })
        expect(getRun(db, 1).lineage.branches).toMatchObject([{ number: 2, done: early }])
        // Its own beginning stays, whatever becomes of the other run.
        expect(listCheckpoints(db, 2).at(-1)).toMatchObject({ done: early, pinned: true })
      })
    })
    expect((await lab('show', '2')).out).toMatch(new RegExp(`branch of +#1 at ${early}`))
    expect((await lab('show', '1')).out).toMatch(new RegExp(`branches +#2 at ${early}`))
  })

  it('with changes goes another way from where it begins', async () => {
    const { report } = await parent()
    const done = look(({ read }) => read((db) => listCheckpoints(db, 1)))[0].done
    const longer = ['--set', 'schedule.trainSamples=160', '--set', 'rule.etaPlus=0.001']
    const branch = await lab('run', '--from', `latest@${done}`, ...longer, '--json')
    expect(branch.report().metrics.trainedDigits).toBe(160)
    expect(branch.report().digest).not.toBe(report().digest)
    const { metrics, design } = look(({ read }) =>
      read((db) => ({ metrics: listMetrics(db, 2), design: getRun(db, 2).design })),
    )
    expect(metrics[0].steps).toEqual([20, 40, 60, 80, 100, 120, 140, 160])
    expect(design).toMatchObject({ schedule: { trainSamples: 160 }, rule: { etaPlus: 0.001 } })
  })

  it('is refused, and not written down, where it could not go on', async () => {
    await parent()
    const [{ done }] = look(({ read }) => read((db) => listCheckpoints(db, 1)))
    const refusal = async (...argv: string[]) => {
      const { code, err } = await lab('run', ...argv)
      expect(code).toBe(2)
      return err
    }
    const wired = await refusal('--from', '1', '--set', 'output.unitsPerClass=5', '--set', 'rule.driftPerS=0.5')
    expect(wired).toContain('output.unitsPerClass cannot change in a branch')
    expect(wired).toContain('rule.driftPerS cannot change in a branch')
    expect(wired).toContain('What a branch may change: name,')
    expect(await refusal('--from', '1', '--set', 'schedule.trainSamples=10')).toContain(
      `${done} digits have been shown at this checkpoint: 10 in all are too few.`,
    )
    expect(await refusal('--from', '1@7')).toContain('Run #1 has no usable checkpoint at 7. Kept are those at ')
    expect(await refusal('--from', '9')).toContain('There is no run "9"')
    expect(await refusal('mnist-feedforward', '--from', '1')).toContain('A branch has the design of its run')
    expect(await refusal()).toContain('"run" needs <experiment>')
    await lab('run', 'figure-1-mean-trace', '--set', 'quality=quick')
    expect(await refusal('--from', 'latest')).toContain('has no checkpoint to go on from')
    expect(look(({ read }) => read((db) => db.all('SELECT number FROM runs')))).toHaveLength(2)
  })
})
