import { bundleSize } from '../workspace/bundle-size.mjs'
import { inRoot } from '../workspace/root.mjs'
import { outcomeOfChecks } from './outcome.mjs'

/** What a page may import, and how many kB (1,000 bytes) of it a bundle may have, minified and compressed. */
const limits = [
  { code: "export { openCall } from '@vatel/core'", maxKB: 8.2 },
  { code: "export { createClient, openCall } from '@vatel/core'", maxKB: 14 },
]

/** @type {import('./outcome.mjs').Run} */
export const check = async () => {
  const folder = inRoot('packages/core')
  const alias = { '@vatel/core': inRoot('packages/core/dist/index.js') }
  const weighed = await Promise.all(
    limits.map(async ({ code, maxKB }) => ({
      code,
      maxKB,
      kB: (await bundleSize(code, { folder, alias })) / 1_000,
    })),
  )
  return {
    ...outcomeOfChecks(
      weighed.map(({ code, maxKB, kB }) => ({
        name: code,
        fault: kB > maxKB ? `brings ${kB.toFixed(2)} kB into a bundle; it may bring ${maxKB} kB` : undefined,
      })),
    ),
    notes: weighed.map(({ kB, maxKB }) => `${kB.toFixed(2)} of ${maxKB} kB`),
  }
}
