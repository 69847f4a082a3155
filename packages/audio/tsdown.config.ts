import type { UserConfig } from 'tsdown'
import { packageBuild } from '../../scripts/package-build.ts'

/**
 * The worklet is a single file without imports and without a source map: a bundler copies the file unchanged, and a page
 * loads it by its URL.
 */
const worklet: UserConfig = {
  entry: { 'worklets/voice': 'src/web/worklets/voice.ts' },
  format: 'esm',
  platform: 'neutral',
  target: 'es2022',
  fixedExtension: false,
  checks: { pluginTimings: false },
  dts: false,
  minify: true,
  clean: false,
}

export default [
  ...packageBuild(
    { index: 'src/index.ts', 'wasm/index': 'src/wasm/index.ts', web: 'src/web/index.ts' },
    { tsconfig: 'tsconfig.web.json' },
  ),
  worklet,
]
