/** Where a command writes: results to `out`, everything said on the way to `err`. */
export interface Terminal {
  out: Stream
  err: Stream
  /** Calls back at Ctrl+C, until the function it gives is called. */
  onInterrupt: (action: () => void) => () => void
}

export interface Stream {
  write: (text: string) => void
  /** Of a terminal: it can redraw a line. */
  columns: number | undefined
}

export function processTerminal(): Terminal {
  return { out: streamOf(process.stdout), err: streamOf(process.stderr), onInterrupt }
}

function streamOf(stream: NodeJS.WriteStream): Stream {
  // A reader that left (`runs | head`) is no reason to fail.
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
  })
  return {
    write: (text) => void stream.write(text),
    get columns() {
      return stream.isTTY ? stream.columns : undefined
    },
  }
}

function onInterrupt(action: () => void): () => void {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
  for (const signal of signals) process.on(signal, action)
  return () => {
    for (const signal of signals) process.off(signal, action)
  }
}
