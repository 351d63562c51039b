import type { Answers } from '../answers.ts'
import { resolve } from 'node:path'
import { bundleRuns, importBundle, readBundle } from '../../services/bundles/index.ts'
import type { Core } from '../core.ts'
import type { View } from '../view.ts'
import { projectOf } from '../view.ts'

export function historyApi({ about }: Core, view: View): Answers['history'] {
  const history = () => projectOf(view).history
  const touched = (runIds: string[]): void => projectOf(view).desk.touched(runIds)
  return {
    query: (query) => history().query(query),
    get: ({ runId }) => history().get(runId),
    metrics: ({ runIds, name }) => history().metrics(runIds, name),
    measured: ({ runId }) => history().measured(runId),
    array: ({ runId, name, step }) => history().array(runId, name, step),
    series: ({ runId, name }) => history().series(runId, name),
    differences: ({ runIds }) => history().differences(runIds),
    label: ({ runIds, change }) => {
      history().label(runIds, change)
      touched(runIds)
    },
    trash: ({ runIds }) => {
      history().trash(runIds)
      touched(runIds)
    },
    restore: ({ runIds }) => {
      history().restore(runIds)
      touched(runIds)
    },
    folders: () => history().folders(),
    savedFilters: () => history().savedFilters(),
    saveFilter: (filter) => history().saveFilter(filter),
    deleteFilter: ({ name }) => history().deleteFilter(name),
    exportFigure: ({ runId, figure, format }) => history().exportFigure(runId, figure, format),
    exportBundle: ({ runIds }) => {
      const { fileName, bytes } = bundleRuns(projectOf(view).project.store, runIds, about.engineVersion)
      return { name: fileName, bytes }
    },
    importBundle: async ({ path }) => {
      const { project, desk } = projectOf(view)
      const chosen = path ?? (await view.questions.bundleToOpen())
      if (chosen === null) return null
      const imported = importBundle(project.store, readBundle(resolve(chosen)))
      desk.touched(imported.added)
      return imported
    },
    reproductions: () => history().reproductions(),
  }
}
