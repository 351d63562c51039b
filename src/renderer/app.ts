import './theme/fonts.ts'
import './theme/base.css'
import { createPinia } from 'pinia'
import type { App as VueApp } from 'vue'
import { createApp } from 'vue'
import App from './App.vue'
import type { Connection } from './client/api.ts'
import { connectionKey } from './client/api.ts'
import { createAppRouter } from './router.ts'
import { applyTheme } from './theme/theme.ts'

/** The whole application on a given core; tests and development give it another. */
export function createBistable(connection: Connection): VueApp {
  applyTheme(document.documentElement)
  return createApp(App).use(createPinia()).use(createAppRouter()).provide(connectionKey, connection)
}
