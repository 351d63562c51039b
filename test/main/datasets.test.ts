import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createDatasetService } from '../../src/main/services/datasets/index.ts'
import { idx } from '../support/idx.ts'

const datasets = createDatasetService()

describe('the shipped digits', () => {
  it('are all of MNIST, in shared memory, read once', () => {
    const { train, test } = datasets.load('mnist')
    expect([train.count, train.rows, train.columns, test.count]).toEqual([60000, 28, 28, 10000])
    expect([...train.labels.subarray(0, 5)]).toEqual([5, 0, 4, 1, 9])
    expect(train.pixels.length).toBe(60000 * 784)
    expect(train.pixels.buffer).toBeInstanceOf(SharedArrayBuffer)
    expect(datasets.load('mnist')).toBe(datasets.load('mnist'))
  })
})

describe('a folder of IDX files', () => {
  let folder: string
  const put = (name: string, content: Uint8Array) => writeFileSync(join(folder, name), content)

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'bistable-idx-'))
    put('train-images-idx3-ubyte', idx([3, 2, 2], [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]))
    put('train-labels-idx1-ubyte', idx([3], [0, 1, 9]))
    put('t10k-images-idx3-ubyte', idx([1, 2, 2], [255, 0, 255, 0]))
    put('t10k-labels-idx1-ubyte', idx([1], [7]))
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  it('is read plain', () => {
    const { train, test } = datasets.load(folder)
    expect(train).toMatchObject({ count: 3, rows: 2, columns: 2 })
    expect([...train.pixels]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11])
    expect([...test.labels]).toEqual([7])
  })

  it('is read compressed, with dotted and prefixed names', () => {
    rmSync(join(folder, 'train-images-idx3-ubyte'))
    rmSync(join(folder, 't10k-labels-idx1-ubyte'))
    put('emnist-digits-train-images.idx3-ubyte.gz', gzipSync(idx([3, 2, 2], new Array(12).fill(4))))
    put('test-labels-idx1-ubyte.gz', gzipSync(idx([1], [3])))
    const { train, test } = datasets.load(folder)
    expect(train.pixels[11]).toBe(4)
    expect(test.labels[0]).toBe(3)
  })

  it('is read again when a file has changed', async () => {
    expect(datasets.load(folder).test.labels[0]).toBe(7)
    put('t10k-labels-idx1-ubyte.gz', gzipSync(idx([1], [8])))
    rmSync(join(folder, 't10k-labels-idx1-ubyte'))
    // Within one turn of the event loop files are looked at once.
    await new Promise(setImmediate)
    expect(datasets.load(folder).test.labels[0]).toBe(8)
  })

  const images = 'train-images-idx3-ubyte'
  const labels = 'train-labels-idx1-ubyte'
  it.each<[string, string, Uint8Array, string]>([
    ['a wrong magic number', images, idx([3], [1, 2, 3]), 'found 11 bytes, expected a header of 16 bytes'],
    [
      'labels in place of images',
      images,
      idx([30], new Array(30).fill(1)),
      'found the magic number 0x00000801, expected 0x00000803',
    ],
    ['values that are not bytes', images, idx([3, 1, 1], [1, 2, 3], 0x0d), 'found the magic number 0x00000d03'],
    [
      'a truncated file',
      images,
      idx([3, 2, 2], [0, 1, 2]),
      'found 19 bytes (it is truncated), expected 28 bytes for the shape 3 x 2 x 2',
    ],
    [
      'a file that is too long',
      images,
      idx([1, 1, 1], [0, 1, 2]),
      'found 19 bytes (it is too long), expected 17 bytes',
    ],
    ['an empty file', images, new Uint8Array(), 'found 0 bytes'],
    ['no images', images, idx([0, 2, 2], []), 'found no images, expected at least one'],
    ['images without pixels', images, idx([3, 0, 2], []), 'found images of 0 x 2 pixels, expected 1 to 1024'],
    [
      'an absurd shape',
      images,
      idx([0xffffffff, 0xffff, 2], []),
      'found the shape 4294967295 x 65535 x 2, expected at most',
    ],
    [
      'damaged compression',
      images,
      gzipSync(idx([3, 2, 2], new Array(12).fill(4))).subarray(0, 20),
      'damaged or truncated gzip data',
    ],
    ['too few labels', labels, idx([2], [0, 1]), 'found 2 labels, expected 3, one for each image of'],
    [
      'a label out of range',
      labels,
      idx([3], [0, 12, 1]),
      'found the label 12 at position 1, expected labels from 0 to 9',
    ],
    [
      'other dimensions than in training',
      't10k-images-idx3-ubyte',
      idx([1, 3, 1], [1, 2, 3]),
      'found images of 3 x 1 pixels, expected 2 x 2',
    ],
  ])('with %s is refused', (_, name, content, message) => {
    put(name, content)
    expect(() => datasets.load(folder)).toThrow(message)
    expect(() => datasets.load(folder)).toThrow(join(folder, name))
  })

  it('without one of the files says which', () => {
    rmSync(join(folder, labels))
    expect(() => datasets.load(folder)).toThrow(/train-labels-idx1-ubyte is missing\. Expected a folder with/)
  })

  it('with two candidates for one file names both', () => {
    put('letters-train-labels-idx1-ubyte', idx([3], [0, 1, 9]))
    expect(() => datasets.load(folder)).toThrow(
      'several files could be train-labels-idx1-ubyte: letters-train-labels-idx1-ubyte, train-labels-idx1-ubyte',
    )
  })

  it('that does not exist, is a file or could not be, says so', () => {
    expect(() => datasets.load(join(folder, 'nowhere'))).toThrow('there is no such folder')
    expect(() => datasets.load(join(folder, images))).toThrow('it is not a folder')
    expect(() => datasets.load(join(folder, 'n'.repeat(4000)))).toThrow('no folder has so long a name')
  })
})
