import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import { defaultDesign } from '../../src/contract/design/index.ts'
import type { ProjectFile } from '../../src/main/db/connection.ts'
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

/** A run that goes on in that process, as the project has it. */
function start(project: ProjectFile, carrier: ProcessIdentity): { id: string; number: number } {
  return project.write((db) => {
    const design = defaultDesign('classification')
    const experiment = experimentOf(db, design, null, 0)
    const run = { experiment, design, preset: null, seed: 1, workers: 1, engineVersion: '1', carrier }
    const key = insertRun(db, run, Date.now())
    setLiveStatus(db, key.number, 'running', Date.now())
    return key
  })
}

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
  const look = (): string[] => {
    told.length = 0
    lookout.look()
    return told
  }
  const statusOf = (run: number): string => window.read((db) => getSummaries(db, [run]))[0].status
  const other = spawn(process.execPath, ['--eval', 'setInterval(() => undefined, 1000)'])
  try {
    const mine = start(terminal, self)
    const theirs = start(terminal, { ...self, processId: other.pid!, processToken: '' })
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

test('a program that died before the first look is told of too', async () => {
  const project = openOrCreateProject(inFolder('b.bistable'))
  const other = spawn(process.execPath, ['--eval', ''])
  const processId = other.pid!
  await once(other, 'exit')
  const theirs = start(project, { ...self, processId, processToken: '' })
  const told: string[] = []
  const lookout = watchElsewhere(
    project,
    self,
    (ids) => told.push(...ids),
    (error) => expect.unreachable(String(error)),
  )
  try {
    lookout.look()
    expect(told).toEqual([theirs.id])
    expect(project.read((db) => getSummaries(db, [theirs.number]))[0].status).toBe('interrupted')
  } finally {
    lookout.close()
    project.close()
  }
})
