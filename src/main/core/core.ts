import { existsSync, mkdirSync, realpathSync, statSync } from 'node:fs'
import { basename, dirname, resolve } from 'node:path'
import type { AboutInfo, ProjectInfo } from '../../contract/api.ts'
import { LabError } from '../../contract/errors.ts'
import type { Lab, Project } from '../lab.ts'
import type { Desk } from '../services/desk/index.ts'
import { createDesk } from '../services/desk/index.ts'
import { thisProcess } from '../db/liveness.ts'
import type { Lookout } from '../services/runs/elsewhere.ts'
import { watchElsewhere } from '../services/runs/elsewhere.ts'
import { probeEnded } from '../services/runs/probe-ended.ts'
import type { DesignService } from '../services/designs/index.ts'
import { createDesigns } from '../services/designs/index.ts'
import type { EstimateService } from '../services/estimate/index.ts'
import type { HistoryService } from '../services/history/index.ts'
import { createHistory } from '../services/history/index.ts'
import type { Queue } from '../services/queue/index.ts'
import { createQueue } from '../services/queue/index.ts'
import type { SweepService } from '../services/sweeps/index.ts'
import { createSweeps } from '../services/sweeps/index.ts'
import type { SettingsService } from '../services/settings/index.ts'
import { checkpointPolicy } from '../services/settings/index.ts'
import { labApi } from './api/index.ts'
import type { Report, Session } from './serve.ts'

/** What only the host of a window can do for it. Null: the person has changed their mind, or there is no such dialog. */
export interface HostQuestions {
  projectToOpen: () => Promise<string | null>
  projectToCreate: (folder: string) => Promise<string | null>
  bundleToOpen: () => Promise<string | null>
  folder: () => Promise<string | null>
}

export interface CoreOptions {
  lab: Lab
  settings: SettingsService
  estimate: EstimateService
  about: AboutInfo
  /** For the system's list of recent documents. */
  opened: (path: string) => void
  /** Runs go on or wait; or no longer. */
  busyChanged: (busy: boolean) => void
  report: Report
}

/** A project that some window works on, or whose runs go on. */
export interface OpenProject {
  project: Project
  desk: Desk
  designs: DesignService
  sweeps: SweepService
  history: HistoryService
  /** What other programs do in it. */
  lookout: Lookout
  views: number
}

export interface Core extends CoreOptions {
  queue: Queue
  /** Opens a project, or gives the one that is open already. */
  open: (path: string, create: boolean) => OpenProject
  /** One view less. A project without views and runs is closed. */
  leave: (open: OpenProject) => void
  /** What windows begin with; made when there is none. Why it cannot be opened is told to them. */
  openFirst: (path: string) => void
  firstProblem: () => Error | undefined
  busy: () => boolean
  openSession: (questions: HostQuestions) => Session
  close: () => Promise<void>
}

/** Threads that a run alone leaves to the window it is shown in. */
export const keptForWindow = 1

/** Everything that windows share: the projects that are open, and the threads of this machine. */
export function createCore(options: CoreOptions): Core {
  const { lab, settings, report } = options
  const projects = new Map<string, OpenProject>()
  let latest: OpenProject | undefined
  let problem: Error | undefined
  let wasBusy = false
  const queueChanged = (): void => {
    for (const { desk } of projects.values()) desk.queueChanged()
    const busy = core.busy()
    if (busy !== wasBusy) options.busyChanged(busy)
    wasBusy = busy
  }
  const queue = createQueue(settings.get().workers, { keptBack: keptForWindow, onChange: queueChanged })

  const openAnew = (file: string, create: boolean): OpenProject => {
    const project = lab.open(file, { create })
    const { store, runs } = project
    const desk = createDesk({
      store,
      runs,
      queue,
      prepare: lab.prepare,
      checkpoints: () => checkpointPolicy(settings.get()),
      probeEnded: (runId, pixels) => probeEnded(lab, store, runId, pixels),
      report,
    })
    const designs = createDesigns(store, lab.presets, (design) => desk.tell({ type: 'design', design }))
    const sweeps = createSweeps({ store, desk, prepare: lab.prepare, estimate: options.estimate })
    const lookout = watchElsewhere(store, thisProcess(), desk.touched, report)
    return { project, desk, designs, sweeps, history: createHistory(store, lab.presets), lookout, views: 0 }
  }
  const closeProject = async (open: OpenProject): Promise<void> => {
    projects.delete(open.project.store.file)
    if (latest === open) latest = undefined
    open.lookout.close()
    await open.desk.close()
    await open.project.close()
  }

  const core: Core = {
    ...options,
    queue,
    openFirst: (path) => {
      try {
        core.open(path, !existsSync(path))
      } catch (error) {
        problem = error instanceof Error ? error : new Error(String(error))
      }
    },
    firstProblem: () => problem,
    busy: () => [...projects.values()].some(({ desk }) => desk.busy()),
    open: (path, create) => {
      const file = existsSync(path) ? realpathSync(path) : resolve(path)
      if (create && existsSync(file)) throw new LabError('PROJECT_EXISTS', { file })
      if (create) makeFolder(file)
      const open = projects.get(file) ?? openAnew(file, create)
      projects.set(open.project.store.file, open)
      latest = open
      problem = undefined
      settings.remember({ path: file, name: projectName(file) }, Date.now())
      options.opened(file)
      return open
    },
    leave: (open) => {
      open.views -= 1
      // The last project stays open: a window that is only being reloaded comes back to it.
      if (open.views > 0 || open === latest || open.desk.busy()) return
      closeProject(open).catch((error: unknown) => report(error, 'closing a project'))
    },
    openSession: (questions) => {
      let current = latest
      if (current !== undefined) current.views += 1
      const view = {
        questions,
        current: () => current,
        enter: (open: OpenProject) => {
          if (open === current) return
          open.views += 1
          if (current !== undefined) core.leave(current)
          current = open
        },
      }
      return {
        api: labApi(core, view),
        close: () => {
          if (current !== undefined) core.leave(current)
        },
      }
    },
    close: async () => {
      await Promise.all([...projects.values()].map(closeProject))
    },
  }
  return core
}

export function projectInfo({ project: { store } }: OpenProject): ProjectInfo {
  const { runs } = store.read((db) => db.get('SELECT count(*) AS runs FROM runs')) as { runs: number }
  return {
    path: store.file,
    name: projectName(store.file),
    bytes: existsSync(store.file) ? statSync(store.file).size : 0,
    runs,
    readOnly: store.readOnly,
  }
}

function projectName(file: string): string {
  return basename(file).replace(/\.bistable$/, '')
}

function makeFolder(file: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true })
  } catch (cause) {
    throw new LabError('PROJECT_NOT_CREATED', { file, reason: (cause as Error).message }, { cause })
  }
}
