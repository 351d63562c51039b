/** A stream that asks for its next value only when the last one was taken: nothing piles up in it. */
export interface Feed<T> extends AsyncIterable<T> {
  /** There may be something to take. */
  wake: () => void
  end: () => void
}

/** `take` gives the next value, or undefined when there is none now. `onEnd` is called once, whoever ends it. */
export function createFeed<T>(take: () => T | undefined, onEnd: () => void): Feed<T> {
  let waiting: ((result: IteratorResult<T>) => void) | undefined
  let ended = false
  const done = { done: true, value: undefined } as const

  const settle = (result: IteratorResult<T>): void => {
    const resolve = waiting
    waiting = undefined
    resolve?.(result)
  }
  const feed = {
    wake: () => {
      if (waiting === undefined || ended) return
      const value = take()
      if (value !== undefined) settle({ done: false, value })
    },
    end: () => {
      if (ended) return
      ended = true
      onEnd()
      settle(done)
    },
    next: (): Promise<IteratorResult<T>> => {
      if (ended) return Promise.resolve(done)
      const value = take()
      if (value !== undefined) return Promise.resolve({ done: false, value })
      return new Promise((resolve) => (waiting = resolve))
    },
    return: (): Promise<IteratorResult<T>> => {
      feed.end()
      return Promise.resolve(done)
    },
    [Symbol.asyncIterator]: () => feed,
  }
  return feed
}
