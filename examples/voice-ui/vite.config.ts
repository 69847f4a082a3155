import { defineConfig } from 'vite'

/** React needs no plugin: Vite compiles its markup as `tsconfig.json` says. */
export default defineConfig({
  build: { outDir: 'dist/page', emptyOutDir: true, assetsInlineLimit: 0 },
})
