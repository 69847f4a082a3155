import { existsSync, readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { installFor, isInstalledFor } from './workspace/install.mjs'
import { inRoot } from './workspace/root.mjs'

/** What may be measured: the files of bench/src that begin a run. */
const names = existsSync(inRoot('bench/src'))
  ? readdirSync(inRoot('bench/src'))
      .filter((file) => file.endsWith('.bench.ts'))
      .map((file) => file.slice(0, -'.bench.ts'.length))
  : []

const help = `node scripts/bench.mjs name [-- options]

Bundles bench/src/<name>.bench.ts with the sources of the packages, as they stand, and runs it.

Names: ${names.join(', ')}
`

const name = process.argv[2]
if (name === undefined || !names.includes(name)) {
  console.error(help)
  process.exit(name === '--help' ? 0 : 2)
}

if (!isInstalledFor('@vatel/bench')) {
  const { code, output } = await installFor('@vatel/bench')
  if (code !== 0) {
    console.error(output)
    process.exit(1)
  }
}

const tsdown = createRequire(inRoot('bench/package.json')).resolve('tsdown')
/** @type {typeof import('tsdown')} */
const { build } = await import(pathToFileURL(tsdown).href)
await build({
  config: false,
  cwd: inRoot('bench'),
  entry: { [name]: `src/${name}.bench.ts` },
  clean: false,
  dts: false,
  platform: 'node',
  target: 'es2022',
  logLevel: 'warn',
  deps: { alwaysBundle: [/^@vatel\//, /^fp-ts\//] },
  inputOptions: {
    resolve: { conditionNames: ['@vatel/source', 'import', 'default'], mainFields: ['module', 'main'] },
  },
})
process.argv.splice(2, 1)
await import(pathToFileURL(inRoot('bench', 'dist', `${name}.mjs`)).href)
