import { type ClientOptions, createContext, createMethods, type Tasks } from './rest/client.ts'

export type { RequestOptions } from './rest/build-request.ts'
export type { ClientOptions, Task, Tasks } from './rest/client.ts'
export type { RequestError } from './rest/send-request.ts'

/**
 * Creates a client for fp-ts users: the same names, and each method returns a `TaskEither` that does nothing until it is
 * run.
 *
 * @example
 * const vatel = createClient({ apiKey })
 * const agents = await vatel.agents.list()()
 * if (agents._tag === 'Right') show(agents.right)
 *
 * @throws {InvalidArgumentError} when an option cannot be used
 */
export const createClient = (options: ClientOptions): Tasks =>
  createMethods(createContext(options), (task) => task) as Tasks

export { decodeServerMessage } from './protocol/messages.ts'
