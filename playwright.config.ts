import { defineConfig } from '@playwright/test'
import type { HostName } from './test/support/hosts.ts'
import { electronRuntime } from './test/support/hosts.ts'

const onAllHosts = 'e2e/**/*.spec.ts'
const real = electronRuntime()

/** The same specs on every host. The double is a stand-in for Electron's runtime; where that is installed, it is tested as well. */
export default defineConfig<object, { host: HostName }>({
  testDir: 'test',
  outputDir: 'test-results/e2e',
  // Limits for a busy machine; where nothing is wrong nothing waits for them.
  timeout: 180_000,
  expect: { timeout: 20_000 },
  use: { actionTimeout: 30_000 },
  workers: 1,
  forbidOnly: Boolean(process.env.CI),
  retries: process.env.CI ? 1 : 0,
  reporter: 'list',
  projects: [
    { name: 'browser', testMatch: onAllHosts, use: { host: 'browser' } },
    { name: 'double', testMatch: [onAllHosts, 'electron/**/*.spec.ts'], use: { host: 'double' } },
    ...(real === undefined ? [] : [{ name: 'electron', testMatch: onAllHosts, use: { host: 'electron' as const } }]),
  ],
})
