import { InvalidArgumentError, printable } from '@vatel/core'
import * as E from 'fp-ts/Either'
import { readFileSync } from 'node:fs'
import { parseArgs, styleText } from 'node:util'
import { formatLogEntry, type LogEntry } from './log-entry.ts'
import {
  conversationFaults,
  generateFaults,
  lineFaults,
  messageFaults,
  readFaults,
  type Faults,
} from './rules/faults/faults.ts'
import { generateHttpFaults } from './rules/faults/http-faults.ts'
import { InvalidScenarioError } from './rules/invalid-scenario.ts'
import { readJson } from './rules/json.ts'
import { startSimulator, type Simulator } from './start-simulator.ts'

/** Parsed arguments of the command `vatel-simulator`. */
interface CommandLine {
  readonly help: boolean
  readonly log: boolean
  readonly port: number
  readonly seed: number
  readonly scenario: string | undefined
  readonly replay: string | undefined
  readonly faults: Faults
}

/** Text of `vatel-simulator --help`. */
export const helpText = `vatel-simulator [options]

Runs the Vatel platform on this machine: REST, calls, and a scripted agent that listens and speaks.

  --port <number>         port on 127.0.0.1; 0 takes any free one (default 8080)
  --scenario <file|name>  JSON file of a scenario, or the name of one of the package:
                          city-guide (default), bistro, front-desk, help-line,
                          railway (Hindi), clinic (Arabic)
  --faults <json|file>    faults to inject, such as '{"lateAudio":2}'; "random" generates some from the seed
  --seed <number>         seed of every generated id and of all chance (default 1)
  --replay <file>         replays a call that record() of @vatel/rx wrote, in place of a scenario
  --log                   prints every message and request as a line of JSON, without audio
  --help                  prints this text

Faults of the conversation: ${Object.keys(conversationFaults).join(', ')}
Faults of messages: ${Object.keys(messageFaults).join(', ')}
Faults of the connection: ${Object.keys(lineFaults).join(', ')}
Faults of REST: http`

const options = {
  port: { type: 'string', default: '8080' },
  scenario: { type: 'string' },
  replay: { type: 'string' },
  faults: { type: 'string', default: '{}' },
  seed: { type: 'string', default: '1' },
  log: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const

const wholeNumber = (name: string, text: string, most: number): E.Either<string, number> =>
  /^\d+$/.test(text) && Number(text) <= most
    ? E.right(Number(text))
    : E.left(`--${name}: expected a whole number from 0 to ${most}, got ${JSON.stringify(text)}`)

const messageOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : String(error)

/** Node's first sentence states the error; the others explain how to write file names. */
const firstSentence = (error: unknown): string => messageOf(error).split(/\.\s/)[0] ?? ''

const readText = (given: string): E.Either<string, string> =>
  given.trimStart().startsWith('{')
    ? E.right(given)
    : E.tryCatch(
        () => readFileSync(given, 'utf8'),
        () => `--faults: expected JSON, a file that holds it, or "random", got ${JSON.stringify(given)}`,
      )

const parseFaults = (given: string, seed: number): E.Either<string, Faults> => {
  if (given === 'random') return E.right({ ...generateFaults(seed), http: generateHttpFaults(seed) })
  const text = readText(given)
  if (E.isLeft(text)) return text
  const file = text.right === given ? '--faults' : given
  const data = E.tryCatch(() => readJson(text.right, file), messageOf)
  return E.isLeft(data) ? data : E.mapLeft(messageOf)(readFaults(data.right, file))
}

/** Parses the arguments; an error is one line that names the argument and a valid value. */
const readCommandLine = (args: readonly string[]): E.Either<string, CommandLine> => {
  const parsed = E.tryCatch(() => parseArgs({ args: [...args], options }).values, firstSentence)
  if (E.isLeft(parsed)) return E.left(`${parsed.left}: --help lists the options`)
  const { help, log, scenario, replay } = parsed.right
  const port = wholeNumber('port', parsed.right.port, 65_535)
  if (E.isLeft(port)) return port
  const seed = wholeNumber('seed', parsed.right.seed, Number.MAX_SAFE_INTEGER)
  if (E.isLeft(seed)) return seed
  const faults = parseFaults(parsed.right.faults, seed.right)
  if (E.isLeft(faults)) return faults
  return E.right({
    help,
    log,
    scenario,
    replay,
    port: port.right,
    seed: seed.right,
    faults: faults.right,
  })
}

/** Terminal of the command. */
interface Terminal {
  readonly print: (line: string) => void
  readonly printError: (line: string) => void
  /** Lines may have colours. */
  readonly isColoured: boolean
  /** Resolves when the command is to stop. */
  readonly untilStopped: () => Promise<void>
}

/** The part of a process that the command uses. */
interface Host {
  readonly stdout: NodeJS.WriteStream
  readonly stderr: NodeJS.WriteStream
  readonly env: Readonly<Record<string, string | undefined>>
  once(event: 'SIGINT' | 'SIGTERM', listener: () => void): unknown
}

/**
 * Terminal of a process. The command stops on Ctrl-C, on SIGTERM, and when the reader of its output is gone, as with
 * `vatel-simulator --log | head`.
 */
export const processTerminal = (host: Host): Terminal => {
  const { stdout, stderr, env } = host
  const stopped = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) host.once(signal, () => resolve())
    stdout.on('error', () => resolve())
  })
  // Without a listener an error of the stream would end the process with a stack trace.
  stderr.on('error', () => undefined)
  return {
    print: (line) => stdout.write(`${line}\n`),
    printError: (line) => stderr.write(`${line}\n`),
    isColoured: stdout.isTTY && stderr.isTTY && env['NO_COLOR'] === undefined,
    untilStopped: () => stopped,
  }
}

/** Colours a line if the terminal shows colours. */
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
      ? { log: (entry: LogEntry) => terminal.print(tint(terminal, colourOf(entry), formatLogEntry(entry))) }
      : {}),
  })

/** Message for an error that the user can correct. */
const reasonOf = (error: unknown): string | undefined => {
  if (error instanceof InvalidScenarioError) return error.message
  return error instanceof InvalidArgumentError ? `--${error.message}` : undefined
}

/** Runs the command `vatel-simulator` and returns its exit code: 0, or 2 for invalid arguments. */
export const runCommand = async (args: readonly string[], terminal: Terminal): Promise<number> => {
  const { print, printError, untilStopped } = terminal
  const line = readCommandLine(args)
  if (E.isLeft(line)) {
    printError(tint(terminal, 'red', printable(line.left)))
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
    for (const [name, value] of Object.entries({ API_KEY: apiKey, AGENT_ID: agentId, BASE_URL: url }))
      print(tint(terminal, 'gray', `VATEL_${name}=${value}`))
    await untilStopped()
    await simulator.close()
    return 0
  } catch (error) {
    const reason = reasonOf(error)
    if (reason === undefined) throw error
    printError(tint(terminal, 'red', reason))
    return 2
  }
}
