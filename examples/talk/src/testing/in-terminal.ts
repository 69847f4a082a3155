import { spawn, spawnSync } from 'node:child_process'
import { root } from './talk-process.ts'

const program = 'script'

/** True if `script` of util-linux can run a program in a terminal. */
export const hasTerminal = String(spawnSync(program, ['--version']).stdout).includes('util-linux')

/** Runs the built command in a terminal of 100 by 30; `type` is called with all that it has output, to press keys. */
export const talkInTerminal = async (
  args: readonly string[],
  type: (output: string, press: (keys: string) => void) => void,
): Promise<{ readonly code: number | null; readonly output: string }> => {
  const command = [
    'stty cols 100 rows 30;',
    'exec',
    process.execPath,
    'examples/talk/dist/command.js',
    ...args,
  ].join(' ')
  const terminal = spawn(program, ['-qec', command, '/dev/null'], {
    cwd: root,
    env: { ...process.env, TERM: 'xterm-256color', NO_COLOR: '' },
    stdio: ['pipe', 'pipe', 'ignore'],
  })
  let output = ''
  terminal.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text
    type(output, (keys) => terminal.stdin.write(keys))
  })
  const code = await new Promise<number | null>((resolve) => terminal.once('close', resolve))
  return { code, output }
}
