import { spawn, type ChildProcessByStdio } from 'node:child_process'
import type { Readable, Writable } from 'node:stream'
import { CannotStart } from '../failures.ts'

const installSox =
  'SoX is not installed, and --live needs it: "apt-get install sox" on Debian and Ubuntu, "brew install sox" on macOS, "choco install sox" on Windows'

const lastWordsLength = 1_000
const killAfterMs = 500

/** A running program of SoX. */
export interface SoxProcess {
  readonly stdin: Writable
  readonly stdout: Readable
  /** Resolves when it has ended, with the last line of its error output. */
  readonly ended: Promise<string>
  /** Stops it, and kills it after half a second. */
  stop(): Promise<void>
}

const lastLine = (text: string): string => text.trim().split('\n').at(-1)?.trim() ?? ''

const hasSpawned = (
  program: string,
  child: ChildProcessByStdio<Writable, Readable, Readable>,
): Promise<void> =>
  new Promise((resolve, reject) => {
    child.once('spawn', resolve)
    child.once('error', (error) => {
      const missing = 'code' in error && error.code === 'ENOENT'
      reject(new CannotStart(missing ? installSox : `${program} cannot be run: ${error.message}`, error))
    })
  })

/** Starts `rec` or `play`; rejects with `CannotStart` and explains how to install SoX if it is missing. */
export const startSox = async (program: 'rec' | 'play', args: readonly string[]): Promise<SoxProcess> => {
  const child = spawn(program, [...args], {
    stdio: ['pipe', 'pipe', 'pipe'],
    // Ctrl-C reaches every process of a terminal's group: in a group of their own they live until the call has ended.
    detached: process.platform !== 'win32',
    windowsHide: true,
    // PulseAudio would otherwise buffer up to two seconds.
    env: { PULSE_LATENCY_MSEC: '40', ...process.env },
  })
  let errorLine = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errorLine = (errorLine + text).slice(-lastWordsLength)
  })
  const ended = new Promise<string>((resolve) => {
    child.once('close', () => resolve(lastLine(errorLine)))
  })
  // Whatever breaks the pipe ends the program too, and `ended` reports that.
  child.stdin.on('error', () => undefined)
  await hasSpawned(program, child)
  return {
    stdin: child.stdin,
    stdout: child.stdout,
    ended,
    stop: async () => {
      child.stdin.end()
      if (program === 'rec') child.kill()
      const force = setTimeout(() => child.kill('SIGKILL'), killAfterMs)
      await ended
      clearTimeout(force)
    },
  }
}
