import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type * as Tsdown from 'tsdown'
import { importInstalled } from '../resampler/import-installed.ts'

/** The folder of the package, from bench/dist, where this runs. */
export const coreFolder = fileURLToPath(new URL('../../packages/core', import.meta.url))

/**
 * Builds the package as it would be published, beside its `dist`, which others may be reading, and gives the folder. It
 * is inside the package, so that its dependencies are found.
 */
export const buildCore = async (): Promise<string> => {
  const { build } = (await importInstalled('tsdown')) as typeof Tsdown
  const outDir = join(coreFolder, 'node_modules/.cache/bench')
  process.env['VATEL_BUILD'] = 'js'
  await build({ cwd: coreFolder, outDir, logLevel: 'error' })
  // Else the imports of the package would lead to its `dist`.
  const imports = {
    '#environment': {
      browser: './browser-environment.js',
      import: './node-environment.js',
      require: './node-environment.cjs',
    },
  }
  await writeFile(join(outDir, 'package.json'), JSON.stringify({ type: 'module', imports }))
  return outDir
}
