import { ago, duration, runNumber } from '../../../ui/format.ts'
import type { Column } from '../model/columns.ts'
import { bestOf } from '../model/curves.ts'
import type { DesignGroup } from '../model/design-groups.ts'
import type { useHistory } from '../model/history.ts'
import type { MetricCurve } from '../model/statistics.ts'
import { meanCurve, spreadOf } from '../model/statistics.ts'
import { spreadText, valueText } from '../model/values.ts'

type History = ReturnType<typeof useHistory>

/** What a cell of the table says of a run, or of several that differ in their seeds alone. */
export function cellText({ id }: Column, { runs }: DesignGroup, history: History): string {
  const [run] = runs
  const sum = (read: (one: (typeof runs)[number]) => number) => runs.reduce((all, one) => all + read(one), 0)
  if (id.startsWith('parameter:')) return valueText(history.parameters.valueOf(run.id, id.slice(10)))
  if (id.startsWith('metric:')) {
    const name = id.slice(7)
    return spread(
      name,
      runs.map(({ metrics }) => metrics[name]),
    )
  }
  switch (id) {
    case 'number':
      return runNumber(run.number)
    case 'name':
      return run.name
    case 'seed':
      return runs.length > 1 ? `× ${runs.length}` : String(run.seed)
    case 'best':
      return spread('accuracy', curvesOf(runs, history).map(bestOf))
    case 'duration':
      return passed(sum(({ wallMs }) => wallMs))
    case 'simulated':
      return passed(sum(({ simulatedMs }) => simulatedMs))
    case 'workers':
      return String(run.workers)
    case 'folder':
      return run.folder || '–'
    case 'when':
      return ago(run.createdAtMs, history.now)
    default:
      return ''
  }
}

/** Nothing has passed in a run that has not begun. */
function passed(ms: number): string {
  return ms > 0 ? duration(ms) : '–'
}

/** Of one run as it is, of several their mean. */
export function curveOf({ runs }: DesignGroup, history: History): MetricCurve {
  const curves = curvesOf(runs, history)
  if (curves.length === 1) return curves[0]
  const { x, y } = meanCurve(curves)
  return { step: x, value: y }
}

function curvesOf(runs: DesignGroup['runs'], history: History): MetricCurve[] {
  return runs.flatMap(({ id }) => {
    const curve = history.curves.of(id)
    return curve === undefined || curve.step.length === 0 ? [] : [curve]
  })
}

function spread(name: string, values: (number | null | undefined)[]): string {
  const found = spreadOf(values)
  return found === null ? '–' : spreadText(name, found.mean, found.sd)
}
