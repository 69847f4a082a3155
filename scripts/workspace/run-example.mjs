import { spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { inRoot } from './root.mjs'

/**
 * Runs an example in the foreground and exits with its code.
 * @param {string} file Its program, from the root.
 * @param {readonly string[]} args
 */
export const runExample = (file, args) => {
  const child = spawn(process.execPath, [inRoot(file), ...args], { stdio: 'inherit' })
  // A terminal signals both processes. Other signals are passed on to the example.
  process.on('SIGINT', () => undefined)
  for (const signal of /** @type {const} */ (['SIGTERM', 'SIGHUP']))
    process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? 1
    if (signal === null) return
    process.removeAllListeners(signal)
    process.kill(process.pid, signal)
  })
}

/**
 * Prints the help of an example: a module without types and imports, so that it can be read before anything is
 * installed.
 * @param {string} file
 */
export const printHelp = async (file) => {
  const source = await readFile(inRoot(file), 'utf8')
  const { help } = await import(`data:text/javascript,${encodeURIComponent(source)}`)
  process.stdout.write(help)
}

/** True if the arguments ask for help. @param {readonly string[]} args */
export const asksForHelp = (args) => args.includes('--help') || args.includes('-h')
