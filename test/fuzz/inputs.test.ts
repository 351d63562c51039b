import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import type { Design } from '../../src/contract/design/index.ts'
import {
  applySettings,
  defaultDesign,
  designKinds,
  parseDesign,
  readDesignFile,
} from '../../src/contract/design/index.ts'
import { LabError } from '../../src/contract/errors.ts'
import { readPageFile } from '../../src/main/host/page/files.ts'
import { createDatasetService } from '../../src/main/services/datasets/index.ts'
import { useFolder } from '../support/folder.ts'
import { idx } from '../support/idx.ts'
import { below, hostileValue, mutated, pick } from './inputs.ts'
import { generator } from './random.ts'

const inFolder = useFolder()

/** True when it was taken, false when it was refused with a sentence; anything else is a defect. */
function isTaken(work: () => unknown): boolean {
  try {
    work()
    return true
  } catch (error) {
    if (!(error instanceof LabError)) throw error
    expect(error.message.length).toBeLessThan(20_000)
    return false
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : 'nothing'
}

describe.each(designKinds)('designs of the kind %s', (kind) => {
  it('are taken or refused with a sentence, whatever is in them', () => {
    let taken = 0
    for (let seed = 0; seed < 150; seed++) {
      const random = generator(seed)
      let design: unknown = defaultDesign(kind)
      for (let times = 1 + below(random, 3); times > 0; times--) design = mutated(design, random)
      if (isTaken(() => parseDesign(design))) taken++
      const setting = `${pick(random, ['rule.etaPlus', 'name', '__proto__.x', 'kind', ''])}=${textOf(hostileValue(random))}`
      isTaken(() => applySettings<Design>(defaultDesign(kind), [setting]))
    }
    expect(taken).toBeGreaterThan(0)
    expect(taken).toBeLessThan(150)
  })
})

it.each([
  '',
  '[',
  '{"kind":',
  '['.repeat(200_000),
  `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`,
  '\ufeff',
  'null',
  '1e999',
])('a design file that is none is refused with a sentence', (text) => {
  expect(isTaken(() => readDesignFile(text, 'a.json'))).toBe(false)
})

describe('data sets', () => {
  const names = [
    'train-images-idx3-ubyte',
    'train-labels-idx1-ubyte',
    't10k-images-idx3-ubyte',
    't10k-labels-idx1-ubyte',
  ]
  const sound = (): Uint8Array[] => [
    idx([3, 2, 2], [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]),
    idx([3], [0, 1, 9]),
    idx([1, 2, 2], [255, 0, 255, 0]),
    idx([1], [7]),
  ]

  it('are read or refused with a sentence, whatever is in their files', () => {
    const datasets = createDatasetService()
    const outcomes = { taken: 0, refused: 0 }
    for (let seed = 0; seed < 150; seed++) {
      const random = generator(seed)
      const files = sound()
      const place = below(random, 4)
      files[place] = damaged(files[place], random)
      const folder = inFolder(`set-${seed}`)
      mkdirSync(folder)
      files.forEach((bytes, k) => writeFileSync(`${folder}/${names[k]}`, bytes))
      outcomes[isTaken(() => datasets.load(folder)) ? 'taken' : 'refused']++
    }
    expect(outcomes.taken).toBeGreaterThan(10)
    expect(outcomes.refused).toBeGreaterThan(50)
  })

  function damaged(bytes: Uint8Array, random: () => number): Uint8Array {
    const changed = Uint8Array.from(bytes)
    switch (below(random, 5)) {
      case 0:
        return changed.slice(0, below(random, changed.length))
      case 1:
        changed[below(random, Math.min(16, changed.length))] = below(random, 256)
        return changed
      case 2:
        changed[below(random, changed.length)] ^= 1 << below(random, 8)
        return changed
      case 3:
        // Much from little, and not what its header says.
        return gzipSync(Buffer.concat([changed, Buffer.alloc(3_000_000)]))
      default:
        return gzipSync(changed).map((byte, k) => (k > 10 && random() < 0.02 ? byte ^ 0x55 : byte))
    }
  }
})

it('no address leads out of the folder of the page', async () => {
  mkdirSync(inFolder('page'))
  writeFileSync(inFolder('page', 'index.html'), 'page')
  writeFileSync(inFolder('secret.json'), 'secret')
  symlinkSync(inFolder('secret.json'), inFolder('page', 'link.json'))
  const escapes = [
    ...['../secret.json', '/../secret.json', '..%2fsecret.json', '%2e%2e/secret.json', '..\\secret.json', 'link.json'],
    ...[
      './../secret.json',
      'a/../../secret.json',
      '//secret.json',
      'index.html/../../secret.json',
      '\0',
      'index.html\0.json',
    ],
    ...[
      inFolder('secret.json'),
      `file://${inFolder('secret.json')}`,
      '....//secret.json',
      '.json',
      'x'.repeat(100_000) + '.json',
    ],
  ]
  for (const path of escapes) expect(await readPageFile(inFolder('page'), path), path.slice(0, 60)).toBeUndefined()
  const random = generator(1)
  const pieces = ['..', '.', '/', '\\', '%2e', '%2f', 'secret.json', 'index.html', '\0', 'page', ':']
  for (let k = 0; k < 2000; k++) {
    const path = Array.from({ length: 1 + below(random, 6) }, () => pick(random, pieces)).join('')
    const file = await readPageFile(inFolder('page'), path)
    if (file !== undefined) expect(Buffer.from(file.bytes).toString(), path).toBe('page')
  }
})
