import type { TaskEither } from 'fp-ts/TaskEither'
import type { ArgumentsOf, Endpoint, ResponseOf } from './endpoint.ts'
import { endpoints, type Endpoints } from './endpoints.ts'
import { request } from './request.ts'
import type { RequestError } from './request-error.ts'
import type { RequestOptions, Settings, World } from './world.ts'

/** An operation as a task, before anything runs. */
export type Task<E extends Endpoint> = (
  ...args: [...ArgumentsOf<E>, options?: RequestOptions]
) => TaskEither<RequestError, ResponseOf<E>>

/** Every operation as a task. */
export type Tasks = {
  readonly [G in keyof Endpoints]: {
    readonly [M in keyof Endpoints[G]]: Endpoints[G][M] extends Endpoint ? Task<Endpoints[G][M]> : never
  }
}

/** Makes a method of each row of the table; `face` gives it the shape that its callers want. */
export const methods = (
  world: World,
  settings: Settings,
  face: (task: TaskEither<RequestError, unknown>) => unknown,
): unknown =>
  Object.fromEntries(
    Object.entries(endpoints).map(([group, rows]) => [
      group,
      Object.fromEntries(
        Object.entries(rows).map(([name, endpoint]: [string, Endpoint]) => {
          const run = request(world, settings, endpoint)
          return [name, (...args: readonly unknown[]) => face(run(...args))]
        }),
      ),
    ]),
  )
