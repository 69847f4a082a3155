import type { UserConfig } from 'tsdown'
import { declarationsForBoth } from './build/declarations-for-both.ts'
import { pureCodecs } from './build/pure-codecs.ts'
import { pureFpTs } from './build/pure-fp-ts.ts'
import { thirdPartyNotices } from './build/third-party-notices.ts'

/**
 * One recipe for every package, in two passes. JavaScript: fp-ts is inlined, because it has no `exports` map and
 * `fp-ts/Either` does not load in native Node ESM. Declarations: fp-ts stays outside, so that its module
 * augmentations do not end up in ours. `VATEL_BUILD=js` leaves the second pass out (the demo needs no types).
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
    deps: { alwaysBundle: [/^fp-ts\//], onlyBundle: ['fp-ts'], neverBundle: [/^node:/] },
    inputOptions: { resolve: { mainFields: ['module', 'main'] } },
    plugins: [pureCodecs, pureFpTs, thirdPartyNotices(['fp-ts'])],
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
