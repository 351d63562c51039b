import { parentPort, workerData } from 'node:worker_threads'
import { createLab } from '../lab.ts'
import { createEstimate } from '../services/estimate/index.ts'
import { createSettings } from '../services/settings/index.ts'
import type { Conduct } from '../services/runs/index.ts'
import type { HostQuestions } from './core.ts'
import { createCore, keptForWindow } from './core.ts'
import type { CoreStart, FromCore, Question, ToCore } from './messages.ts'
import { createServer } from './serve.ts'

/** The core in a thread of its own: neither a checkpoint nor a query can make a window stutter. */
export function serveCoreThread(conduct: Conduct): void {
  const host = parentPort!
  const start = workerData as CoreStart
  const tell = (message: FromCore): void => host.postMessage(message)
  const report = (error: unknown, where: string): void =>
    tell({ type: 'report', where, message: error instanceof Error ? (error.stack ?? error.message) : String(error) })

  const { questionsOf, answer } = askThrough(tell)
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
      keptBack: keptForWindow,
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
        answer(message.id, message.value)
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
}

/** Questions to the person in front of a view, and the answers that come back some time. */
function askThrough(tell: (message: FromCore) => void): {
  questionsOf: (view: number) => HostQuestions
  answer: (id: number, value: string | null) => void
} {
  const waiting = new Map<number, (value: string | null) => void>()
  let questions = 0
  const ask = (view: number, question: Question, folder = ''): Promise<string | null> =>
    new Promise((resolve) => {
      const id = questions++
      waiting.set(id, resolve)
      tell({ type: 'question', id, view, question, folder })
    })
  return {
    questionsOf: (view) => ({
      projectToOpen: () => ask(view, 'projectToOpen'),
      projectToCreate: (folder) => ask(view, 'projectToCreate', folder),
      bundleToOpen: () => ask(view, 'bundleToOpen'),
      folder: () => ask(view, 'folder'),
    }),
    answer: (id, value) => {
      waiting.get(id)?.(value)
      waiting.delete(id)
    },
  }
}
