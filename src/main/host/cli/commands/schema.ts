import { designJsonSchema, designKinds } from '../../../../contract/design/index.ts'
import { LabError } from '../../../../contract/errors.ts'
import { nearest } from '../../../../contract/nearest.ts'
import type { Command } from '../command.ts'
import { exitCodes } from '../command.ts'

export const schema: Command = {
  name: 'schema',
  summary: 'Print the JSON schema of a kind of design, for editors.',
  operands: [{ name: 'kind', doc: `One of ${designKinds.join(', ')}.` }],
  options: {},
  examples: [
    {
      line: 'schema classification > classification.schema.json',
      does: 'A design beside it with "$schema": "./classification.schema.json" is checked and completed as it is typed.',
    },
  ],
  run: ({ arguments: given, terminal }) => {
    const asked = given.operand('kind')
    const kind = designKinds.find((known) => known === asked)
    if (kind === undefined) {
      const close = nearest(asked, designKinds)
      const meant = close.length === 0 ? '' : ` Did you mean ${close.join(' or ')}?`
      const problem = `There is no kind of design "${asked}".${meant}`
      throw new LabError('USAGE', { problem, help: `Kinds: ${designKinds.join(', ')}.` })
    }
    terminal.out.write(`${JSON.stringify(designJsonSchema(kind), null, 2)}\n`)
    return Promise.resolve(exitCodes.completed)
  },
}
