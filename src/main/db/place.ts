import { fstatSync, openSync, closeSync, statSync } from 'node:fs'

/**
 * Remembers which file a name stood for. A file that is moved or deleted while it is open goes on being written to, where nobody
 * would look for it.
 */
export function watchPlace(file: string): () => boolean {
  const descriptor = openSync(file, 'r')
  const { dev, ino } = fstatSync(descriptor)
  closeSync(descriptor)
  return () => {
    const found = statSync(file, { throwIfNoEntry: false })
    return found?.ino === ino && found.dev === dev
  }
}
