// Prints the page of the elements and the worklet as JSON: code by file name.
import { join } from 'node:path'
import { compile } from 'svelte/compiler'
import { build } from 'vite'

const root = import.meta.dirname

/** What a bundler for Svelte does, as little as one component needs. @type {import('vite').Plugin} */
const svelte = {
  name: 'svelte',
  transform: (code, file) =>
    file.endsWith('.svelte') ? { code: compile(code, { filename: file }).js.code, map: null } : undefined,
}

/** @param {Readonly<Record<string, string>>} input */
const bundle = async (input) => {
  const result = await build({
    configFile: false,
    root,
    logLevel: 'error',
    plugins: [svelte],
    resolve: { conditions: ['@vatel/source', 'svelte', 'browser', 'module', 'import', 'default'] },
    define: { 'process.env.NODE_ENV': '"production"', __VUE_PROD_DEVTOOLS__: 'false' },
    build: {
      write: false,
      minify: false,
      modulePreload: false,
      rolldownOptions: { input, output: { entryFileNames: '[name].js', codeSplitting: false } },
    },
  })
  const outputs = [result].flat().flatMap((it) => ('output' in it ? it.output : []))
  return outputs.flatMap((file) => (file.type === 'chunk' ? [[file.fileName, file.code]] : []))
}

const page = await bundle({ page: join(root, 'elements-page.ts') })
const worklet = await bundle({ voice: join(root, '../../audio/src/web/worklets/voice.ts') })
process.stdout.write(JSON.stringify(Object.fromEntries([...page, ...worklet])))
