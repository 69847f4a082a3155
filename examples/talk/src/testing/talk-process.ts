import { spawn, type SpawnOptions } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** Root of the workspace. */
export const root = fileURLToPath(new URL('../../../../', import.meta.url))

/** Exit code and output of a program. */
export interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** A program that runs beside the tests. */
export interface Program {
  readonly pid: number
  readonly ended: Promise<Ended>
  /** Resolves with the first match in its stdout; rejects when it ends without one. */
  says(pattern: RegExp): Promise<RegExpExecArray>
  kill(signal: NodeJS.Signals): void
}

/** Starts a program without a terminal, in a process group of its own. */
export const start = (
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Program => {
  const options: SpawnOptions = { cwd: root, env: { ...process.env, ...env }, detached: true }
  const child = spawn(command, [...args], { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
  let stdout = ''
  let stderr = ''
  let wanted: (() => void)[] = []
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text
    for (const look of wanted) look()
  })
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => resolve({ code, stdout, stderr }))
  })
  return {
    pid: child.pid ?? NaN,
    ended,
    says: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const match = pattern.exec(stdout)
          if (match === null) return
          wanted = wanted.filter((other) => other !== look)
          resolve(match)
        }
        wanted.push(look)
        look()
        ended.then(
          () => reject(new Error(`it never said ${String(pattern)}:\n${stdout}\n${stderr}`)),
          (error: unknown) => reject(error instanceof Error ? error : new Error(String(error))),
        )
      }),
    // The whole group, as Ctrl-C in a terminal does.
    kill: (signal) => {
      if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, signal)
    },
  }
}

/** Starts the built command. */
export const startTalk = (args: readonly string[], env?: Readonly<Record<string, string>>): Program =>
  start(process.execPath, ['examples/talk/dist/command.js', ...args], env)

/** Builds the stale parts of the command and of its dependencies, as the demo does before a call. */
export const buildTalk = async (): Promise<void> => {
  const { code, stderr } = await start(process.execPath, ['scripts/demo.mjs', '--out', '']).ended
  if (code !== 2) throw new Error(`the demo cannot be built:\n${stderr}`)
}
