import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { createRequire } from 'node:module'
import { gzipSync } from 'node:zlib'
import type * as Tsdown from 'tsdown'

/** The folder of the benchmarks, from bench/dist, where this runs. */
const bench = fileURLToPath(new URL('..', import.meta.url))
const installed = createRequire(join(bench, 'package.json')).resolve('tsdown')
const { build } = (await import(pathToFileURL(installed).href)) as typeof Tsdown

/** Bytes of a module in a browser bundle with all it needs, minified and compressed. */
const bundledBytes = async (code: string): Promise<number> => {
  const folder = await mkdtemp(join(bench, 'dist/size-'))
  try {
    await writeFile(join(folder, 'entry.js'), code)
    await build({
      config: false,
      cwd: folder,
      entry: { out: join(folder, 'entry.js') },
      outDir: join(folder, 'out'),
      format: 'esm',
      fixedExtension: false,
      dts: false,
      minify: true,
      platform: 'browser',
      target: 'es2022',
      logLevel: 'error',
      deps: { alwaysBundle: [/./] },
      inputOptions: {
        resolve: {
          conditionNames: ['@vatel/source', 'browser', 'import', 'default'],
          mainFields: ['browser', 'module', 'main'],
        },
      },
    })
    return gzipSync(await readFile(join(folder, 'out/out.js')), { level: 9 }).length
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Size that `{ connectCall, transcript }` adds to the part of core that a call needs, rxjs included. */
export const measureBundle = async () => {
  const core = "export { openCall, reduceTranscript, initialTranscript } from '@vatel/core'\n"
  const coreBytes = await bundledBytes(core)
  const bothBytes = await bundledBytes(`${core}export { connectCall, transcript } from '@vatel/rx'\n`)
  return { coreBytes, addedBytes: bothBytes - coreBytes }
}
