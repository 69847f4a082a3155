import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { inRoot } from './workspace/root.mjs'

/** Folder of the programs. */
const folder = inRoot('packages/core/test/soak')
const names = readdirSync(folder)
  .filter((file) => file.endsWith('.soak.ts'))
  .map((file) => file.slice(0, -'.soak.ts'.length))

const help = `npm run soak -- [name …] [options]

Runs the long tests of the call's socket and of the transcript, and prints their figures. The exit code is 0 only if every goal is reached.
Without a name it runs all of them, which takes about half an hour.

Names: ${names.join(', ')}

  --runs number      random-faults: number of schedules (10,000; about 3 min); tokens: number of calls (10,000);
                     utterances: number of histories (100,000; about 30 s)
  --seed number      random-faults, tokens, utterances: seed of the first run
  --calls number     half-open: calls at once (50; about 140 s); false-alarms: calls at once (10)
  --minutes number   false-alarms: duration (20)
  --cycles number    churn: number of calls (10,000; about 1 min)
`

const args = process.argv.slice(2)
if (args.includes('--help')) {
  console.log(help)
  process.exit(0)
}
const chosen = args.filter((arg) => names.includes(arg))
const rest = args.filter((arg) => !names.includes(arg))
if (rest.some((arg, at) => !arg.startsWith('--') && !rest[at - 1]?.startsWith('--'))) {
  console.error(help)
  process.exit(2)
}
if (chosen.length === 0) chosen.push(...names)

// Here the programs resolve `ws` and the fake clock as the tests do.
const outDir = inRoot('packages/core/node_modules/.cache/soak')
if (!existsSync(outDir)) mkdirSync(outDir, { recursive: true })
const tsdown = createRequire(inRoot('packages/core/package.json')).resolve('tsdown')
/** @type {typeof import('tsdown')} */
const { build } = await import(pathToFileURL(tsdown).href)
await build({
  config: false,
  cwd: inRoot('packages/core'),
  entry: Object.fromEntries(chosen.map((name) => [name, `test/soak/${name}.soak.ts`])),
  outDir,
  format: 'esm',
  platform: 'node',
  target: 'es2022',
  dts: false,
  logLevel: 'warn',
  deps: {
    alwaysBundle: [/^fp-ts\//],
    neverBundle: ['ws', 'isomorphic-ws', 'io-ts', 'fast-check', /^@sinonjs\//],
  },
  inputOptions: {
    resolve: { conditionNames: ['@vatel/source', 'import', 'default'], mainFields: ['module', 'main'] },
  },
})

/** @param {string} name @returns {Promise<number>} */
const run = (name) =>
  new Promise((resolve) => {
    const program = join(outDir, `${name}.mjs`)
    const child = spawn(
      process.execPath,
      ['--expose-gc', '--unhandled-rejections=strict', program, ...rest],
      {
        stdio: 'inherit',
      },
    )
    child.on('exit', (code) => resolve(code ?? 1))
  })

let failed = 0
for (const name of chosen) if ((await run(name)) !== 0) failed += 1
process.exitCode = failed === 0 ? 0 : 1
