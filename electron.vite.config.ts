import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'electron-vite'

export default defineConfig({
  renderer: {
    root: 'src/renderer',
    // The same files are served from app:// and from a loopback address with a path of its own.
    base: './',
    plugins: [vue()],
    build: {
      outDir: 'out/renderer',
      target: 'chrome140',
      minify: true,
      // Nothing as data: addresses, which the content security policy forbids.
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 2000,
      rollupOptions: { input: 'src/renderer/index.html' },
    },
  },
})
