export interface TableKeys {
  count: () => number
  active: () => number
  /** Rows that fit. */
  page: () => number
  move: (to: number, extend: boolean) => void
  toggle: () => void
  open: () => void
  star: () => void
  trash: () => void
}

/** What the keys do in a table of runs. True when the key was one of them. */
export function handleKey(event: KeyboardEvent, keys: TableKeys): boolean {
  const last = keys.count() - 1
  if (last < 0 || event.altKey || event.ctrlKey || event.metaKey) return false
  const at = keys.active()
  const go = (to: number): true => {
    keys.move(Math.max(0, Math.min(last, to)), event.shiftKey)
    return true
  }
  switch (event.key) {
    case 'ArrowDown':
      return go(at + 1)
    case 'ArrowUp':
      return go(at - 1)
    case 'PageDown':
      return go(at + keys.page())
    case 'PageUp':
      return go(at - keys.page())
    case 'Home':
      return go(0)
    case 'End':
      return go(last)
  }
  if (at < 0) return false
  switch (event.key) {
    case ' ':
      keys.toggle()
      return true
    case 'Enter':
      keys.open()
      return true
    case '*':
      keys.star()
      return true
    case 'Delete':
      keys.trash()
      return true
    default:
      return false
  }
}
