import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { app } from 'electron'

/** The project among the words a program was started with: the first that is no option and ends as projects do. */
export function projectAmong(words: readonly string[], folder: string): string | null {
  const candidate = words.slice(1).find((word) => !word.startsWith('-') && word.endsWith('.bistable'))
  return candidate === undefined ? null : resolve(folder, candidate)
}

/** Projects opened from outside: by a double click, by a second start of the program, from the system's list. */
export function onProjectOpened(open: (path: string | null) => void): void {
  app.on('second-instance', (_, words, folder) => open(projectAmong(words, folder)))
  app.on('open-file', (event, path) => {
    event.preventDefault()
    open(path)
  })
}

export function addRecent(path: string): void {
  if (existsSync(path)) app.addRecentDocument(path)
}
