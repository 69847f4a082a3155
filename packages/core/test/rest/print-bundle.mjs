// Prints what a browser's bundle of the whole package holds, or the source map beside it, for a test to look at.
import { fileURLToPath } from 'node:url'
import { build, defaultClientConditions } from 'vite'

const what = process.argv[2] ?? 'code'
const root = fileURLToPath(new URL('../..', import.meta.url))
const result = await build({
  root,
  configFile: false,
  logLevel: 'silent',
  // Our own modules by their sources, too, so that nothing has to be built before.
  resolve: { conditions: ['@vatel/source', ...defaultClientConditions] },
  build: {
    write: false,
    // The names of a bundle that is not minified are those of the sources.
    minify: false,
    sourcemap: what === 'map' && 'hidden',
    lib: { entry: 'src/index.ts', formats: ['es'] },
  },
})
for (const { output } of Array.isArray(result) ? result : [result])
  for (const file of output) {
    const text = file.type === 'chunk' ? file.code : file.fileName
    process.stdout.write(what === 'map' ? (file.map?.toString() ?? '') : text)
  }
