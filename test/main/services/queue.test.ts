import { describe, expect, test } from 'vitest'
import type { QueuedWork } from '../../../src/main/services/queue/index.ts'
import { createQueue } from '../../../src/main/services/queue/index.ts'
import { shareOut } from '../../../src/main/services/queue/shares.ts'

const flexible = (id: string, most = 100) => ({ id, wish: null, most })

describe('threads are shared out', () => {
  test('a run alone gets all of them', () => {
    expect([...shareOut(8, [flexible('a')])]).toEqual([['a', 8]])
  })

  test('what is kept back goes to nobody beside its first', () => {
    expect([...shareOut(8, [flexible('a')], 1)]).toEqual([['a', 7]])
    expect([...shareOut(2, [flexible('a'), flexible('b')], 1)]).toEqual([
      ['a', 1],
      ['b', 1],
    ])
    expect([...shareOut(1, [flexible('a')], 1)]).toEqual([['a', 1]])
    expect([...shareOut(2, [{ id: 'a', wish: 2, most: 100 }], 1)]).toEqual([['a', 2]])
  })

  test('several share evenly, in order, and no more than there are', () => {
    expect([...shareOut(8, [flexible('a'), flexible('b'), flexible('c')])]).toEqual([
      ['a', 3],
      ['b', 3],
      ['c', 2],
    ])
    expect([...shareOut(2, [flexible('a'), flexible('b'), flexible('c')]).keys()]).toEqual(['a', 'b'])
  })

  test('nobody gets more than it can use or wished for', () => {
    expect([...shareOut(8, [flexible('a', 1), { id: 'b', wish: 2, most: 100 }])]).toEqual([
      ['a', 1],
      ['b', 2],
    ])
  })
})

/** Work that is ended by hand, and remembers what was done to it. */
function work(id: string, log: string[], options: Partial<QueuedWork> = {}): QueuedWork & { end: () => void } {
  let end = (): void => undefined
  const ended = new Promise<void>((resolve) => (end = resolve))
  return {
    ...{ id, wish: null, most: 100, end },
    begin: (threads) => {
      log.push(`${id} begins on ${threads}`)
      return {
        ended,
        rescale: (count) => {
          log.push(`${id} moves to ${count}`)
          return Promise.resolve(true)
        },
      }
    },
    dropped: () => void log.push(`${id} dropped`),
    ...options,
  }
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

test('a run that comes later gets threads from the one that had all, and gives them back', async () => {
  const log: string[] = []
  const queue = createQueue(2)
  const [a, b] = [work('a', log), work('b', log)]
  queue.add([a])
  queue.add([b])
  await settled()
  expect(log).toEqual(['a begins on 2', 'a moves to 1', 'b begins on 1'])
  b.end()
  await settled()
  expect(log.at(-1)).toBe('a moves to 2')
})

test('runs begin in the order given last, and one that waits can be taken out', async () => {
  const log: string[] = []
  const queue = createQueue(1)
  const works = ['a', 'b', 'c', 'd'].map((id) => work(id, log))
  queue.add(works)
  queue.reorder(['d', 'b', 'c'])
  expect(queue.waiting()).toEqual(['d', 'b', 'c'])
  expect(queue.remove(['b', 'nobody'])).toEqual(['b'])
  expect(queue.remove(['a'])).toEqual([])
  works[0].end()
  await settled()
  expect(log).toEqual(['a begins on 1', 'b dropped', 'd begins on 1'])
})

test('a paused run lends its threads', async () => {
  const log: string[] = []
  const queue = createQueue(1)
  queue.add([work('a', log), work('b', log)])
  queue.setPaused('a', true)
  await settled()
  expect(log).toEqual(['a begins on 1', 'b begins on 1'])
})

test('a run that cannot move keeps its threads, and the next waits', async () => {
  const log: string[] = []
  const queue = createQueue(2)
  const stubborn = work('a', log)
  const begin = stubborn.begin
  queue.add([{ ...stubborn, begin: (threads) => ({ ...begin(threads), rescale: () => Promise.resolve(false) }) }])
  queue.add([work('b', log)])
  await settled()
  expect(log).toEqual(['a begins on 2'])
  stubborn.end()
  await settled()
  expect(log).toEqual(['a begins on 2', 'b begins on 2'])
})
