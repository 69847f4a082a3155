// Prints the bundled code of modules as JSON: code by file name. The argument is JSON, too: the file of each module by
// its name in the bundle. A second one has folders in
// place of packages. A third one is the NODE_ENV of the code.
import { build } from 'vite'

const [modules = '{}', alias = '{}', environment = 'production'] = process.argv.slice(2)

/** Compiles components of Svelte. @type {import('vite').Plugin} */
const svelte = {
  name: 'svelte',
  transform: async (code, file) => {
    if (!file.endsWith('.svelte')) return undefined
    const { compile } = await import('svelte/compiler')
    return { code: compile(code, { filename: file }).js.code, map: null }
  },
}

const result = await build({
  configFile: false,
  root: import.meta.dirname,
  logLevel: 'error',
  plugins: [svelte],
  define: { 'process.env.NODE_ENV': JSON.stringify(environment), __VUE_PROD_DEVTOOLS__: 'false' },
  resolve: {
    conditions: ['@vatel/source', 'svelte', 'browser', 'module', 'import', 'default'],
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
