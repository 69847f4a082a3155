// Prints the bundled code of modules as JSON: code by file name. The argument is JSON, too: the file of each module by
// its name in the bundle. A second one has folders in
// place of packages. A third one is the NODE_ENV of the code.
import { build } from 'vite'

const [modules = '{}', alias = '{}', environment = 'production'] = process.argv.slice(2)
const result = await build({
  configFile: false,
  root: import.meta.dirname,
  logLevel: 'error',
  define: { 'process.env.NODE_ENV': JSON.stringify(environment) },
  resolve: {
    conditions: ['@vatel/source', 'browser', 'module', 'import', 'default'],
    alias: JSON.parse(alias),
  },
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
