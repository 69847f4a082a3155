import { buildProject, isBuilt } from './build-project.mjs'
import { installFor, isInstalledFor } from './install.mjs'
import { closureOf } from './projects.mjs'
import { seconds } from './terminal.mjs'

/** @param {string} text */
const say = (text) => process.stderr.write(text)

/**
 * Runs a task and prints a line about it.
 * @template T
 * @param {string} title
 * @param {() => Promise<T>} work
 */
export const timed = async (title, work) => {
  const started = performance.now()
  say(`${title} … `)
  const result = await work()
  say(`${seconds(performance.now() - started)}\n`)
  return result
}

/** @param {string} example */
const install = async (example) => {
  if (isInstalledFor(example)) return
  const { code, output } = await timed('installing what the demo needs', () => installFor(example))
  if (code === 0) return
  say(`${output}\nthe installation failed, see above\n`)
  process.exit(1)
}

/**
 * Builds the missing or stale packages of an example.
 * @param {string} example
 */
export const buildFor = async (example) => {
  const stale = closureOf(example).filter((project) => !isBuilt(project))
  if (stale.length === 0) return
  process.env['VATEL_BUILD'] = 'js'
  await timed('building', () => Promise.all(stale.map(buildProject)))
}

/**
 * Installs and builds what an example needs and lacks. Exits if that fails.
 * @param {string} example
 */
export const prepare = async (example) => {
  await install(example)
  await buildFor(example)
}
