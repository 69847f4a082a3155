import { isLeft, left, right, type Either } from 'fp-ts/Either'
import type { TaskEither } from 'fp-ts/TaskEither'
import { InvalidArgumentError } from '../errors.ts'
import { attempt } from './attempt.ts'
import type { Endpoint } from './endpoint.ts'
import { prepare, type Prepared } from './prepare.ts'
import type { RequestError } from './request-error.ts'
import { waitBeforeRetryMs } from './retry.ts'
import { tryAgain } from '../net/tries.ts'
import type { Settings, World } from './world.ts'

/** How long all tries and the waits between them may take together, unless one try may take longer. */
const wholeCallMs = 120_000

const send = (
  world: World,
  settings: Settings,
  endpoint: Endpoint,
  prepared: Prepared,
): Promise<Either<RequestError, unknown>> => {
  const { timeoutMs = settings.timeoutMs, retries = settings.retries, signal } = prepared.options
  const { clock, budget, random } = world
  const endsAtMs = clock.performance.now() + Math.max(wholeCallMs, timeoutMs)
  return tryAgain(world, {
    signal,
    endsAtMs,
    async attempt(tries) {
      const leftMs = endsAtMs - clock.performance.now()
      const result = await attempt(world, settings, endpoint, prepared, Math.min(timeoutMs, leftMs))
      if (!isLeft(result)) budget.earn()
      const isGone = isLeft(result) && result.left._tag === 'RefusedError' && result.left.status === 404
      return isGone && tries > 1 && endpoint.method === 'DELETE' ? right({ alreadyGone: true }) : result
    },
    waitMs: (error, tries) =>
      tries > retries ? undefined : waitBeforeRetryMs(endpoint, error, tries, random),
  })
}

/** Makes the function behind one method of the client: checks its arguments, sends, retries, reads the answer. */
export const request =
  (world: World, settings: Settings, endpoint: Endpoint) =>
  (...args: readonly unknown[]): TaskEither<RequestError, unknown> =>
  async () => {
    try {
      return await send(world, settings, endpoint, prepare(endpoint, settings.baseUrl, args))
    } catch (error) {
      if (error instanceof InvalidArgumentError) return left(error)
      throw error
    }
  }
