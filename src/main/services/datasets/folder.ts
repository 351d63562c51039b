import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { LabError } from '../../../contract/errors.ts'
import type { DataSet, ImageSet } from '../../../engine/index.ts'
import { readIdx } from './idx.ts'

export interface IdxFiles {
  trainImages: string
  trainLabels: string
  testImages: string
  testLabels: string
}

/** The names of the original distribution, their dotted twins, and prefixed ones as in EMNIST. */
const patterns: Record<keyof IdxFiles, { name: string; pattern: RegExp }> = {
  trainImages: { name: 'train-images-idx3-ubyte', pattern: /(^|[-_])train-images[-.]idx3-ubyte(\.gz)?$/ },
  trainLabels: { name: 'train-labels-idx1-ubyte', pattern: /(^|[-_])train-labels[-.]idx1-ubyte(\.gz)?$/ },
  testImages: { name: 't10k-images-idx3-ubyte', pattern: /(^|[-_])(t10k|test)-images[-.]idx3-ubyte(\.gz)?$/ },
  testLabels: { name: 't10k-labels-idx1-ubyte', pattern: /(^|[-_])(t10k|test)-labels[-.]idx1-ubyte(\.gz)?$/ },
}
const largestLabel = 9
const longestSide = 1024

export function findIdxFiles(folder: string): IdxFiles {
  const expected = Object.values(patterns).map(({ name }) => name)
  const missing = (found: string, cause?: unknown) =>
    new LabError('DATASET_MISSING', { folder, found, expected }, { cause })
  let names: string[]
  try {
    names = readdirSync(folder)
  } catch (cause) {
    throw missing(whyUnread(cause), cause)
  }
  const find = (role: keyof IdxFiles): string => {
    // A plain file is preferred to its compressed twin.
    const matches = names.filter((name) => patterns[role].pattern.test(name)).sort()
    const distinct = new Set(matches.map((name) => name.replace(/\.gz$/, '')))
    if (distinct.size === 0) throw missing(`${patterns[role].name} is missing`)
    if (distinct.size > 1) throw missing(`several files could be ${patterns[role].name}: ${matches.join(', ')}`)
    return join(folder, matches[0])
  }
  return {
    trainImages: find('trainImages'),
    trainLabels: find('trainLabels'),
    testImages: find('testImages'),
    testLabels: find('testLabels'),
  }
}

export function readDataSet(name: string, files: IdxFiles): DataSet {
  const train = readImageSet(`${name}, training`, files.trainImages, files.trainLabels)
  const test = readImageSet(`${name}, test`, files.testImages, files.testLabels)
  if (train.rows !== test.rows || train.columns !== test.columns) {
    throw new LabError('DATASET_INVALID', {
      file: files.testImages,
      found: `images of ${test.rows} x ${test.columns} pixels`,
      expected: `${train.rows} x ${train.columns}, as in ${files.trainImages}`,
    })
  }
  return { train, test }
}

function readImageSet(name: string, imageFile: string, labelFile: string): ImageSet {
  const images = readIdx(imageFile, 3)
  const [count, rows, columns] = images.shape
  const refuse = (file: string, found: string, expected: string) =>
    new LabError('DATASET_INVALID', { file, found, expected })
  if (count === 0) throw refuse(imageFile, 'no images', 'at least one')
  if (rows < 1 || columns < 1 || rows > longestSide || columns > longestSide) {
    throw refuse(imageFile, `images of ${rows} x ${columns} pixels`, `1 to ${longestSide} pixels on each side`)
  }
  const labels = readIdx(labelFile, 1)
  if (labels.shape[0] !== count) {
    throw refuse(labelFile, `${labels.shape[0]} labels`, `${count}, one for each image of ${imageFile}`)
  }
  const wrong = labels.values.findIndex((label) => label > largestLabel)
  if (wrong >= 0) {
    throw refuse(
      labelFile,
      `the label ${labels.values[wrong]} at position ${wrong}`,
      `labels from 0 to ${largestLabel}`,
    )
  }
  return { name, count, rows, columns, pixels: images.values, labels: labels.values }
}

function whyUnread(cause: unknown): string {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  const known: Record<string, string> = {
    ENOENT: 'there is no such folder',
    ENOTDIR: 'it is not a folder',
    ENAMETOOLONG: 'no folder has so long a name',
  }
  return known[code] ?? `the folder cannot be read (${code})`
}
