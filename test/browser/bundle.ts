import { execFileSync } from 'node:child_process'
import { join } from 'node:path'

/**
 * Bundles modules for a browser: takes the file of each by its name, and gives the code of `<name>.js` and of whatever
 * these share. jest cannot load what bundles, so that is a program of its own.
 */
export const bundle = (modules: Readonly<Record<string, string>>): ReadonlyMap<string, string> => {
  const json = execFileSync(process.execPath, [join(__dirname, 'bundle.mjs'), JSON.stringify(modules)], {
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  })
  return new Map(Object.entries(JSON.parse(json) as Readonly<Record<string, string>>))
}

/** Bundles a module that imports nothing at run time but what is in the bundle: one script, of `type="module"`. */
export const bundleScript = (file: string): string => bundle({ page: file }).get('page.js') ?? ''
