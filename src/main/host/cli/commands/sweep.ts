import { availableParallelism } from 'node:os'
import type { DesignKind } from '../../../../contract/design/index.ts'
import { LabError } from '../../../../contract/errors.ts'
import type { SweepDetails, SweepPlan } from '../../../../contract/sweep/index.ts'
import { expandSweep, readAxes } from '../../../../contract/sweep/index.ts'
import type { Arguments } from '../arguments.ts'
import type { Command, ExitCode } from '../command.ts'
import { exitCodes, jsonOption, projectOption } from '../command.ts'
import { noteIdle, readDesign } from '../design.ts'
import { carryOutSweep } from '../sweep/carry-out.ts'
import { dryRun } from '../sweep/dry-run.ts'
import { openSweeps } from '../sweep/open.ts'
import { costText, planText } from '../sweep/plan-text.ts'
import { sweepJson, sweepText } from '../sweep/results.ts'
import { withProject } from '../with-project.ts'
import { run, seedOptions, seedsOf } from './run.ts'

export const sweep: Command = {
  name: 'sweep',
  summary: 'Run a design with varied fields, every trial with every seed. The same command goes on where it ended.',
  operands: [{ name: 'experiment', doc: 'A preset (see "presets"), or the path of a design as .json.' }],
  options: {
    over: {
      type: 'list',
      value: 'PATH=VALUES',
      doc: 'A field and its values: 1,2,5 or linear:FROM..TO:POINTS or log:FROM..TO:POINTS.',
    },
    ...seedOptions,
    seeds: { ...run.options.seeds, doc: 'Seeds of every trial, counting up from --seed; mean and sd.' },
    random: { type: 'whole', value: 'N', min: 1, max: 5000, doc: 'N random trials instead of all combinations.' },
    'random-seed': { ...seedOptions.seed, doc: 'Equal ones draw equal trials.' },
    set: { type: 'list', value: 'PATH=VALUE', doc: 'Change a field of the design.' },
    by: { type: 'text', value: 'METRIC', doc: 'What the trials are compared by; accuracy where there is one.' },
    lowest: { type: 'flag', doc: 'The lowest is the best.' },
    'dry-run': { type: 'flag', doc: 'List and count the trials, add up what they cost, and stop there.' },
    project: { ...projectOption, doc: 'The project to keep it in; made when there is none.' },
    json: jsonOption,
  },
  examples: [
    {
      line: 'sweep mnist-feedforward --over rule.etaPlus=log:0.001..0.02:6 --over teacher.choice=random,similar --seeds 3',
      does: '12 trials, 36 runs, and a table of mean and sd.',
    },
    {
      line: 'sweep mnist-feedforward --over rule.etaPlus=log:0.001..0.02:6 --seeds 5',
      does: 'More seeds or values of the same fields extend a sweep; what is done is not repeated.',
    },
    {
      line: 'sweep my-design.json --over rule.tauPreMs=linear:5ms..50ms --random 40 --dry-run',
      does: '40 random trials: what they are and what they cost.',
    },
  ],
  run: async ({ arguments: given, terminal, openLab }) => {
    const lab = await openLab()
    const { design, preset } = readDesign(lab, given.operand('experiment'), given.list('set'))
    const plan = planOf(design.kind, given)
    const file = given.text('project')!
    const workers = given.whole('workers') ?? availableParallelism()
    const json = given.flag('json')
    const talk = json ? terminal.err : terminal.out
    // What cannot be launched makes no project.
    const { trials, problems } = expandSweep(lab.prepare(design, preset).design, plan)
    if (problems.length > 0) throw new LabError('SWEEP_INVALID', { problems: problems.map(({ message }) => message) })
    const designs = trials.flatMap((trial) => trial.design ?? [])
    if (designs.length > 0) noteIdle(terminal, given.list('set'), designs)
    if (given.flag('dry-run')) {
      const { preview, cost } = await dryRun(lab, file, { design, preset, plan, workers })
      terminal.out.write(json ? `${JSON.stringify({ ...preview, cost })}\n` : planText(plan, preview, true))
      if (!json) terminal.out.write(costText(cost, workers))
      return exitCodes.completed
    }
    return withProject(lab, file, { create: true }, async (project) => {
      const { sweeps, desk, close } = openSweeps(lab, project, workers)
      try {
        const preview = sweeps.preview(design, preset, plan)
        talk.write(planText(plan, preview, false))
        if (preview.runs.left > 0 && !json) {
          talk.write(costText(await sweeps.estimate(design, preset, plan, workers), workers))
        }
        const { id } = sweeps.launch(design, preset, plan)
        await carryOutSweep({ sweeps, desk, terminal, talk, sweepId: id, expected: preview.runs.left })
        const details = sweeps.get(id)
        const order = { by: given.text('by'), lowest: given.flag('lowest') }
        terminal.out.write(json ? `${JSON.stringify(sweepJson(details, order))}\n` : sweepText(details, order))
        return exitCodeFor(details)
      } finally {
        await close()
      }
    })
  },
}

function exitCodeFor({ runs }: SweepDetails): ExitCode {
  if (runs.failed !== undefined) return exitCodes.failed
  return Object.keys(runs).every((status) => status === 'completed') ? exitCodes.completed : exitCodes.stopped
}

function planOf(kind: DesignKind, given: Arguments): SweepPlan {
  if (given.list('over').length === 0) {
    const problem = '"sweep" needs --over: which field is to vary, such as --over rule.etaPlus=log:0.001..0.02:6.'
    throw new LabError('USAGE', { problem, help: '"npm run lab -- sweep --help" explains it.' })
  }
  const trials = given.whole('random')
  return {
    axes: readAxes(kind, given.list('over')),
    seeds: seedsOf(given),
    random: trials === undefined ? null : { trials, seed: given.whole('random-seed')! },
  }
}
