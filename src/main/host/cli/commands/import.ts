import { importBundle, readBundle } from '../../../services/bundles/index.ts'
import type { Command } from '../command.ts'
import { exitCodes, jsonOption, projectOption } from '../command.ts'
import { withProject } from '../with-project.ts'

export const importCommand: Command = {
  name: 'import',
  summary: 'Add the runs of a bundle to a project: all of them, or none when something is wrong.',
  operands: [{ name: 'bundle', doc: 'A .zip file as written by "export --format bundle".' }],
  options: {
    project: { ...projectOption, doc: 'The project to add them to; made when there is none.' },
    json: jsonOption,
  },
  examples: [
    {
      line: 'import sent/3-runs.zip --project trials.bistable',
      does: 'They keep their ids; those that are there already stay as they are.',
    },
  ],
  run: async ({ arguments: given, terminal, openLab }) => {
    // What cannot be imported makes no project.
    const bundle = readBundle(given.operand('bundle'))
    return withProject(await openLab(), given.text('project')!, { create: true }, ({ store }) => {
      const { added, present } = importBundle(store, bundle)
      const left = present.length === 0 ? '' : `, ${present.length} were there already`
      terminal.out.write(
        given.flag('json') ? `${JSON.stringify({ added, present })}\n` : `${added.length} runs added${left}.\n`,
      )
      return Promise.resolve(exitCodes.completed)
    })
  },
}
