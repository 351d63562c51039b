import { usePreferredDark, usePreferredReducedMotion } from '@vueuse/core'
import { darkTheme, lightTheme } from 'naive-ui'
import { computed, ref, watchEffect } from 'vue'
import { naiveOverrides } from './naive.ts'
import { cssVariables, dark, light, seriesDark, seriesLight } from './tokens.ts'

export type ThemeChoice = 'system' | 'light' | 'dark'

// One window has one theme: module state, so that canvases outside of any component tree can read it too.
const choice = ref<ThemeChoice>('system')
const systemDark = usePreferredDark()
const motion = usePreferredReducedMotion()

const isDark = computed(() => (choice.value === 'system' ? systemDark.value : choice.value === 'dark'))
const palette = computed(() => (isDark.value ? dark : light))
const series = computed(() => (isDark.value ? seriesDark : seriesLight))
const naiveTheme = computed(() => (isDark.value ? darkTheme : lightTheme))
const naiveThemeOverrides = computed(() => naiveOverrides(palette.value))
const reducedMotion = computed(() => motion.value === 'reduce')

export function useTheme() {
  return { choice, isDark, palette, series, naiveTheme, naiveThemeOverrides, reducedMotion }
}

/** Keeps the CSS variables of the page in step with the theme. */
export function applyTheme(root: HTMLElement): void {
  watchEffect(() => {
    for (const [name, value] of Object.entries(cssVariables(palette.value, series.value))) {
      root.style.setProperty(name, value)
    }
    root.style.colorScheme = isDark.value ? 'dark' : 'light'
    root.dataset.theme = isDark.value ? 'dark' : 'light'
  })
}
