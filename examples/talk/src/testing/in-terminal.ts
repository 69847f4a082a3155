import { spawn, spawnSync } from 'node:child_process'
import { root } from './talk-process.ts'

const program = 'script'

/** Whether a program can be given a terminal here: by the `script` of util-linux. */
export const hasTerminal = String(spawnSync(program, ['--version']).stdout).includes('util-linux')

/** Runs the built command in a terminal of 100 by 30; `type` is called with all that it has drawn, to press keys. */
export const talkInTerminal = async (
  args: readonly string[],
  type: (drawn: string, press: (keys: string) => void) => void,
): Promise<{ readonly code: number | null; readonly drawn: string }> => {
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
  let drawn = ''
  terminal.stdout.setEncoding('utf8').on('data', (text: string) => {
    drawn += text
    type(drawn, (keys) => terminal.stdin.write(keys))
  })
  const code = await new Promise<number | null>((resolve) => terminal.once('close', resolve))
  return { code, drawn }
}
