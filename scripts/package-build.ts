import { defineConfig, type UserConfig } from 'tsdown'

/**
 * One recipe for every package, in two passes. JavaScript: fp-ts is inlined, because it has no `exports` map and
 * `fp-ts/Either` does not load in native Node ESM. Declarations: fp-ts stays outside, so that its module
 * augmentations do not end up in ours. `VATEL_BUILD=js` leaves the second pass out (the demo needs no types).
 */
export const packageBuild = (entry: Record<string, string>): UserConfig[] => {
  const shared = {
    entry,
    format: ['esm', 'cjs'],
    platform: 'neutral',
    target: 'es2022',
    fixedExtension: false,
    sourcemap: true,
  } as const
  return defineConfig([
    {
      ...shared,
      dts: false,
      clean: true,
      noExternal: [/^fp-ts\//],
      inputOptions: { resolve: { mainFields: ['module', 'main'] } },
    },
    ...(process.env['VATEL_BUILD'] === 'js'
      ? []
      : [{ ...shared, clean: false, dts: { emitDtsOnly: true }, external: [/^fp-ts\//, 'io-ts'] } as const]),
  ]) as UserConfig[]
}
