import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { execPath } from 'node:process'
import { fileURLToPath } from 'node:url'
import { beforeLeaving } from './before-leaving.ts'

/** Starts this same program in another role, perhaps within a namespace, and waits for its first word. */
export const startRole = async (
  url: string,
  role: readonly string[],
  inside: readonly string[] = [],
): Promise<{ readonly child: ChildProcess; readonly word: string }> => {
  const [command = execPath, ...args] = [...inside, execPath, fileURLToPath(url), ...role]
  const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  // One that is left alone has nobody to work for; one that is stopped hears of nothing milder.
  beforeLeaving(() => child.kill('SIGKILL'))
  const [word] = (await once(child, 'message')) as [string]
  return { child, word }
}

/** In another role: says the first word, and goes when nobody listens any more. */
export const sayFirst = (word: string): void => {
  process.send?.(word)
  process.once('disconnect', () => process.exit())
}
