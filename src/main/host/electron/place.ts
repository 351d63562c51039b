import { sep } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { app } from 'electron'

const archive = `${sep}app.asar${sep}`

/** A file beside this bundle, in its unpacked form: threads and native code read it without Electron's help. */
export function beside(name: string): URL {
  return pathToFileURL(fileURLToPath(new URL(name, import.meta.url)).replace(archive, `${sep}app.asar.unpacked${sep}`))
}

/** A folder of the built program: `../renderer`. */
export function builtFolder(name: string): string {
  return fileURLToPath(new URL(name, import.meta.url))
}

/** Files that are data and not code. */
export function resourcesFolder(name: string): string {
  return app.isPackaged
    ? `${process.resourcesPath}${sep}${name}`
    : fileURLToPath(new URL(`../../resources/${name}`, import.meta.url))
}
