import { parseArgs } from 'node:util'
import { messageOf } from './failures.ts'

/** The callee: the simulator on this machine, or an agent of the real platform. */
export type Callee =
  | { readonly type: 'simulator'; readonly scenario?: string }
  | {
      readonly type: 'platform'
      readonly agentId: string
      readonly apiKey: string
      readonly baseUrl?: string
    }

/** Source of the user's audio: a WAV file, or the machine's own devices. */
export type Sound = { readonly type: 'file'; readonly input?: string } | { readonly type: 'devices' }

/** Options of the command. */
export interface TalkOptions {
  readonly callee: Callee
  readonly sound: Sound
  /** Folder for `call.wav` and `call.ndjson`. */
  readonly out: string
  /** Prints lines, on a terminal too. */
  readonly plain: boolean
}

/** Parsed command line: a call, a request for help, or an error in one sentence. */
type CommandLine =
  | { readonly type: 'call'; readonly options: TalkOptions }
  | { readonly type: 'help' }
  | { readonly type: 'invalid'; readonly sentence: string }

type Flags = ReturnType<typeof readFlags>

const readFlags = (args: readonly string[]) =>
  parseArgs({
    args: [...args],
    options: {
      'agent-id': { type: 'string' },
      'base-url': { type: 'string' },
      input: { type: 'string' },
      out: { type: 'string', default: '.' },
      scenario: { type: 'string' },
      plain: { type: 'boolean', default: false },
      live: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false, short: 'h' },
    },
  }).values

const isHttpUrl = (text: string): boolean => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)

/** Finds the first error of the flags. */
const problemOf = (flags: Flags, apiKey: string): string | undefined => {
  const { 'agent-id': agentId, 'base-url': baseUrl, input, scenario, out, live } = flags
  for (const [name, value] of Object.entries({ agentId, baseUrl, input, scenario, out }))
    if (value === '')
      return `--${name.replace(/[A-Z]/, (letter) => `-${letter.toLowerCase()}`)} is empty: give it a value`
  if (live && input !== undefined)
    return '--live and --input exclude each other: --live records the microphone'
  if (agentId === undefined)
    return baseUrl === undefined
      ? undefined
      : '--base-url is for the real platform: add --agent-id, or omit it to call the simulator'
  if (scenario !== undefined) return '--scenario is for the simulator: omit it with --agent-id'
  if (apiKey === '')
    return 'VATEL_API_KEY is not set: --agent-id calls the real platform, which needs an API key'
  if (baseUrl !== undefined && !isHttpUrl(baseUrl))
    return '--base-url is no http or https URL: expected one such as https://api.vatel.ai'
  return undefined
}

const calleeOf = (flags: Flags, apiKey: string): Callee => {
  const { 'agent-id': agentId, 'base-url': baseUrl, scenario } = flags
  return agentId === undefined
    ? { type: 'simulator', ...(scenario !== undefined && { scenario }) }
    : { type: 'platform', agentId, apiKey, ...(baseUrl !== undefined && { baseUrl }) }
}

/** Reads the command line (without the program's name) and the environment; it opens no file and no connection. */
export const readOptions = (
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): CommandLine => {
  let flags: Flags
  try {
    flags = readFlags(args)
  } catch (error) {
    const [first = ''] = messageOf(error).split('. ')
    return { type: 'invalid', sentence: `${first.replace(/\.$/, '')}: --help lists the options` }
  }
  if (flags.help) return { type: 'help' }
  const apiKey = (env['VATEL_API_KEY'] ?? '').trim()
  const sentence = problemOf(flags, apiKey)
  if (sentence !== undefined) return { type: 'invalid', sentence }
  const sound: Sound = flags.live
    ? { type: 'devices' }
    : { type: 'file', ...(flags.input !== undefined && { input: flags.input }) }
  return {
    type: 'call',
    options: { callee: calleeOf(flags, apiKey), sound, out: flags.out, plain: flags.plain },
  }
}
