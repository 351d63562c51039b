import type { MessagePort } from 'node:worker_threads'
import type { AboutInfo } from '../../contract/api.ts'

/** What the core thread is started with. */
export interface CoreStart {
  home: string
  presetsFolder: string
  workerUrl: string
  about: AboutInfo
  /** A project to begin with; made when there is none. */
  project: string | null
}

export type Question = 'projectToOpen' | 'projectToCreate' | 'bundleToOpen' | 'folder'

export type ToCore =
  | { type: 'connect'; view: number; port: MessagePort }
  | { type: 'answer'; id: number; value: string | null }
  | { type: 'close' }

export type FromCore =
  | { type: 'ready' }
  | { type: 'question'; id: number; view: number; question: Question; folder: string }
  /** A project was opened: for the list of recent documents. */
  | { type: 'opened'; path: string }
  /** Whether runs go on or wait. */
  | { type: 'busy'; busy: boolean }
  | { type: 'report'; where: string; message: string }
  | { type: 'closed' }
