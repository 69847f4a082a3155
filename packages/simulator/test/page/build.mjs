// Prints the page's script with all that it needs, as a bundler for browsers makes it from the sources.
import { join } from 'node:path'
import { build } from 'vite'

const result = await build({
  configFile: false,
  root: import.meta.dirname,
  logLevel: 'error',
  resolve: { conditions: ['@vatel/source', 'browser', 'module', 'import', 'default'] },
  build: {
    write: false,
    minify: false,
    lib: { entry: join(import.meta.dirname, 'page.ts'), formats: ['iife'], name: 'page' },
  },
})
const [{ output }] = [result].flat()
process.stdout.write(output[0].code)
