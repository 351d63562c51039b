import type { FieldInfo } from '../../../../contract/design/index.ts'
import { describeFields, designKinds } from '../../../../contract/design/index.ts'
import { nearest } from '../../../../contract/nearest.ts'
import type { SqlValue } from '../../../db/connection.ts'
import { FilterProblem } from './tokens.ts'

/** A piece of SQL with the values it stands for. */
export interface Sql {
  text: string
  values: SqlValue[]
}

/** What a name in a filter, or a column to sort by, stands for. */
export type Field = { sql: Sql } & (
  | { type: 'number'; unit: string }
  | { type: 'text'; options?: readonly string[] }
  | { type: 'flag' }
  | { type: 'date' }
  | { type: 'tag' }
)

const statuses = ['queued', 'running', 'paused', 'completed', 'stopped', 'failed', 'interrupted']
const column = (text: string): { sql: Sql } => ({ sql: { text, values: [] } })

const ofRuns: Record<string, Field> = {
  number: { type: 'number', unit: '', ...column('number') },
  seed: { type: 'number', unit: '', ...column('seed') },
  workers: { type: 'number', unit: '', ...column('workers') },
  sweep: { type: 'number', unit: '', ...column('(SELECT max(sweep) FROM sweep_runs WHERE run = number)') },
  duration: { type: 'number', unit: 's', ...column('wall_ms / 1000.0') },
  simulated: { type: 'number', unit: 's', ...column('simulated_ms / 1000.0') },
  progress: { type: 'number', unit: '', ...column('(CASE WHEN total > 0 THEN done / total ELSE 0 END)') },
  best: {
    type: 'number',
    unit: '',
    ...column(`(SELECT max(value) FROM metrics JOIN metric_series ON metric_series.number = series
       WHERE metric_series.run = runs.number AND metric_series.name = 'heldOutAccuracy')`),
  },
  status: { type: 'text', options: statuses, ...column('status') },
  kind: { type: 'text', options: designKinds, ...column('kind') },
  preset: { type: 'text', ...column("coalesce(preset, '')") },
  name: { type: 'text', ...column('name') },
  folder: { type: 'text', ...column('folder') },
  notes: { type: 'text', ...column('notes') },
  id: { type: 'text', ...column('id') },
  starred: { type: 'flag', ...column('starred') },
  created: { type: 'date', ...column('created_at_ms') },
  ended: { type: 'date', ...column('ended_at_ms') },
  tag: { type: 'tag', ...column('tag') },
}

/** Names of the summary, as the table of runs calls its columns. */
const aliases: Record<string, string> = {
  createdAtMs: 'created',
  endedAtMs: 'ended',
  wallMs: 'duration',
  simulatedMs: 'simulated',
}

let parameters: ReadonlyMap<string, FieldInfo> | undefined

/** Fields of all kinds of design, by path. */
function designFields(): ReadonlyMap<string, FieldInfo> {
  parameters ??= new Map(designKinds.flatMap((kind) => describeFields(kind).map((field) => [field.path, field])))
  return parameters
}

/** A field of the run, a parameter of its design, or a metric. `metrics`: those there are in the project. */
export function findField(name: string, metrics: ReadonlySet<string>, at = 0): Field {
  const own = aliases[name] ?? name
  if (Object.hasOwn(ofRuns, own)) return ofRuns[own]
  if (metrics.has(name)) return metric(name)
  const parameter = designFields().get(name)
  if (parameter !== undefined) return parameterField(parameter)
  const known = [...Object.keys(ofRuns), ...metrics, ...designFields().keys()]
  const close = nearest(name, known)
  const meant = close.length > 0 ? ` Did you mean ${close.join(' or ')}?` : ''
  const some = [...Object.keys(ofRuns).slice(0, 6), ...[...metrics].slice(0, 4)].join(', ')
  throw new FilterProblem(
    at,
    `There is no field "${name}".${meant} Fields: ${some}, and every parameter, such as rule.etaPlus.`,
  )
}

function metric(name: string): Field {
  return {
    type: 'number',
    unit: '',
    sql: { text: '(SELECT value FROM scalars WHERE run = number AND name = ?)', values: [name] },
  }
}

function parameterField({ path, type, unit, options }: FieldInfo): Field {
  const sql = { text: 'json_extract(design, ?)', values: [`$.${path}`] }
  switch (type) {
    case 'number':
    case 'whole':
      return { type: 'number', unit, sql }
    case 'boolean':
      return { type: 'flag', sql }
    case 'choice':
    case 'text':
    case 'list':
      return { type: 'text', options, sql }
  }
}
