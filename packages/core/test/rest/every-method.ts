import { endpoints, type ArgumentsOf, type Endpoint, type Endpoints } from '../../src/rest/endpoints.ts'
import type { Client } from '../../src/rest/client.ts'

/** What a method is called with in tests: fitting arguments, with the secrets that some operations carry. */
type Samples = {
  readonly [G in keyof Endpoints]: {
    readonly [M in keyof Endpoints[G]]: Endpoints[G][M] extends Endpoint
      ? Required<ArgumentsOf<Endpoints[G][M]>>
      : never
  }
}

/** What must show in nothing that the client hands out. */
export const secrets = {
  password: 'canary-sip-password',
  authToken: 'canary-twilio-token',
  prompt: 'canary-prompt: you are a dentist',
  token: 'canary-session-token',
} as const

const trunk = { inbound_sip_password: secrets.password, outbound_sip_password: secrets.password } as const

// The type holds one row for each operation, so that none can be forgotten.
const samples: Samples = {
  organization: { get: [] },
  llms: { list: [] },
  voices: { list: [] },
  agents: {
    list: [],
    create: [{ name: 'Ann', prompt: secrets.prompt }],
    get: ['a'],
    update: ['a', { prompt: secrets.prompt }],
    delete: ['a'],
    listVersions: ['a'],
    getVersion: ['a', 'v'],
    publishVersion: ['a', 'v'],
    dial: ['a', { number: '+4930123456', prompt: secrets.prompt, firstMessage: 'Hello' }],
  },
  calls: { list: [{ page: 1 }], get: ['c'], downloadRecording: ['c'] },
  twilioNumbers: {
    list: [],
    import: [{ phone_number: '+4930123456', account_sid: 'AC1', auth_token: secrets.authToken }],
    updateLabel: ['n', { label: 'Desk' }],
  },
  sipTrunks: {
    list: [],
    create: [{ pbx: '3cx', ...trunk }],
    get: ['t'],
    update: ['t', trunk],
    delete: ['t'],
    listAssignments: ['t'],
    createAssignment: ['t', { agent_id: 'a', number: '7' }],
    getAssignment: ['s'],
    updateAssignment: ['s', { number: null }],
    deleteAssignment: ['s'],
  },
  session: { generateToken: [{ agent_id: 'a', prompt: secrets.prompt }] },
}

/** One operation, ready to be called. */
export interface Operation {
  /** As users write it, such as `agents.list`. */
  readonly name: string
  readonly endpoint: Endpoint
  /** The body or query of its sample; absent where it takes none. */
  readonly sample: readonly unknown[]
  /** Calls the method of a client with fitting arguments, and options after them. */
  readonly call: (client: Client, options?: object) => Promise<unknown>
  /** Calls it with other arguments, as somebody without a type checker would. */
  readonly callWith: (client: Client, args: readonly unknown[]) => Promise<unknown>
}

type Call = (...args: readonly unknown[]) => Promise<unknown>

/** Every operation of the platform: the table says which there are. */
export const everyMethod: readonly Operation[] = Object.entries(endpoints).flatMap(([group, rows]) =>
  Object.entries(rows as Readonly<Record<string, Endpoint>>).map(([method, endpoint]) => {
    const args = (samples[group as keyof Samples] as unknown as Readonly<Record<string, readonly unknown[]>>)[
      method
    ]
    if (args === undefined) throw new Error(`there is no sample for ${group}.${method}`)
    const callWith = (client: Client, given: readonly unknown[]) => {
      const methods = client[group as keyof Endpoints] as unknown as Readonly<Record<string, Call>>
      return (methods[method] as Call)(...given)
    }
    return {
      name: `${group}.${method}`,
      endpoint,
      sample: args,
      call: (client, options) => callWith(client, options === undefined ? args : [...args, options]),
      callWith,
    }
  }),
)
