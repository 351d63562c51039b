interface Sink<T> {
  next: (value: T) => void
  error: (error: unknown) => void
  end: () => void
}

/**
 * A subscription as something to iterate over. Values wait until they are taken. It ends at once when the loop is left or `return` is
 * called, even while somebody waits for the next value: a generator would hold on until there is one.
 */
export function iterate<T>(subscribe: (sink: Sink<T>) => () => void): AsyncIterableIterator<T, undefined> {
  const values: T[] = []
  let finished: { error?: unknown } | null = null
  let waiting: PromiseWithResolvers<IteratorResult<T, undefined>> | null = null

  function settle(): void {
    if (waiting === null) return
    const { resolve, reject } = waiting
    if (values.length > 0) resolve({ done: false, value: values.shift()! })
    else if (finished === null) return
    else if ('error' in finished) reject(finished.error)
    else resolve({ done: true, value: undefined })
    waiting = null
  }
  function finish(how: { error?: unknown }): void {
    finished ??= how
    settle()
  }
  const unsubscribe = subscribe({
    next: (value) => {
      if (finished !== null) return
      values.push(value)
      settle()
    },
    error: (error) => finish({ error }),
    end: () => finish({}),
  })
  return {
    next: () => {
      waiting = Promise.withResolvers()
      const { promise } = waiting
      settle()
      return promise
    },
    return: () => {
      values.length = 0
      finished = {}
      unsubscribe()
      settle()
      return Promise.resolve({ done: true, value: undefined })
    },
    [Symbol.asyncIterator]() {
      return this
    },
  }
}
