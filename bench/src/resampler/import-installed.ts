import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'

const require = createRequire(new URL('../package.json', import.meta.url))

/** Imports a package as it is installed, which this bundle in bench/dist must not swallow: it may have files beside it. */
export const importInstalled = (name: string): Promise<unknown> =>
  import(pathToFileURL(require.resolve(name)).href)
