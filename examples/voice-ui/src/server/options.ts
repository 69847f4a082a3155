import { parseArgs } from 'node:util'

/** The platform to call: the simulator on this machine, or the real one. */
export type Destination =
  | { readonly type: 'simulator'; readonly scenario?: string }
  | {
      readonly type: 'platform'
      readonly apiKey: string
      readonly agentId?: string
      readonly baseUrl?: string
    }

/** Options of the command line. */
export type CommandLine =
  | { readonly type: 'serve'; readonly destination: Destination; readonly port?: number }
  | { readonly type: 'help' }
  | { readonly type: 'wrong'; readonly sentence: string }

const wrong = (sentence: string): CommandLine => ({ type: 'wrong', sentence })

const readFlags = (args: readonly string[]) =>
  parseArgs({
    args: [...args],
    options: {
      port: { type: 'string' },
      'agent-id': { type: 'string' },
      'base-url': { type: 'string' },
      scenario: { type: 'string' },
      help: { type: 'boolean', default: false, short: 'h' },
    },
  }).values

/** Reads the command line (without the program's name) and the environment; touches neither file nor network. */
export const readOptions = (
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): CommandLine => {
  let flags: ReturnType<typeof readFlags>
  try {
    flags = readFlags(args)
  } catch (error) {
    const [first = ''] = (error instanceof Error ? error.message : String(error)).split('. ')
    return wrong(`${first.replace(/\.$/, '')}: --help lists the options`)
  }
  if (flags.help) return { type: 'help' }
  const { port, scenario, 'agent-id': agentId, 'base-url': baseUrl } = flags
  const apiKey = (env['VATEL_API_KEY'] ?? '').trim()
  if (port !== undefined && !(/^\d{1,5}$/.test(port) && Number(port) <= 65_535))
    return wrong(`--port is ${port}: give a number from 0 to 65535`)
  if (apiKey === '' && (agentId ?? baseUrl) !== undefined)
    return wrong(
      'VATEL_API_KEY is not set: --agent-id and --base-url are for the real platform, which asks for a key',
    )
  if (apiKey !== '' && scenario !== undefined)
    return wrong('--scenario is for the simulator: leave it out, or unset VATEL_API_KEY')
  const destination: Destination =
    apiKey === ''
      ? { type: 'simulator', ...(scenario !== undefined && { scenario }) }
      : {
          type: 'platform',
          apiKey,
          ...(agentId !== undefined && { agentId }),
          ...(baseUrl !== undefined && { baseUrl }),
        }
  return { type: 'serve', destination, ...(port !== undefined && { port: Number(port) }) }
}
