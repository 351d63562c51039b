import process from 'node:process'
import type { BrowserWindow } from 'electron'
import { app, dialog, session } from 'electron'
import type { DesktopCommand } from '../../../contract/desktop.ts'
import { desktopChannels } from '../../../contract/desktop.ts'
import type { CoreThread } from '../../core/start.ts'
import { startCore } from '../../core/start.ts'
import { settingsFolder } from '../../services/settings/index.ts'
import { aboutThis } from '../about.ts'
import { askForPlace, askWhatToDo } from './dialogs.ts'
import { setMenu } from './menu.ts'
import { addRecent, onProjectOpened, projectAmong } from './opened.ts'
import { registerScheme, servePage } from './page.ts'
import { beside, builtFolder, resourcesFolder } from './place.ts'
import { servePorts } from './ports.ts'
import { lockDown, lockDownSession } from './security.ts'
import { openWindow } from './window.ts'

const home = settingsFolder()
app.setName('Bistable')
app.setPath('userData', home)
app.enableSandbox()
registerScheme()
lockDown()

/** A second start only brings the first to the front. */
if (app.requestSingleInstanceLock()) void main()
else app.quit()

async function main(): Promise<void> {
  let core: CoreThread | undefined
  let window: BrowserWindow | undefined
  let busy = false
  /** Quitting was decided: nobody is asked again. */
  let leaving = false
  let first = projectAmong(process.argv, process.cwd())

  const send = (command: DesktopCommand): void => window?.webContents.send(desktopChannels.command, command)
  const show = (): void => {
    if (core === undefined) return
    if (window !== undefined) {
      if (window.isMinimized()) window.restore()
      window.focus()
      return
    }
    const opened = openWindow(home)
    window = opened
    opened.on('close', (event) => {
      if (leaving || !busy) return
      event.preventDefault()
      void decide(opened)
    })
    opened.on('closed', () => (window = undefined))
  }
  const decide = async (opened: BrowserWindow): Promise<void> => {
    const decision = await askWhatToDo(opened)
    if (decision === 'keep') opened.destroy()
    if (decision === 'stop') app.quit()
  }

  onProjectOpened((path) => {
    // Opened before the core is there: it begins with it.
    if (core === undefined) first = path ?? first
    else if (path !== null) open(path)
    else show()
  })
  const open = (path: string): void => {
    const isThere = window !== undefined
    show()
    if (isThere) send({ type: 'open-project', path })
    else window?.webContents.once('did-finish-load', () => send({ type: 'open-project', path }))
  }
  app.on('activate', show)
  app.on('window-all-closed', () => {
    if (!busy && process.platform !== 'darwin') app.quit()
  })
  app.on('before-quit', (event) => {
    if (core === undefined) return
    event.preventDefault()
    leaving = true
    const closing = core
    core = undefined
    // What goes on is stopped and saved first.
    void closing.close().finally(() => app.quit())
  })

  await app.whenReady()
  lockDownSession(session.defaultSession)
  servePage(session.defaultSession, builtFolder('../renderer'))
  setMenu(send)
  try {
    core = await startCore(
      beside('core.worker.js'),
      {
        home,
        presetsFolder: resourcesFolder('presets'),
        workerUrl: beside('engine.worker.js').href,
        about: aboutThis(app.getVersion(), 'electron', builtFolder('..')),
        project: first,
      },
      {
        ask: async (view, question, folder) =>
          window?.webContents.id === view ? askForPlace(window, question, folder) : null,
        opened: addRecent,
        busy: (now) => {
          busy = now
          if (!busy && window === undefined && process.platform !== 'darwin') app.quit()
        },
        report: (where, message) => process.stderr.write(`${where}: ${message}\n`),
        died: fail,
      },
    )
  } catch (error) {
    fail(error)
    return
  }
  servePorts(core)
  show()
}

/** Without its core the window is of no use. Runs are found interrupted, and can be resumed. */
function fail(error: unknown): void {
  const reason = error instanceof Error ? error.message : String(error)
  dialog.showErrorBox('Bistable has to close', `Its core ended: ${reason}\nRuns can be resumed after the next start.`)
  app.exit(1)
}
