import type { LabApi } from '../../../contract/api.ts'
import type { FolderCount, LabelChange, MeasuredSeries, SavedFilter } from '../../../contract/history.ts'
import { LabError } from '../../../contract/errors.ts'
import type { NamedArray, Series } from '../../../contract/results.ts'
import type { RunDetails } from '../../../contract/runs.ts'
import { liveStatuses } from '../../../contract/runs.ts'
import type { ArtifactRole } from '../../db/artifacts.ts'
import { getArtifact, listArtifacts } from '../../db/artifacts.ts'
import type { ProjectFile, Reader } from '../../db/connection.ts'
import { countFolders, deleteFilter, labelRun, listFilters, saveFilter, trashRun } from '../../db/labels.ts'
import { getMetric, listMetrics } from '../../db/metrics.ts'
import { findRun, getDesigns, getRun } from '../../db/runs.read.ts'
import type { PresetService } from '../presets.ts'
import { differencesOf } from './differences.ts'
import { exportFigure } from './figure.ts'
import { queryRuns } from './query.ts'
import { reproductionsOf } from './reproductions.ts'

type Answer<P extends keyof LabApi['history']> = Awaited<ReturnType<LabApi['history'][P]>>
type Input<P extends keyof LabApi['history']> = Parameters<LabApi['history'][P]>[0]

export interface HistoryService {
  query: (input: Input<'query'>) => Answer<'query'>
  get: (runId: string) => RunDetails
  metrics: (runIds: string[], name: string) => Answer<'metrics'>
  measured: (runId: string) => MeasuredSeries[]
  array: (runId: string, name: string, step?: number) => NamedArray
  series: (runId: string, name: string) => Series
  differences: (runIds: string[]) => Answer<'differences'>
  label: (runIds: string[], change: LabelChange) => void
  trash: (runIds: string[]) => void
  restore: (runIds: string[]) => void
  folders: () => FolderCount[]
  savedFilters: () => SavedFilter[]
  saveFilter: (filter: SavedFilter) => void
  deleteFilter: (name: string) => void
  exportFigure: (runId: string, figure: string, format: 'svg' | 'png') => Promise<Answer<'exportFigure'>>
  reproductions: () => Answer<'reproductions'>
}

/** Everything that ever ran in a project: found, compared, labelled. */
export function createHistory(store: ProjectFile, presets: PresetService): HistoryService {
  const numberOf = (db: Reader, runId: string): number => findRun(db, store.file, runId).number
  const details = (db: Reader, runId: string): RunDetails => getRun(db, numberOf(db, runId))
  const numberOfRun = (runId: string): number => store.read((db) => numberOf(db, runId))
  return {
    query: (query) => store.read((db) => queryRuns(db, query)),
    get: (runId) => store.read((db) => details(db, runId)),
    metrics: (runIds, name) =>
      store.read((db) => Object.fromEntries(runIds.map((runId) => [runId, getMetric(db, numberOf(db, runId), name)]))),
    measured: (runId) => store.read((db) => listMetrics(db, numberOf(db, runId))),
    array: (runId, name, step) => store.read((db) => findArray(db, details(db, runId), name, step)),
    series: (runId, name) =>
      store.read((db) => {
        const run = details(db, runId)
        const series = run.results?.series[name]
        if (series === undefined) throw missing(run, `series "${name}"`)
        return series
      }),
    differences: (runIds) =>
      store.read((db) =>
        differencesOf(
          getDesigns(
            db,
            runIds.map((runId) => numberOf(db, runId)),
          ),
        ),
      ),
    label: (runIds, change) =>
      store.write((db) => {
        for (const runId of runIds) labelRun(db, numberOf(db, runId), change)
      }),
    trash: (runIds) =>
      store.write((db) => {
        for (const runId of runIds) {
          const { number, status } = details(db, runId)
          if ((liveStatuses as readonly string[]).includes(status))
            throw new LabError('RUN_LIVE', { run: `#${number}`, status })
          trashRun(db, number, Date.now())
        }
      }),
    restore: (runIds) =>
      store.write((db) => {
        for (const runId of runIds) trashRun(db, numberOf(db, runId), null)
      }),
    folders: () => store.read(countFolders),
    savedFilters: () => store.read(listFilters),
    saveFilter: (filter) => store.write((db) => saveFilter(db, filter)),
    deleteFilter: (name) => store.write((db) => deleteFilter(db, name)),
    exportFigure: (runId, figure, format) => exportFigure(store, numberOfRun(runId), figure, format),
    reproductions: () => store.read((db) => reproductionsOf(db, presets.list())),
  }
}

/** Results come before what was recorded on the way; of recordings the newest unless a step is given. */
function findArray(db: Reader, run: RunDetails, name: string, step?: number): NamedArray {
  const roles: ArtifactRole[] = ['result', 'recording', 'state']
  const found = listArtifacts(db, run.number)
    .filter((artifact) => artifact.name === name && (step === undefined || artifact.step === step))
    .filter(({ role }) => roles.includes(role))
    .sort((a, b) => roles.indexOf(a.role) - roles.indexOf(b.role) || b.step - a.step)
  if (found.length === 0) throw missing(run, `array "${name}"${step === undefined ? '' : ` at step ${step}`}`)
  const [{ role, step: at }] = found
  return getArtifact(db, run.number, role, name, at)!
}

function missing({ number, status }: RunDetails, what: string): LabError {
  return new LabError('RESULT_MISSING', { run: `#${number}`, status, what })
}
