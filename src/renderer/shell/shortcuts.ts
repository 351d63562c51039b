import { useEventListener } from '@vueuse/core'
import type { Command } from '../stores/commands.ts'

const PATIENCE_MS = 1000
const isMac = /mac/i.test(navigator.platform)

/** Runs commands by their keys, anywhere in the window. Plain keys are left alone while somebody types. */
export function useShortcuts(commands: () => readonly Command[]): void {
  let first: { key: string; at: number } | null = null
  useEventListener(window, 'keydown', (event) => {
    if (event.defaultPrevented || event.repeat || event.isComposing) return
    const chord = chordOf(event)
    if (chord === null) {
      if (isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey) return
      const key = event.key.toUpperCase()
      const pair = first !== null && event.timeStamp - first.at < PATIENCE_MS ? `${first.key} ${key}` : key
      first = { key, at: event.timeStamp }
      perform(event, pair)
    } else {
      perform(event, chord)
    }
  })

  function perform(event: KeyboardEvent, keys: string): void {
    const command = commands().find(({ keys: own, moreKeys }) => own === keys || moreKeys?.includes(keys))
    if (command === undefined) return
    event.preventDefault()
    void command.run()
  }
}

/** 'Mod+K' as it stands on this machine's keys. */
export function keysForPeople(keys: string): string {
  return keys.replace('Mod+', isMac ? '⌘' : 'Ctrl ').replace('Shift+', isMac ? '⇧' : 'Shift ')
}

function chordOf(event: KeyboardEvent): string | null {
  if (!(isMac ? event.metaKey : event.ctrlKey)) return null
  return `Mod+${event.shiftKey ? 'Shift+' : ''}${event.key.length === 1 ? event.key.toUpperCase() : event.key}`
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  return target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName)
}
