import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'tsdown'

/**
 * Prints a module of this folder as one script, its sources and all. For a browser its exports become properties of
 * `globalThis.page`; for Node it is an ES module. jest cannot load what builds it, so this is a program of its own.
 */
const [platform = '', name = ''] = process.argv.slice(2)
const isNode = platform === 'node'
const outDir = await mkdtemp(join(tmpdir(), 'vatel-script-'))
try {
  await build({
    config: false,
    entry: { script: join(import.meta.dirname, name) },
    outDir,
    format: isNode ? 'esm' : 'iife',
    globalName: 'page',
    platform: isNode ? 'node' : 'browser',
    target: 'es2022',
    dts: false,
    logLevel: 'silent',
    deps: { alwaysBundle: [/./] },
    inputOptions: {
      resolve: {
        // For Node without `import`, which would give `require('ws')` a namespace in place of the class.
        conditionNames: [
          '@vatel/source',
          ...(isNode ? ['node', 'require'] : ['browser', 'import']),
          'default',
        ],
        mainFields: isNode ? ['module', 'main'] : ['browser', 'module', 'main'],
      },
    },
  })
  const [file = ''] = await readdir(outDir)
  process.stdout.write(await readFile(join(outDir, file), 'utf8'))
} finally {
  await rm(outDir, { recursive: true, force: true })
}
