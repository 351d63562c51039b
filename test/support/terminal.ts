import type { Terminal } from '../../src/main/host/cli/terminal.ts'

/** Remembers what was written; `interrupt` is Ctrl+C. */
export function memoryTerminal(columns?: number) {
  const written = { out: '', err: '' }
  let onInterrupt: (() => void) | undefined
  const terminal: Terminal = {
    out: { write: (text) => void (written.out += text), columns },
    err: { write: (text) => void (written.err += text), columns },
    onInterrupt: (action) => {
      onInterrupt = action
      return () => (onInterrupt = undefined)
    },
  }
  return { terminal, written, interrupt: () => onInterrupt?.() }
}
