import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'tsdown'

/**
 * Prints a module of this folder as one script for a browser, its sources and all; its exports become properties of
 * `globalThis.page`. jest cannot load what builds it, so this is a program of its own.
 */
const [name = ''] = process.argv.slice(2)
const outDir = await mkdtemp(join(tmpdir(), 'vatel-page-'))
try {
  await build({
    config: false,
    entry: { page: join(import.meta.dirname, name) },
    outDir,
    format: 'iife',
    globalName: 'page',
    platform: 'browser',
    target: 'es2022',
    dts: false,
    logLevel: 'silent',
    deps: { alwaysBundle: [/./] },
    inputOptions: {
      resolve: {
        conditionNames: ['@vatel/source', 'browser', 'import', 'default'],
        mainFields: ['browser', 'module', 'main'],
      },
    },
  })
  process.stdout.write(await readFile(join(outDir, 'page.iife.js'), 'utf8'))
} finally {
  await rm(outDir, { recursive: true, force: true })
}
