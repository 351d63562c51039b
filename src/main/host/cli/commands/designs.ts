import { readDesignFile } from '../../../../contract/design/index.ts'
import type { DesignInfo } from '../../../../contract/designs.ts'
import { createDesigns } from '../../../services/designs/index.ts'
import type { Command } from '../command.ts'
import { exitCodes, jsonOption, projectOption } from '../command.ts'
import { readText } from '../design.ts'
import { dateTime, table } from '../text.ts'

export const designs: Command = {
  name: 'designs',
  summary: 'List the designs of a project, print one as a file, or add one from a file.',
  operands: [{ name: 'design', doc: 'Print this one as JSON: its name, id or the beginning of it.', optional: true }],
  options: {
    project: projectOption,
    import: {
      type: 'text',
      value: 'FILE',
      doc: 'Add the design of this .json file; the project is made when there is none.',
    },
    json: jsonOption,
  },
  examples: [
    { line: 'designs', does: 'The designs of runs.bistable, last changed first.' },
    { line: 'designs "Slow drift" > slow-drift.json', does: 'A file that "run" and "sweep" accept.' },
    { line: 'designs --import slow-drift.json', does: 'The other way round.' },
  ],
  run: async ({ arguments: given, terminal, openLab }) => {
    const lab = await openLab()
    const file = given.text('import')
    // Read first: a file that cannot be used makes no project.
    const added = file === undefined ? undefined : readDesignFile(readText(file), file)
    const project = lab.open(given.text('project')!, { create: added !== undefined })
    try {
      const documents = createDesigns(project.store, lab.presets, () => undefined)
      const wanted = given.optional('design')
      if (added !== undefined) documents.create(added, null)
      if (wanted !== undefined) terminal.out.write(documents.exportFile(wanted).text)
      else if (given.flag('json')) terminal.out.write(`${JSON.stringify(documents.list(false))}\n`)
      else terminal.out.write(listed(documents.list(false), given.text('project')!))
      return exitCodes.completed
    } finally {
      await project.close()
    }
  },
}

function listed(list: DesignInfo[], file: string): string {
  if (list.length === 0) return `${file} has no designs yet.\n`
  const rows = list.map(({ id, name, kind, preset, changedAtMs }) => [
    id,
    name,
    kind,
    preset ?? '',
    dateTime(changedAtMs),
  ])
  return table(['id', 'design', 'kind', 'preset', 'changed'], rows)
}
