import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import * as E from 'fp-ts/Either'
import { readJson } from './read-json.ts'
import { conversationFaults } from './rules/conversation-faults.ts'
import { generateFaults } from './rules/draw-faults.ts'
import { generateHttpFaults } from './rules/draw-http-faults.ts'
import { readFaults, type Faults } from './rules/faults.ts'
import { lineFaults } from './rules/line-faults.ts'
import { messageFaults } from './rules/message-faults.ts'

/** What the command `vatel-simulator` was asked for. */
export interface CommandLine {
  readonly help: boolean
  readonly log: boolean
  readonly port: number
  readonly seed: number
  readonly scenario: string | undefined
  readonly replay: string | undefined
  readonly faults: Faults
}

/** What `vatel-simulator --help` says. */
export const helpText = `vatel-simulator [options]

Runs the Vatel platform on this machine: REST, calls, and a scripted agent that hears and speaks.

  --port <number>         port on 127.0.0.1; 0 takes any that is free (default 8080)
  --scenario <file|name>  JSON of what the agent says and does, or one that is there:
                          city-guide (default), bistro, front-desk, help-line
  --faults <json|file>    what is to go wrong, such as '{"lateAudio":2}'; "random" draws it by the seed
  --seed <number>         decides every id that is made up, and all chance (default 1)
  --replay <file>         a call that record() of @vatel/rx wrote; every call is that one then
  --log                   prints everything that crosses the wire, a line of JSON each, sound left out
  --help                  prints this

Faults of the conversation: ${Object.keys(conversationFaults).join(', ')}
Faults of messages: ${Object.keys(messageFaults).join(', ')}
Faults of the line: ${Object.keys(lineFaults).join(', ')}
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

/** Node says what is wrong in the first sentence, and how to write file names in the others. */
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

/** Reads the arguments of the command; what cannot be read is one line that says what would be right. */
export const readCommandLine = (args: readonly string[]): E.Either<string, CommandLine> => {
  const parsed = E.tryCatch(() => parseArgs({ args: [...args], options }).values, firstSentence)
  if (E.isLeft(parsed)) return parsed
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
