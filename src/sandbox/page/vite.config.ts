import path from 'node:path'
import { defineConfig } from 'vite'

export default defineConfig({
  root: import.meta.dirname,
  logLevel: 'warn',
  build: {
    outDir: path.join(import.meta.dirname, '../../../dist/page'),
    emptyOutDir: true,
    // The renderer of blocks brings its list of emoji; on this machine that is no journey.
    chunkSizeWarningLimit: 2000,
  },
})
