import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { AboutInfo, Settings } from '../../contract/api.ts'
import { useLab } from '../client/api.ts'
import { useTheme } from '../theme/theme.ts'

/** What is the same in every project. */
export const useSettings = defineStore('settings', () => {
  const lab = useLab()
  const { choice } = useTheme()
  const settings = shallowRef<Settings | null>(null)
  const about = shallowRef<AboutInfo | null>(null)

  function adopt(next: Settings): void {
    settings.value = next
    choice.value = next.theme
  }

  async function load(): Promise<void> {
    const [loaded, info] = await Promise.all([lab.app.settings(), lab.app.about()])
    adopt(loaded)
    about.value = info
  }

  /** Shown at once; taken back if the core refuses. */
  async function change(part: Partial<Settings>): Promise<void> {
    const before = settings.value
    if (before !== null) adopt({ ...before, ...part })
    try {
      adopt(await lab.app.changeSettings(part))
    } catch (error) {
      if (before !== null) adopt(before)
      throw error
    }
  }

  return { settings, about, load, change }
})
