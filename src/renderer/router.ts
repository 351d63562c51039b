import type { Router, RouteRecordRaw } from 'vue-router'
import { createRouter, createWebHashHistory } from 'vue-router'

declare module 'vue-router' {
  interface RouteMeta {
    /** Shows nothing before a project is open, and begins anew with another one. */
    needsProject?: boolean
  }
}

/** One per item of the navigation rail. Views are loaded when they are first opened. */
const routes: RouteRecordRaw[] = [
  { path: '/', redirect: '/home' },
  { path: '/home', name: 'home', component: () => import('./features/home/HomeView.vue') },
  { path: '/design', name: 'design', component: () => import('./features/design/DesignView.vue') },
  {
    path: '/monitor/:runId?',
    name: 'monitor',
    component: () => import('./features/monitor/MonitorView.vue'),
    props: true,
    meta: { needsProject: true },
  },
  {
    path: '/history',
    name: 'history',
    component: () => import('./features/history/HistoryView.vue'),
    meta: { needsProject: true },
  },
  {
    path: '/sweeps/:sweepId',
    name: 'sweep',
    component: () => import('./features/sweeps/SweepView.vue'),
    props: true,
    meta: { needsProject: true },
  },
  { path: '/settings', name: 'settings', component: () => import('./features/settings/SettingsView.vue') },
  { path: '/:anything(.*)', redirect: '/home' },
]

/** In the hash, so that the same files work under any address. */
export function createAppRouter(): Router {
  return createRouter({ history: createWebHashHistory(), routes })
}
