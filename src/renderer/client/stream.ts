interface Sink<T> {
  next: (value: T) => void
  error: (error: unknown) => void
  end: () => void
}

/**
 * A subscription as something to iterate over. Values wait until they are taken; the subscription ends when the loop is left.
 */
export async function* iterate<T>(subscribe: (sink: Sink<T>) => () => void): AsyncGenerator<T, void, undefined> {
  const waiting: T[] = []
  let finished: { error?: unknown } | null = null
  let wake: () => void = () => undefined
  const unsubscribe = subscribe({
    next: (value) => {
      waiting.push(value)
      wake()
    },
    error: (error) => {
      finished = { error }
      wake()
    },
    end: () => {
      finished = {}
      wake()
    },
  })
  try {
    for (;;) {
      while (waiting.length > 0) yield waiting.shift()!
      const end = finished as { error?: unknown } | null
      if (end !== null) {
        if ('error' in end) throw end.error
        return
      }
      await new Promise<void>((resolve) => {
        wake = resolve
      })
    }
  } finally {
    unsubscribe()
  }
}
