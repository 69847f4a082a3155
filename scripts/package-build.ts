import type { UserConfig } from 'tsdown'
import { declarationsForBoth } from './build/declarations-for-both.ts'
import { pureCodecs } from './build/pure-codecs.ts'
import { pureLibraries } from './build/pure-libraries.ts'
import { thirdPartyNotices } from './build/third-party-notices.ts'

/**
 * One recipe for every package, in two passes. JavaScript: fp-ts and io-ts are inlined, because they have no `exports`
 * map, `fp-ts/Either` does not load in native Node ESM, and no bundler leaves out what is not used of io-ts. Declarations:
 * both stay outside, so that their module augmentations do not end up in ours. `VATEL_BUILD=js` leaves the second pass out (the demo needs no types).
 */
export const packageBuild = (
  entry: Record<string, string>,
  options: Pick<UserConfig, 'tsconfig'> = {},
): UserConfig[] => {
  const shared = {
    ...options,
    entry,
    platform: 'neutral',
    target: 'es2022',
    fixedExtension: false,
    checks: { pluginTimings: false },
  } as const satisfies UserConfig
  const javaScript: UserConfig = {
    ...shared,
    format: ['esm', 'cjs'],
    sourcemap: true,
    dts: false,
    clean: true,
    deps: {
      alwaysBundle: [/^fp-ts\//, 'io-ts'],
      onlyBundle: ['fp-ts', 'io-ts'],
      neverBundle: [/^node:/, /^#/],
    },
    inputOptions: {
      resolve: { mainFields: ['module', 'main'] },
      treeshake: { propertyReadSideEffects: false },
    },
    // Else what CommonJS needs of the bundler is in the file of an entry, and exported with what is ours.
    // Constants go where they are used, which no bundler of a page does to what is already one module.
    minify: { compress: { joinVars: false, sequences: false }, mangle: false, codegen: false },
    outputOptions: {
      codeSplitting: { groups: [{ name: 'runtime', test: /rolldown.runtime/ }] },
    },
    plugins: [pureCodecs, pureLibraries, thirdPartyNotices(['fp-ts', 'io-ts'])],
  }
  const declarations: UserConfig = {
    ...shared,
    format: 'esm',
    clean: false,
    dts: { emitDtsOnly: true },
    deps: { neverBundle: [/^fp-ts\//, 'io-ts', /^node:/] },
    plugins: [declarationsForBoth],
  }
  return process.env['VATEL_BUILD'] === 'js' ? [javaScript] : [javaScript, declarations]
}
