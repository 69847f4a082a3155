import { svelte } from '@sveltejs/vite-plugin-svelte'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'

/** React needs no plugin: Vite compiles its markup as `tsconfig.json` says. */
export default defineConfig({
  plugins: [vue(), svelte()],
  resolve: { conditions: ['@vatel/source', 'module', 'browser', 'development|production'] },
})
