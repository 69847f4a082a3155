// Prints the bundled code of modules as JSON: code by file name. The argument is JSON, too: the file of each module by
// its name in the bundle.
import { build } from 'vite'

const [modules = '{}'] = process.argv.slice(2)
const result = await build({
  configFile: false,
  root: import.meta.dirname,
  logLevel: 'error',
  resolve: { conditions: ['@vatel/source', 'browser', 'module', 'import', 'default'] },
  build: {
    write: false,
    minify: false,
    modulePreload: false,
    rolldownOptions: {
      input: JSON.parse(modules),
      output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
    },
  },
})
const outputs = [result].flat().flatMap((it) => ('output' in it ? it.output : []))
const files = outputs.flatMap((file) => (file.type === 'chunk' ? [[file.fileName, file.code]] : []))
process.stdout.write(JSON.stringify(Object.fromEntries(files)))
