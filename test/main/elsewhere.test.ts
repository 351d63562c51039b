import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import { defaultDesign } from '../../src/contract/design/index.ts'
import { openOrCreateProject } from '../../src/main/db/create.ts'
import { experimentOf } from '../../src/main/db/experiments.ts'
import type { ProcessIdentity } from '../../src/main/db/liveness.ts'
import { thisProcess } from '../../src/main/db/liveness.ts'
import { getSummaries } from '../../src/main/db/runs.read.ts'
import { insertRun, saveProgress, setLiveStatus } from '../../src/main/db/runs.write.ts'
import { watchElsewhere } from '../../src/main/services/runs/elsewhere.ts'
import { useFolder } from '../support/folder.ts'

const inFolder = useFolder()
const self = thisProcess()

test('a window follows the runs of another program, and sees that it has died', async () => {
  const file = inFolder('a.bistable')
  const [window, terminal] = [openOrCreateProject(file), openOrCreateProject(file)]
  const told: string[] = []
  const lookout = watchElsewhere(
    window,
    self,
    (ids) => told.push(...ids),
    (error) => expect.unreachable(String(error)),
  )
  const start = (carrier: ProcessIdentity) =>
    terminal.write((db) => {
      const design = defaultDesign('classification')
      const experiment = experimentOf(db, design, null, 0)
      const run = { experiment, design, preset: null, seed: 1, workers: 1, engineVersion: '1', carrier }
      const key = insertRun(db, run, Date.now())
      setLiveStatus(db, key.number, 'running', Date.now())
      return key
    })
  const look = (): string[] => {
    told.length = 0
    lookout.look()
    return told
  }
  const statusOf = (run: number): string => window.read((db) => getSummaries(db, [run]))[0].status
  const other = spawn(process.execPath, ['--eval', 'setInterval(() => undefined, 1000)'])
  try {
    const mine = start(self)
    const theirs = start({ ...self, processId: other.pid!, processToken: '' })
    expect(look()).toEqual([theirs.id])
    expect(look()).toEqual([])
    const progress = { phase: 'training', done: 20, total: 100, unit: 'digits' }
    terminal.write((db) => saveProgress(db, theirs.number, progress, { wallMs: 1, simulatedMs: 1 }, Date.now()))
    expect(look()).toEqual([theirs.id])

    other.kill('SIGKILL')
    await once(other, 'exit')
    expect(look()).toEqual([theirs.id])
    expect(statusOf(theirs.number)).toBe('interrupted')
    expect(statusOf(mine.number)).toBe('running')
    expect(look()).toEqual([])
  } finally {
    other.kill('SIGKILL')
    lookout.close()
    window.close()
    terminal.close()
  }
})
