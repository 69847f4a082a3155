import { methods, type Tasks } from './rest/methods.ts'
import { settle, type ClientOptions } from './rest/settings.ts'

export type { RequestError } from './rest/request-error.ts'
export type { Task, Tasks } from './rest/methods.ts'
export type { ClientOptions } from './rest/settings.ts'
export type { RequestOptions } from './rest/world.ts'

/**
 * Makes the same client for fp-ts users: the same names, each giving a `TaskEither` that does nothing until it is run.
 *
 * @throws {InvalidArgumentError} when an option cannot be used
 */
export const createClient = (options: ClientOptions): Tasks => {
  const { world, settings } = settle(options)
  return methods(world, settings, (task) => task) as Tasks
}

export { decodeServerMessage } from './protocol/decode.ts'
