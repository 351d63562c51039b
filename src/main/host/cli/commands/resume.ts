import { availableParallelism } from 'node:os'
import type { Project } from '../../../lab.ts'
import { findRun, getRun } from '../../../db/runs.read.ts'
import { reportOf } from '../../../services/runs/report.ts'
import type { Setout } from '../carry-out.ts'
import { carryOut } from '../carry-out.ts'
import { checkpointOptions, checkpointsOf } from '../checkpoint-options.ts'
import type { Command } from '../command.ts'
import { exitCodes, jsonOption, projectOption } from '../command.ts'
import { summaryJson, summaryOfRun } from '../summary.ts'
import type { Stream } from '../terminal.ts'
import { version } from '../version.ts'
import { withProject } from '../with-project.ts'
import { seedOptions } from './run.ts'

export const resume: Command = {
  name: 'resume',
  summary: 'Go on with a run that was stopped, interrupted or failed.',
  operands: [{ name: 'run', doc: 'Its number, its id or the beginning of it, or "latest".' }],
  options: { project: projectOption, workers: seedOptions.workers, ...checkpointOptions, json: jsonOption },
  examples: [
    {
      line: 'resume latest --project trials.bistable',
      does: 'From its last checkpoint; it ends with the bits of a run that was never stopped.',
    },
    { line: 'resume 3 --workers 1 --json', does: 'On another number of threads; tells what "run --json" tells.' },
  ],
  run: async ({ arguments: given, terminal, openLab }) => {
    const lab = await openLab()
    const file = given.text('project')!
    const checkpoints = checkpointsOf(given)
    return withProject(lab, file, { create: false }, async (project) => {
      const { store, runs } = project
      const json = given.flag('json')
      const talk = json ? terminal.err : terminal.out
      const { number } = store.read((db) => findRun(db, store.file, given.operand('run')))
      if (isComplete(project, number)) {
        terminal.err.write(`Run #${number} is complete: there is nothing left to do.\n`)
        const report = store.read((db) => reportOf(db, number))
        terminal.out.write(json ? `${JSON.stringify(summaryJson([report]))}\n` : summaryOfRun(store, report))
        return exitCodes.completed
      }
      const last = runs.lastState(number)
      const prepared = lab.prepare(last.design, last.preset)
      warn(terminal.err, number, last.damaged, last.engineVersion)
      const from = last.resumeFrom === undefined ? 'from its beginning' : `from ${last.resumeFrom.done}`
      talk.write(`${last.preset ?? last.design.name}, seed ${last.seed}, run #${number} of ${file}, ${from}\n`)
      runs.reopen(last)
      const workers = given.whole('workers') ?? availableParallelism()
      const setout: Setout = (onEvent) =>
        runs.begin(last.key, prepared, last.seed, {
          ...{ workers, checkpoints, resumeFrom: last.resumeFrom },
          onEvent: (event) => onEvent(number, event),
        })
      return carryOut(project, { setouts: [setout], lanes: 1 }, { json, terminal })
    })
  },
}

function isComplete({ store }: Project, run: number): boolean {
  return store.read((db) => getRun(db, run).status === 'completed')
}

function warn(stream: Stream, run: number, damaged: number[], begunBy: string): void {
  for (const done of damaged)
    stream.write(`The checkpoint of run #${run} at ${done} is damaged, and the one before it is taken.\n`)
  if (begunBy !== version)
    stream.write(`Run #${run} was begun by version ${begunBy} and goes on with ${version}: its bits may differ.\n`)
}
