import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  plugins: [vue()],
  test: {
    include: ['test/**/*.test.ts'],
    environment: 'node',
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 60_000,
    // A second, which is usual, is short on a machine that does something else as well.
    expect: { poll: { timeout: 20_000 } },
    passWithNoTests: false,
  },
})
