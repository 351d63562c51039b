import { defineStore } from 'pinia'
import { computed, onScopeDispose, ref, shallowReactive } from 'vue'

/** Something a person can do: listed in the palette, and reachable by its keys. */
export interface Command {
  id: string
  title: string
  /** Heading in the palette: 'Go to', 'Run', 'View'. */
  section: string
  /** Words it is found by besides its title. */
  keywords?: string
  /** 'Mod+K' (Ctrl, or Cmd on a Mac), or keys one after the other: 'G H'. */
  keys?: string
  /** Other chords for the same, where habits differ. */
  moreKeys?: string[]
  /** Not listed while this is false. */
  when?: () => boolean
  run: () => unknown
}

export const useCommands = defineStore('commands', () => {
  const registered = shallowReactive(new Map<string, Command>())
  const paletteOpen = ref(false)
  const available = computed(() => [...registered.values()].filter(({ when }) => when === undefined || when()))

  /** Gives back what takes the commands away again. */
  function add(commands: Command[]): () => void {
    for (const command of commands) registered.set(command.id, command)
    return () => {
      for (const command of commands) if (registered.get(command.id) === command) registered.delete(command.id)
    }
  }

  return { available, add, paletteOpen }
})

/** Commands of a component, for as long as it is there. */
export function provideCommands(commands: Command[]): void {
  onScopeDispose(useCommands().add(commands))
}
