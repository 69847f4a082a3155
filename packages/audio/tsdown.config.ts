import type { UserConfig } from 'tsdown'
import { packageBuild } from '../../scripts/package-build.ts'

/**
 * Worklets are single files without imports and without source maps: a bundler copies the file unchanged, and a page loads
 * it by its URL.
 */
const worklets = ['player', 'recorder'].map((name): UserConfig => ({
  entry: { [`worklets/${name}`]: `src/web/worklets/${name}.ts` },
  format: 'esm',
  platform: 'neutral',
  target: 'es2022',
  fixedExtension: false,
  checks: { pluginTimings: false },
  dts: false,
  minify: true,
  clean: false,
}))

export default [
  ...packageBuild(
    { index: 'src/index.ts', 'wasm/index': 'src/wasm/index.ts', web: 'src/web/index.ts' },
    { tsconfig: 'tsconfig.web.json' },
  ),
  ...worklets,
]
