import { openOrCreateProject } from './db/create.ts'
import type { ProjectFile } from './db/connection.ts'
import { thisProcess } from './db/liveness.ts'
import { openProject } from './db/open.ts'
import type { DatasetService } from './services/datasets/index.ts'
import { createDatasetService } from './services/datasets/index.ts'
import type { PresetService } from './services/presets.ts'
import { createPresetService } from './services/presets.ts'
import { prepareDesign } from './services/runs/prepare.ts'
import type { Conduct, PreparedDesign, RunService, WorkerPool } from './services/runs/index.ts'
import { createRunService, findInterrupted } from './services/runs/index.ts'
import { openPool } from './workers/pool.ts'
import type { Design } from '../contract/design/index.ts'

/** What a host has to say about its surroundings. */
export interface LabHost {
  /** The module of an engine thread. */
  workerUrl: URL
  presetsFolder: string
  version: string
  conduct: Conduct
}

export interface Lab {
  presets: PresetService
  datasets: DatasetService
  /** Finds everything a run needs, or refuses; touches no project. */
  prepare: (design: Design, preset: string | null) => PreparedDesign
  open: (file: string, options?: { create: boolean }) => Project
  /** Threads for something that is not written down. */
  openPool: (threads: number) => WorkerPool
  conduct: Conduct
}

export interface Project {
  store: ProjectFile
  runs: RunService
  /** Stops what goes on, and closes the file. */
  close: () => Promise<void>
}

/** The composition root, the same for every host. */
export function createLab({ workerUrl, presetsFolder, version, conduct }: LabHost): Lab {
  const carrier = thisProcess()
  const datasets = createDatasetService()
  return {
    presets: createPresetService(presetsFolder),
    datasets,
    conduct,
    openPool: (threads) => openPool(workerUrl, threads),
    prepare: (design, preset) => prepareDesign(datasets, design, preset),
    open: (file, { create } = { create: false }) => {
      const store = create ? openOrCreateProject(file) : openProject(file)
      if (!store.readOnly) findInterrupted(store, carrier)
      const runs = createRunService(store, {
        conduct,
        openPool: (threads) => openPool(workerUrl, threads),
        engineVersion: version,
        carrier,
      })
      const close = async (): Promise<void> => {
        const active = runs.active()
        for (const run of active) run.stop()
        await Promise.all(active.map(({ ended }) => ended))
        store.close()
      }
      return { store, runs, close }
    },
  }
}
