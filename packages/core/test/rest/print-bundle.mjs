// Prints what a browser's bundle of the whole package holds, for a test to look at.
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

const root = fileURLToPath(new URL('../..', import.meta.url))
const result = await build({
  root,
  configFile: false,
  logLevel: 'silent',
  // The names of a bundle that is not minified are those of the sources.
  build: { write: false, minify: false, lib: { entry: 'src/index.ts', formats: ['es'] } },
})
for (const { output } of Array.isArray(result) ? result : [result])
  for (const file of output) process.stdout.write(file.type === 'chunk' ? file.code : file.fileName)
