import { execFileSync } from 'node:child_process'

/**
 * Runs a command whose words are apart by one space.
 *
 * @throws {Error} with what it complained of
 */
export const runCommand = (command: string): void => {
  const [program = '', ...args] = command.split(' ')
  execFileSync(program, args, { stdio: ['ignore', 'ignore', 'pipe'] })
}
