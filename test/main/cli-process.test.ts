import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { listRuns } from '../../src/main/db/runs.read.ts'
import { startCli, untilSeen } from '../support/cli-process.ts'
import { fakeLab } from '../support/fake-lab.ts'
import { useFolder } from '../support/folder.ts'

const inFolder = useFolder()
const script = (path: string) => fileURLToPath(new URL(path, import.meta.url))

const start = (path: string, ...argv: string[]) => startCli(script(path), inFolder(), argv)

/** Resolves when the run is seen in the project as running. */
const runningIn = (file: string, child: ChildProcess): Promise<void> =>
  untilSeen(child, file, (project) => project.read(listRuns)[0]?.status === 'running')

function statusesIn(file: string): string[] {
  const project = fakeLab().open(file)
  const statuses = project.store.read(listRuns).map(({ status }) => status)
  project.store.close()
  return statuses
}

describe('the process of a run', () => {
  const argv = () => ['run', 'mnist-feedforward', '--project', inFolder('a.bistable'), '--json']

  it('ends with 130 at Ctrl+C, with what it has', async () => {
    const { child, written, ended, json } = start('../support/slow-cli.ts', 'attentive', ...argv())
    await runningIn(inFolder('a.bistable'), child)
    child.kill('SIGINT')
    expect(await ended).toEqual({ code: 130, signal: null })
    expect(json()).toMatchObject({ status: 'stopped' })
    expect(written.err).toContain('Stopping, and keeping what there is.')
    expect(statusesIn(inFolder('a.bistable'))).toEqual(['stopped'])
  })

  it('leaves at once at the second Ctrl+C; its run is then found interrupted', async () => {
    const { child, written, ended } = start('../support/slow-cli.ts', 'deaf', ...argv())
    await runningIn(inFolder('a.bistable'), child)
    child.kill('SIGINT')
    while (!written.err.includes('Stopping')) await once(child.stderr!, 'data')
    child.kill('SIGINT')
    expect(await ended).toEqual({ code: 130, signal: null })
    expect(statusesIn(inFolder('a.bistable'))).toEqual(['interrupted'])
  })

  it('that is killed leaves a run that is found interrupted, but not while it lives', async () => {
    const { child, ended } = start('../support/slow-cli.ts', 'attentive', ...argv())
    await runningIn(inFolder('a.bistable'), child)
    expect(statusesIn(inFolder('a.bistable'))).toEqual(['running'])
    child.kill('SIGKILL')
    expect(await ended).toEqual({ code: null, signal: 'SIGKILL' })
    expect(statusesIn(inFolder('a.bistable'))).toEqual(['interrupted'])
  })
})

describe('the real thing', () => {
  const tiny = [
    '--set',
    'schedule.trainSamples=60',
    '--set',
    'evaluation.testSamples=40',
    '--set',
    'evaluation.holdOutSamples=20',
  ]
  const main = '../../src/main/host/cli/main.ts'

  it('gives the same digest on one worker and on two, and another for another seed', async () => {
    const report = async (...more: string[]) => {
      const process = start(main, 'run', 'mnist-feedforward', '--json', ...tiny, ...more)
      expect(await process.ended).toEqual({ code: 0, signal: null })
      return process.report()
    }
    const one = await report('--workers', '1')
    const two = await report('--workers', '2')
    const other = await report('--workers', '2', '--seed', '2')
    expect(one.digest).toBe(two.digest)
    expect(one.metrics).toEqual(two.metrics)
    expect(one.metrics.accuracy).toBeGreaterThanOrEqual(0)
    expect(other.digest).not.toBe(one.digest)
    expect(statusesIn(inFolder('runs.bistable'))).toEqual(['completed', 'completed', 'completed'])
  })

  it('refuses bad input with 2 and one sentence', async () => {
    const { written, ended } = start(main, 'run', 'mnist-feedforward', '--set', 'rule.etaPlus=2')
    expect(await ended).toEqual({ code: 2, signal: null })
    expect(written).toEqual({ out: '', err: 'rule.etaPlus is 2: it must be a number between 0 and 1.\n' })
  })
})
