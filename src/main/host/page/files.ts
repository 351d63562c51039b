import { readFile, realpath } from 'node:fs/promises'
import { extname, join, sep } from 'node:path'

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm',
}

export interface PageFile {
  bytes: Uint8Array<ArrayBuffer>
  type: string
}

/** A file of the built page by the path of its address; undefined for everything that is not one, wherever it points to. */
export async function readPageFile(folder: string, path: string): Promise<PageFile | undefined> {
  const name = decoded(path)
  const type = name === undefined ? undefined : types[extname(name)]
  if (name === undefined || type === undefined) return undefined
  try {
    const root = await realpath(folder)
    // Links are followed before it is decided whether the file lies in the folder.
    const file = await realpath(join(root, name))
    if (!file.startsWith(root + sep)) return undefined
    return { bytes: new Uint8Array(await readFile(file)), type }
  } catch {
    return undefined
  }
}

/** Names of the build are plain; whatever needs more is none of them. */
function decoded(path: string): string | undefined {
  const name = path === '' || path === '/' ? 'index.html' : path.replace(/^\//, '')
  return /^[\w-][\w.-]*(\/[\w-][\w.-]*)*$/.test(name) ? name : undefined
}
