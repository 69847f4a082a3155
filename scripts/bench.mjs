import { existsSync, readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { findChromium } from './workspace/chromium.mjs'
import { installFor, isInstalledFor } from './workspace/install.mjs'
import { inRoot } from './workspace/root.mjs'

/** Names of the benchmarks: the files `*.bench.ts` of bench/src. */
const names = existsSync(inRoot('bench/src'))
  ? readdirSync(inRoot('bench/src'))
      .filter((file) => file.endsWith('.bench.ts'))
      .map((file) => file.slice(0, -'.bench.ts'.length))
  : []

const help = `node scripts/bench.mjs name … [options]

Bundles bench/src/<name>.bench.ts with the sources of the packages, as they stand, and runs it with the options.

Names: ${names.join(', ')}
`

const args = process.argv.slice(2)
const chosen = args.filter((arg) => names.includes(arg))
if (chosen.length === 0) {
  console.error(help)
  process.exit(args[0] === '--help' ? 0 : 2)
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
  entry: Object.fromEntries(chosen.map((name) => [name, `src/${name}.bench.ts`])),
  clean: false,
  dts: false,
  platform: 'node',
  target: 'es2022',
  logLevel: 'warn',
  // Playwright finds its files beside itself.
  deps: { alwaysBundle: [/^@vatel\//, /^fp-ts\//], neverBundle: ['playwright-core'] },
  inputOptions: {
    resolve: { conditionNames: ['@vatel/source', 'import', 'default'], mainFields: ['module', 'main'] },
  },
})
const browser = findChromium()
if (browser !== undefined) process.env['CHROME_PATH'] = browser
process.argv.splice(2, args.length, ...args.filter((arg) => !chosen.includes(arg)))
for (const name of chosen) await import(pathToFileURL(inRoot('bench', 'dist', `${name}.mjs`)).href)
