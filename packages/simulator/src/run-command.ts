import { styleText } from 'node:util'
import * as E from 'fp-ts/Either'
import { helpText, readCommandLine, type CommandLine } from './command-line.ts'
import { InvalidScenarioError } from './errors/bad-scenario.ts'
import type { LogEntry } from './log-entry.ts'
import { startSimulator, type Simulator } from './start-simulator.ts'

/** The terminal, as the command uses it. */
export interface Terminal {
  readonly print: (line: string) => void
  readonly complain: (line: string) => void
  /** Whether lines may have colours. */
  readonly isColoured: boolean
  /** Resolves when the command is to stop. */
  readonly untilStopped: () => Promise<void>
}

/** Sound would fill the screen; its length says enough. */
const withoutSound = (text: string): string =>
  text.replace(/"audio":"([^"]{40,})"/, (_, audio: string) => `"audio":"${audio.length} characters"`)

const lineOf = (entry: LogEntry): string =>
  JSON.stringify(entry.type === 'message' ? { ...entry, text: withoutSound(entry.text) } : entry)

/** Colours a line where the terminal shows colours. */
const tint = ({ isColoured }: Terminal, colour: 'red' | 'green' | 'cyan' | 'gray', line: string): string =>
  isColoured ? styleText(colour, line, { validateStream: false }) : line

const colourOf = (entry: LogEntry): 'green' | 'cyan' | 'gray' =>
  entry.type === 'request' ? 'gray' : entry.direction === 'in' ? 'cyan' : 'green'

const start = (line: CommandLine, terminal: Terminal): Promise<Simulator> =>
  startSimulator({
    port: line.port,
    seed: line.seed,
    faults: line.faults,
    ...(line.scenario === undefined ? {} : { scenario: line.scenario }),
    ...(line.replay === undefined ? {} : { replay: line.replay }),
    ...(line.log
      ? { log: (entry: LogEntry) => terminal.print(tint(terminal, colourOf(entry), lineOf(entry))) }
      : {}),
  })

/** What went wrong, when it is something that a user can put right. */
const reasonOf = (error: unknown): string | undefined => {
  if (error instanceof InvalidScenarioError) return error.message
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined
  if (error.code === 'EADDRINUSE') return '--port: it is taken; choose another, or 0 for any that is free'
  return error.code === 'EACCES' ? '--port: it is not yours to take; choose one above 1023' : undefined
}

/** Runs the command `vatel-simulator`; gives its exit code: 0, or 2 when it was asked for what cannot be. */
export const runCommand = async (args: readonly string[], terminal: Terminal): Promise<number> => {
  const { print, complain, untilStopped } = terminal
  const line = readCommandLine(args)
  if (E.isLeft(line)) {
    complain(tint(terminal, 'red', line.left))
    return 2
  }
  if (line.right.help) {
    print(helpText)
    return 0
  }
  try {
    const simulator = await start(line.right, terminal)
    const { url, apiKey, agentId } = simulator
    const about = tint(terminal, 'gray', `// agent_id: '${agentId}'`)
    print(`const client = createClient({ apiKey: '${apiKey}', baseUrl: '${url}' }) ${about}`)
    await untilStopped()
    await simulator.close()
    return 0
  } catch (error) {
    const reason = reasonOf(error)
    if (reason === undefined) throw error
    complain(tint(terminal, 'red', reason))
    return 2
  }
}
