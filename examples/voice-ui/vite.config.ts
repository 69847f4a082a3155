import { defineConfig } from 'vite'

/** Relative addresses: the built page works from any folder of any server. */
export default defineConfig({
  base: './',
  build: { outDir: 'dist/page', emptyOutDir: true, assetsInlineLimit: 0 },
})
