import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { inRoot } from './root.mjs'
import { run } from './run.mjs'

/**
 * The file behind a command of an installed package.
 * @param {string} packageName
 * @param {string} [command] The package's own name by default.
 */
const commandFile = (packageName, command = packageName) => {
  const folder = inRoot('node_modules', packageName)
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  return join(folder, typeof bin === 'string' ? bin : bin[command])
}

/**
 * Runs an installed tool of the repository.
 * @param {string | readonly [packageName: string, command: string]} name
 * @param {readonly string[]} args
 * @param {import('./run.mjs').RunOptions} [options]
 */
export const runTool = (name, args, options) => {
  const [packageName, command] = typeof name === 'string' ? [name, name] : name
  return run(process.execPath, [commandFile(packageName, command), ...args], options)
}
