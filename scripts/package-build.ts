import type { UserConfig } from 'tsdown'
import { declarationsForBoth } from './build/declarations-for-both.ts'
import { ownNames, shortNames } from './build/short-names.ts'
import { thirdPartyNotices } from './build/third-party-notices.ts'

/** Options of a package's build. */
interface Options extends Pick<UserConfig, 'tsconfig'> {
  /** Files behind names in the `imports` of the package. They get no declarations. */
  readonly inner?: Readonly<Record<string, string>>
  /** Names of properties that no program sees, which become short. */
  readonly privateNames?: readonly string[]
}

/**
 * One recipe for every package, in two passes. JavaScript: fp-ts and io-ts are inlined, because they have no `exports`
 * map, `fp-ts/Either` does not load in native Node ESM, and no bundler leaves out what is not used of io-ts. Declarations:
 * both stay outside, so that their module augmentations do not end up in ours. `VATEL_BUILD=js` leaves the second pass out (the demo needs no types).
 */
export const packageBuild = (
  entry: Record<string, string>,
  { inner = {}, privateNames = [], ...options }: Options = {},
): UserConfig[] => {
  const shared = {
    ...options,
    platform: 'neutral',
    target: 'es2022',
    fixedExtension: false,
    checks: { pluginTimings: false },
  } as const satisfies UserConfig
  const javaScript: UserConfig = {
    ...shared,
    entry: { ...entry, ...inner },
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
      experimental: { nativeMagicString: true },
      resolve: { mainFields: ['module', 'main'] },
      // The one call at the top level of fp-ts that it does not mark as pure.
      treeshake: { propertyReadSideEffects: false, manualPureFunctions: ['asUnit_'] },
    },
    // Constants go where they are used, which no bundler of a page does to what is already one module.
    minify: { compress: { joinVars: false, sequences: false }, mangle: false, codegen: false },
    // Else what CommonJS needs of the bundler is in the file of an entry, and exported with what is ours.
    outputOptions: { codeSplitting: { groups: [{ name: 'runtime', test: /rolldown.runtime/ }] } },
    plugins: [
      thirdPartyNotices(['fp-ts', 'io-ts']),
      ownNames,
      ...(privateNames.length > 0 ? [shortNames(privateNames)] : []),
    ],
  }
  const declarations: UserConfig = {
    ...shared,
    entry,
    format: 'esm',
    clean: false,
    dts: { emitDtsOnly: true },
    deps: { neverBundle: [/^fp-ts\//, 'io-ts', /^node:/] },
    plugins: [declarationsForBoth],
  }
  return process.env['VATEL_BUILD'] === 'js' ? [javaScript] : [javaScript, declarations]
}
