import { join } from 'node:path'
import type { BrowserWindow } from 'electron'
import { dialog } from 'electron'
import type { Question } from '../../core/messages.ts'

const filters = [{ name: 'Bistable projects', extensions: ['bistable'] }]

/** Asks the person in front of a window for a place on the disk. Null: they have changed their mind. */
export async function askForPlace(window: BrowserWindow, question: Question, folder: string): Promise<string | null> {
  switch (question) {
    case 'projectToOpen': {
      const { filePaths } = await dialog.showOpenDialog(window, {
        title: 'Open Project',
        properties: ['openFile'],
        filters,
      })
      return filePaths[0] ?? null
    }
    case 'projectToCreate': {
      const defaultPath = join(folder, 'Untitled.bistable')
      const { filePath, canceled } = await dialog.showSaveDialog(window, { title: 'New Project', defaultPath, filters })
      return canceled || filePath === '' ? null : filePath
    }
    case 'bundleToOpen': {
      const { filePaths } = await dialog.showOpenDialog(window, {
        title: 'Import a Bundle of Runs',
        properties: ['openFile'],
        filters: [{ name: 'Bundles', extensions: ['zip'] }],
      })
      return filePaths[0] ?? null
    }
    case 'folder': {
      const { filePaths } = await dialog.showOpenDialog(window, {
        title: 'Folder With the Four IDX Files',
        properties: ['openDirectory'],
      })
      return filePaths[0] ?? null
    }
  }
}

/** A window is closed while runs go on. */
export async function askWhatToDo(window: BrowserWindow): Promise<'keep' | 'stop' | 'cancel'> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'question',
    message: 'Runs are going on.',
    detail:
      'They can go on without a window: open Bistable again to see them. Or they stop now, keep everything so far, and can be resumed.',
    buttons: ['Keep Running', 'Stop and Save', 'Cancel'],
    defaultId: 0,
    cancelId: 2,
  })
  return (['keep', 'stop', 'cancel'] as const)[response] ?? 'cancel'
}
