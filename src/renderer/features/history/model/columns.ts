import type { FieldInfo } from '../../../../contract/design/index.ts'
import { metricTitle } from './values.ts'

export interface Column {
  /** 'status', 'metric:accuracy', 'parameter:rule.etaPlus'. */
  id: string
  title: string
  /** Shown instead of the title where there is one. */
  symbol?: string
  hint: string
  /** A track of the table's grid. */
  track: string
  /** As the core sorts; null: it cannot. */
  sortBy: string | null
  numeric: boolean
}

const column = (
  id: string,
  title: string,
  track: string,
  sortBy: string | null,
  more: Partial<Column> = {},
): Column => ({
  ...{ id, title, track, sortBy, hint: title, numeric: false },
  ...more,
})

const fixed: Column[] = [
  column('number', 'Run', '44px', 'number', { hint: 'Number of the run in this project' }),
  column('status', 'Status', '104px', 'status'),
  column('name', 'Experiment', 'minmax(128px, 1.6fr)', 'name'),
  column('seed', 'Seed', '40px', 'seed', { numeric: true }),
  column('best', 'Best', 'minmax(64px, 0.7fr)', 'best', {
    hint: 'Best accuracy on held-out digits during training',
    numeric: true,
  }),
  column('curve', 'Curve', '78px', null, { hint: 'Accuracy on held-out digits over training' }),
  column('duration', 'Duration', 'minmax(84px, 0.7fr)', 'wallMs', { hint: 'Wall time', numeric: true }),
  column('simulated', 'Simulated', 'minmax(92px, 0.7fr)', 'simulatedMs', { hint: 'Simulated time', numeric: true }),
  column('workers', 'Workers', '72px', 'workers', { numeric: true }),
  column('folder', 'Folder', 'minmax(80px, 0.7fr)', 'folder'),
  column('when', 'When', 'minmax(86px, 0.7fr)', 'createdAtMs', { hint: 'When it was started' }),
  column('tags', 'Tags', 'minmax(72px, 1.2fr)', null),
]

const parameterColumn = (path: string, info: FieldInfo | undefined): Column =>
  column(`parameter:${path}`, info?.label ?? path, 'minmax(80px, 0.8fr)', path, {
    symbol: info?.symbol,
    hint: [info?.label ?? path, info?.unit === undefined || info.unit === '' ? '' : `in ${info.unit}`, `(${path})`]
      .filter((word) => word !== '')
      .join(' '),
    numeric: info === undefined || info.type === 'number' || info.type === 'whole',
  })

/** A mean with its spread takes more room. */
const metricColumn = (name: string, grouped: boolean): Column =>
  column(
    `metric:${name}`,
    name === 'accuracy' ? 'Accuracy' : metricTitle(name),
    grouped ? 'minmax(106px, 0.9fr)' : 'minmax(72px, 0.8fr)',
    name,
    {
      hint: name === 'accuracy' ? 'Accuracy on test digits' : metricTitle(name),
      numeric: true,
    },
  )

export interface ColumnSources {
  varying: readonly string[]
  metrics: readonly string[]
  fields: ReadonlyMap<string, FieldInfo>
}

/** How many of the varying parameters are shown without being asked for, in a wide window. */
const MOST_SHOWN_PARAMETERS = 4

/** Every column there could be, in the order of the table. */
export function allColumns(
  { varying, metrics, fields }: ColumnSources,
  extra: readonly string[],
  grouped: boolean,
): Column[] {
  const paths = [
    ...new Set([...varying, ...extra.filter((id) => id.startsWith('parameter:')).map((id) => id.slice(10))]),
  ]
  const at = fixed.findIndex(({ id }) => id === 'seed')
  const names = [...metrics].sort((a, b) => Number(b === 'accuracy') - Number(a === 'accuracy'))
  return [
    ...fixed.slice(0, at),
    ...paths.map((path) => parameterColumn(path, fields.get(path))),
    fixed[at],
    ...names.map((name) => metricColumn(name, grouped)),
    ...fixed.slice(at + 1),
  ]
}

/** Pixels that the other columns need at least, and one parameter, with the gaps between them. */
const LEAST = { others: 872, parameter: 90 }

/** What is shown until a person chooses. */
export function defaultColumns({ varying, metrics }: ColumnSources, widthPx: number): string[] {
  const room = Math.floor((widthPx - LEAST.others) / LEAST.parameter)
  const parameters = Math.max(1, Math.min(MOST_SHOWN_PARAMETERS, room))
  return [
    ...['number', 'status', 'name'],
    ...varying.slice(0, parameters).map((path) => `parameter:${path}`),
    'seed',
    metrics.includes('accuracy') ? 'metric:accuracy' : 'best',
    ...['curve', 'duration', 'when', 'tags'],
  ]
}
