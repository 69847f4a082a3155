// Prints what a bundler makes of the page and the worklets as JSON: each file by its name.
import { join } from 'node:path'
import { build } from 'vite'

const worklets = join(import.meta.dirname, '../../../packages/audio/src/web/worklets')

const result = await build({
  configFile: false,
  root: import.meta.dirname,
  logLevel: 'error',
  resolve: { conditions: ['@vatel/source', 'browser', 'module', 'import', 'default'] },
  build: {
    write: false,
    modulePreload: false,
    rolldownOptions: {
      input: {
        page: join(import.meta.dirname, 'page.ts'),
        tap: join(import.meta.dirname, 'tap.ts'),
        recorder: join(worklets, 'recorder.ts'),
        player: join(worklets, 'player.ts'),
      },
      output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
    },
  },
})
const outputs = [result].flat().flatMap((it) => ('output' in it ? it.output : []))
const files = outputs.flatMap((file) => (file.type === 'chunk' ? [[file.fileName, file.code]] : []))
process.stdout.write(JSON.stringify(Object.fromEntries(files)))
