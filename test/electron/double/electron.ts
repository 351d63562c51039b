import { answers, observed } from './state.ts'

// What the main bundle imports from 'electron' while it runs on the double.
export { app } from './app.ts'
export { ipcMain } from './ipc.ts'
export { MessageChannelMain } from './ports.ts'
export { session } from './session.ts'
export { BrowserWindow } from './window.ts'

export interface MenuItem {
  label?: string
  click?: () => void
  submenu?: MenuItem[]
}

export const menus: { application: MenuItem[] } = { application: [] }

export const Menu = {
  buildFromTemplate: (template: MenuItem[]): MenuItem[] => template,
  setApplicationMenu: (menu: MenuItem[]) => (menus.application = menu),
}

const answer = <T>(kind: string, cancelled: T): Promise<T> => {
  observed.dialogs.push(kind)
  return Promise.resolve((answers.shift() as T | undefined) ?? cancelled)
}

export const dialog = {
  showOpenDialog: () => answer('open', { canceled: true, filePaths: [] as string[] }),
  showSaveDialog: () => answer('save', { canceled: true, filePath: '' }),
  showMessageBox: () => answer('message', { response: 2 }),
  showErrorBox: (title: string, text: string) => {
    observed.dialogs.push(`error: ${title}: ${text}`)
    console.error(title, text)
  },
}

export const shell = {
  openExternal: (url: string) => {
    observed.openedOutside.push(url)
    return Promise.resolve()
  },
  openPath: () => Promise.resolve(''),
}

export const protocol = { registerSchemesAsPrivileged: () => undefined }
export const nativeTheme = { shouldUseDarkColors: true }
export const screen = { getDisplayMatching: () => ({ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }) }
