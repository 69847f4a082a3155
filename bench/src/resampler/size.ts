import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import type * as Tsdown from 'tsdown'
import { importInstalled } from './import-installed.ts'

/** The root of the repository, from bench/dist, where this runs. */
const root = fileURLToPath(new URL('../..', import.meta.url))

const { build } = (await importInstalled('tsdown')) as typeof Tsdown

const gzippedBytes = async (entry: string): Promise<number> => {
  const outDir = await mkdtemp(join(tmpdir(), 'vatel-size-'))
  try {
    await build({
      config: false,
      cwd: join(root, 'packages/audio'),
      entry: [entry],
      outDir,
      dts: false,
      minify: true,
      platform: 'neutral',
      logLevel: 'error',
    })
    const files = await Promise.all((await readdir(outDir)).map((file) => readFile(join(outDir, file))))
    return gzipSync(Buffer.concat(files), { level: 9 }).length
  } finally {
    await rm(outDir, { recursive: true, force: true })
  }
}

/** Bytes of the resampler alone, minified and compressed, and of the WebAssembly entry with all it needs. */
export const measureSize = async () => ({
  plain: await gzippedBytes('src/resampler/create-resampler.ts'),
  kernel: await gzippedBytes('src/wasm/kernel-code.ts'),
})
