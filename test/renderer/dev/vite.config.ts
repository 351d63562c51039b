import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'

/** The window on a fake core: `npx vite --config test/renderer/dev/vite.config.ts`, with `?empty` for a first start. */
export default defineConfig({
  root: import.meta.dirname,
  publicDir: '../../../src/renderer/public',
  cacheDir: '../../../node_modules/.vite',
  plugins: [vue()],
  server: { host: '127.0.0.1', port: 5199, fs: { allow: ['../../..'] } },
  build: { outDir: '../../../test-results/fake', emptyOutDir: true },
})
