import { execFileSync } from 'node:child_process'
import { join } from 'node:path'

type Environment = 'development' | 'production'

/** Bundles modules for a browser by the program `bundle.mjs`, as {@link bundle} does. */
export const bundleWith = (
  bundler: string,
  modules: Readonly<Record<string, string>>,
  alias: Readonly<Record<string, string>> = {},
  environment: Environment = 'production',
): ReadonlyMap<string, string> => {
  const args = [bundler, JSON.stringify(modules), JSON.stringify(alias), environment]
  const json = execFileSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 2 ** 26 })
  return new Map(Object.entries(JSON.parse(json) as Readonly<Record<string, string>>))
}

/**
 * Bundles modules for a browser. Takes the files by name, and returns the code of `<name>.js` and of shared chunks. jest
 * cannot load the bundler, so it runs in a program of its own. `alias` has folders in place of
 * packages, and `environment` is the NODE_ENV of the code.
 */
export const bundle = (
  modules: Readonly<Record<string, string>>,
  alias?: Readonly<Record<string, string>>,
  environment?: Environment,
): ReadonlyMap<string, string> => bundleWith(join(__dirname, 'bundle.mjs'), modules, alias, environment)

/** Bundles a module into one script of `type="module"`. */
export const bundleScript = (file: string): string => bundle({ page: file }).get('page.js') ?? ''
