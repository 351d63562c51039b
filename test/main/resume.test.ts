import { describe, expect, it } from 'vitest'
import { listCheckpoints } from '../../src/main/db/checkpoints.ts'
import { listMetrics } from '../../src/main/db/metrics.ts'
import { openProject } from '../../src/main/db/open.ts'
import { getResults } from '../../src/main/db/results.ts'
import { getRun, listRuns } from '../../src/main/db/runs.read.ts'
import type { CliProcess } from '../support/cli-process.ts'
import { mainScript, startCli, untilSeen } from '../support/cli-process.ts'
import { useFolder } from '../support/folder.ts'

const inFolder = useFolder()
const file = () => inFolder('a.bistable')
const lab = (...argv: string[]): CliProcess => startCli(mainScript, inFolder(), argv)
const training = [
  ...['run', 'mnist-feedforward', '--json', '--seed', '3'],
  ...['--set', 'schedule.trainSamples=800', '--set', 'evaluation.testSamples=100'],
  ...['--set', 'evaluation.holdOutSamples=50', '--set', 'evaluation.everySamples=300'],
]

/** Everything measured and all results of the first run in a project. */
function kept(path: string) {
  const project = openProject(path)
  const found = project.read((db) => ({ metrics: listMetrics(db, 1), results: getResults(db, 1) }))
  project.close()
  return found
}

/** Kills a process as soon as the run has a checkpoint beyond `done`; gives how far that is. */
async function killBeyond(process: CliProcess, done: number): Promise<number> {
  let reached = done
  await untilSeen(process.child, file(), (project) => {
    reached = project.read((db) => listCheckpoints(db, 1))[0]?.done ?? 0
    return reached > done && project.read((db) => getRun(db, 1).status) === 'running'
  })
  process.child.kill('SIGKILL')
  expect(await process.ended).toMatchObject({ signal: 'SIGKILL' })
  return reached
}

describe('lab resume', () => {
  it('ends a run that was killed twice, on other threads, with the bits of one that was never stopped', async () => {
    const whole = lab(...training, '--project', inFolder('whole.bistable'), '--workers', '2')
    expect(await whole.ended).toMatchObject({ code: 0 })

    const often = ['--checkpoint-every', '1ms', '--project', file()]
    const reached = await killBeyond(lab(...training, ...often, '--workers', '1'), 0)
    const listed = lab('runs', '--project', file(), '--json')
    expect(await listed.ended).toMatchObject({ code: 0 })
    expect(listed.json()).toMatchObject([{ status: 'interrupted' }])
    const [{ id, progress }] = listed.json() as { id: string; progress: number }[]
    expect(progress).toBeGreaterThan(0)
    expect(progress).toBeLessThan(1)

    await killBeyond(lab('resume', id, ...often, '--workers', '3'), reached)
    const last = lab('resume', id.slice(0, 12), '--project', file(), '--workers', '2', '--json')
    expect(await last.ended).toMatchObject({ code: 0 })
    const { wallMs: _, runId, ...report } = last.report()
    const { wallMs: __, runId: ___, ...expected } = whole.report()
    expect(runId).toBe(id)
    expect(report).toEqual(expected)
    expect(kept(file())).toEqual(kept(inFolder('whole.bistable')))

    // Once more: there is nothing left to do, and it says the same.
    const again = lab('resume', 'latest', '--project', file(), '--json')
    expect(await again.ended).toMatchObject({ code: 0 })
    expect(again.report()).toEqual(last.report())
  })

  it('goes on with a run that was stopped as if it had not been measured in between', async () => {
    const whole = lab(...training, '--project', inFolder('whole.bistable'))
    await whole.ended
    const stopped = lab(...training, '--project', file(), '--checkpoint-every', '1ms')
    await untilSeen(stopped.child, file(), (project) => project.read((db) => listCheckpoints(db, 1)).length > 0)
    stopped.child.kill('SIGINT')
    expect(await stopped.ended).toMatchObject({ code: 130 })
    const resumed = lab('resume', '1', '--project', file(), '--json')
    expect(await resumed.ended).toMatchObject({ code: 0 })
    expect(resumed.report().digest).toBe(whole.report().digest)
    expect(kept(file())).toEqual(kept(inFolder('whole.bistable')))
  })

  it.each([
    ['timing-modulation', 'quality=quick', 'network.inputs=6', 'network.outputs=4'],
    ['figure-5-linear-baseline', 'stimulus.greyThresholds=60,160', 'classifier.trainSamples=3000'],
    ['oscillation', 'oscillation.amplitudesMv=10', 'procedure.replicates=3', 'procedure.learningMs=300'],
  ])('%s goes on from what was finished when it was killed, on another number of threads', async (preset, ...set) => {
    const run = ['run', preset, '--json', ...set.flatMap((setting) => ['--set', setting])]
    const whole = lab(...run, '--project', inFolder('whole.bistable'), '--workers', '1')
    expect(await whole.ended).toMatchObject({ code: 0 })
    await killBeyond(lab(...run, '--checkpoint-every', '1ms', '--project', file(), '--workers', '2'), 0)
    const resumed = lab('resume', 'latest', '--project', file(), '--workers', '1', '--json')
    expect(await resumed.ended).toMatchObject({ code: 0 })
    expect(resumed.written.err).not.toContain('from its beginning')
    expect(resumed.report().digest).toBe(whole.report().digest)
    expect(kept(file())).toEqual(kept(inFolder('whole.bistable')))
  })

  it('begins an experiment of one thread anew, and measures nothing twice', async () => {
    const protocol = ['run', 'figure-4-rate-maps', '--set', 'quality=quick', '--json']
    const whole = lab(...protocol, '--project', inFolder('whole.bistable'))
    await whole.ended
    const killed = lab(...protocol, '--project', file())
    await untilSeen(killed.child, file(), (project) => project.read(listRuns)[0]?.status === 'running')
    killed.child.kill('SIGKILL')
    await killed.ended
    const resumed = lab('resume', 'latest', '--project', file(), '--json')
    expect(await resumed.ended).toMatchObject({ code: 0 })
    expect(resumed.written.err).toContain('from its beginning')
    expect(resumed.report().digest).toBe(whole.report().digest)
    expect(kept(file())).toEqual(kept(inFolder('whole.bistable')))
  })

  it('says what it cannot go on with', async () => {
    const none = lab('resume', 'latest', '--project', file())
    expect(await none.ended).toMatchObject({ code: 2 })
    expect(none.written.err).toContain('There is no project')
    const wrong = lab('resume', 'latest', '--checkpoint-every', 'often')
    expect(await wrong.ended).toMatchObject({ code: 2 })
    expect(wrong.written.err).toContain('--checkpoint-every is often: it must be a time')
  })
})
