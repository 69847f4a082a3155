import * as E from 'fp-ts/Either'
import type { TaskEither } from 'fp-ts/TaskEither'
import { Aborted } from '../errors/aborted.ts'
import { attempt } from './attempt.ts'
import type { Endpoint } from './endpoint.ts'
import { prepare, type Prepared } from './prepare.ts'
import type { RequestError } from './request-error.ts'
import { waitBeforeRetryMs } from './retry.ts'
import { wait } from './wait.ts'
import type { Settings, World } from './world.ts'

/** How long all tries and the waits between them may take together, unless one try may take longer. */
const wholeCallMs = 120_000

const foundNothing = (error: RequestError): boolean => error._tag === 'Refused' && error.status === 404

const attempts = async (
  world: World,
  settings: Settings,
  endpoint: Endpoint,
  prepared: Prepared,
): Promise<E.Either<RequestError, unknown>> => {
  const { timeoutMs = settings.timeoutMs, retries = settings.retries, signal } = prepared.options
  const { clock, budget, random } = world
  const endsAtMs = clock.performance.now() + Math.max(wholeCallMs, timeoutMs)
  for (let triesMade = 0; ; triesMade += 1) {
    const leftMs = endsAtMs - clock.performance.now()
    const result = await attempt(world, settings, endpoint, prepared, Math.min(timeoutMs, leftMs))
    if (E.isRight(result)) {
      budget.earn()
      return result
    }
    if (endpoint.method === 'DELETE' && triesMade > 0 && foundNothing(result.left))
      return E.right({ alreadyGone: true })
    if (triesMade >= retries) return result
    const waitMs = waitBeforeRetryMs(endpoint, result.left, triesMade, random)
    if (waitMs === undefined || clock.performance.now() + waitMs >= endsAtMs || !budget.take()) return result
    if (E.isLeft(await wait(clock, waitMs, signal)))
      return E.left(new Aborted(signal?.reason, result.left.outcome === 'unknown' ? 'unknown' : 'not-sent'))
  }
}

/** Makes the function behind one method of the client: checks its arguments, sends, retries, reads the answer. */
export const request =
  (world: World, settings: Settings, endpoint: Endpoint) =>
  (...args: readonly unknown[]): TaskEither<RequestError, unknown> =>
  async () => {
    const prepared = prepare(endpoint, settings.baseUrl, args)
    return E.isLeft(prepared) ? prepared : attempts(world, settings, endpoint, prepared.right)
  }
