import { spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { buildProject, isBuilt } from './workspace/build-project.mjs'
import { installFor, isInstalledFor } from './workspace/install.mjs'
import { closureOf } from './workspace/projects.mjs'
import { inRoot } from './workspace/root.mjs'
import { seconds } from './workspace/terminal.mjs'

const example = '@vatel/example-talk'

/** @param {string} text */
const say = (text) => process.stderr.write(text)

/**
 * Does a piece of work with a line that says so.
 * @template T
 * @param {string} title
 * @param {() => Promise<T>} work
 */
const timed = async (title, work) => {
  const started = performance.now()
  say(`${title} … `)
  const result = await work()
  say(`${seconds(performance.now() - started)}\n`)
  return result
}

const install = async () => {
  if (isInstalledFor(example)) return
  const { code, output } = await timed('installing what the demo needs', () => installFor(example))
  if (code === 0) return
  say(`${output}\nthe installation failed, see above\n`)
  process.exit(1)
}

const build = async () => {
  const stale = closureOf(example).filter((project) => !isBuilt(project))
  if (stale.length === 0) return
  process.env['VATEL_BUILD'] = 'js'
  await timed('building', () => Promise.all(stale.map(buildProject)))
}

/** Runs the call in the foreground and ends as it ends. @param {readonly string[]} args */
const talk = (args) => {
  const call = spawn(process.execPath, [inRoot('examples/talk/dist/command.js'), ...args], {
    stdio: 'inherit',
  })
  // A terminal tells both processes; what else is told to this one is passed on, and the call decides.
  process.on('SIGINT', () => undefined)
  for (const signal of /** @type {const} */ (['SIGTERM', 'SIGHUP']))
    process.on(signal, () => call.kill(signal))
  call.on('exit', (code, signal) => {
    process.exitCode = code ?? 1
    if (signal === null) return
    process.removeAllListeners(signal)
    process.kill(process.pid, signal)
  })
}

/** The help is a module without types and imports, so that it can be read before anything is installed. */
const printHelp = async () => {
  const source = await readFile(inRoot('examples/talk/src/help.ts'), 'utf8')
  const { help } = await import(`data:text/javascript,${encodeURIComponent(source)}`)
  process.stdout.write(help)
}

const args = process.argv.slice(2)
if (args.includes('--help') || args.includes('-h')) {
  await printHelp()
} else {
  await install()
  await build()
  talk(args)
}
