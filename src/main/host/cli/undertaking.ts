import type { Design } from '../../../contract/design/index.ts'
import { LabError } from '../../../contract/errors.ts'
import type { Lab, Project } from '../../lab.ts'
import { planBranch } from '../../services/runs/branch.ts'
import type { StartOptions } from '../../services/runs/index.ts'
import type { Batch, Setout } from './carry-out.ts'
import { batchOf } from './carry-out.ts'
import { readDesign } from './design.ts'

/** What `run` is told to do, found good as far as that goes without the project. */
export interface Undertaking {
  /** Whether the project may be a new one. */
  create: boolean
  /** In the opened project. */
  begin: (project: Project) => { title: string; batch: Batch }
}

interface Asked extends StartOptions {
  experiment: string | undefined
  from: string | undefined
  settings: string[]
  seeds: number[]
  /** Hears of the design that is to run and what was set in it. */
  note: (settings: string[], design: Design) => void
}

export function undertakingOf(lab: Lab, asked: Asked): Undertaking {
  const { experiment, from } = asked
  const refuse = (problem: string): LabError =>
    new LabError('USAGE', { problem, help: '"npm run lab -- run --help" explains it.' })
  if (from !== undefined) {
    if (experiment === undefined) return branchOf(lab, from, asked)
    throw refuse(`A branch has the design of its run: leave out "${experiment}", and change fields with --set.`)
  }
  if (experiment === undefined)
    throw refuse('"run" needs <experiment>: a preset (see "presets"), or the path of a design as .json.')
  const { settings, seeds, workers, checkpoints, note } = asked
  const { design, preset } = readDesign(lab, experiment, settings)
  note(settings, design)
  const prepared = lab.prepare(design, preset)
  return {
    create: true,
    begin: (project) => ({
      title: `${preset ?? design.name}, seed ${seeds.join(', ')}`,
      batch: batchOf(project, prepared, { seeds, workers, checkpoints }),
    }),
  }
}

/** `RUN` or `RUN@DONE`. */
function branchOf(lab: Lab, from: string, { settings, workers, checkpoints, note }: Asked): Undertaking {
  const [, run, done] = /^(.*?)(?:@(\d+))?$/s.exec(from)!
  return {
    create: false,
    begin: (project) => {
      const request = { run, done: done === undefined ? null : Number(done), settings }
      const plan = planBranch(project.store, lab.prepare, request)
      const { parent, prepared, seed, resumeFrom } = plan
      note(settings, prepared.design)
      const setout: Setout = (onEvent) => {
        const key = project.runs.addBranch(plan, workers)
        return project.runs.begin(key, prepared, seed, {
          ...{ workers, checkpoints, resumeFrom },
          onEvent: (event) => onEvent(key.number, event),
        })
      }
      const title = `${prepared.design.name}, seed ${seed}, a branch of run #${parent.number} at ${resumeFrom.done}`
      return { title, batch: { setouts: [setout], lanes: 1 } }
    },
  }
}
