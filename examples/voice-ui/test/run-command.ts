import { spawn } from 'node:child_process'
import { join } from 'node:path'

const command = join(__dirname, '../dist/command.js')

/** Runs the command; the key, if there is one, is in its environment. */
export const runCommand = (args: readonly string[], apiKey?: string) => {
  const env = { PATH: process.env['PATH'], ...(apiKey !== undefined && { VATEL_API_KEY: apiKey }) }
  const child = spawn(process.execPath, [command, ...args], { env })
  const printed = { stdout: '', stderr: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => (printed.stdout += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (printed.stderr += text))
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  const started = new Promise<string>((resolve, reject) => {
    child.once('close', () => reject(new Error(printed.stderr)))
    child.stdout.on('data', () => {
      const url = /(http:\S+)[^]*Ctrl-C/.exec(printed.stdout)?.[1]
      if (url !== undefined) resolve(url)
    })
  })
  // A test of a command that does not start reads what it printed.
  started.catch(() => undefined)
  return { printed, ended, started, stop: () => child.kill('SIGTERM') }
}
