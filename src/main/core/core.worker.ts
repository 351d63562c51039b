import { parentPort, workerData } from 'node:worker_threads'
import { conduct } from '../../engine/index.ts'
import { createLab } from '../lab.ts'
import { createEstimate } from '../services/estimate/index.ts'
import { createSettings } from '../services/settings/index.ts'
import type { HostQuestions } from './core.ts'
import { createCore } from './core.ts'
import type { CoreStart, FromCore, Question, ToCore } from './messages.ts'
import { createServer } from './serve.ts'

// The core has a thread of its own: neither a checkpoint nor a query can make a window stutter.
const host = parentPort!
const start = workerData as CoreStart
const tell = (message: FromCore): void => host.postMessage(message)
const report = (error: unknown, where: string): void =>
  tell({ type: 'report', where, message: error instanceof Error ? (error.stack ?? error.message) : String(error) })

const answers = new Map<number, (value: string | null) => void>()
let questions = 0
const ask = (view: number, question: Question, folder = ''): Promise<string | null> =>
  new Promise((resolve) => {
    const id = questions++
    answers.set(id, resolve)
    tell({ type: 'question', id, view, question, folder })
  })
const questionsOf = (view: number): HostQuestions => ({
  projectToOpen: () => ask(view, 'projectToOpen'),
  projectToCreate: (folder) => ask(view, 'projectToCreate', folder),
  folder: () => ask(view, 'folder'),
})

const lab = createLab({
  conduct,
  version: start.about.engineVersion,
  workerUrl: new URL(start.workerUrl),
  presetsFolder: start.presetsFolder,
})
const settings = createSettings(start.home)
const core = createCore({
  lab,
  settings,
  about: start.about,
  estimate: createEstimate({
    ...lab,
    memoryBudgetMb: () => settings.get().memoryBudgetMb,
    busy: () => core.busy(),
  }),
  busyChanged: (busy) => tell({ type: 'busy', busy }),
  opened: (path) => tell({ type: 'opened', path }),
  report,
})
const views = new Map<object, number>()
const serve = createServer((port) => core.openSession(questionsOf(views.get(port) ?? 0)), report)

host.on('message', (message: ToCore) => {
  switch (message.type) {
    case 'connect':
      views.set(message.port, message.view)
      message.port.once('close', () => views.delete(message.port))
      serve(message.port)
      return
    case 'answer':
      answers.get(message.id)?.(message.value)
      answers.delete(message.id)
      return
    case 'close':
      void core
        .close()
        .catch((error: unknown) => report(error, 'closing'))
        .finally(() => {
          tell({ type: 'closed' })
          host.close()
        })
  }
})

if (start.project !== null) core.openFirst(start.project)
tell({ type: 'ready' })
