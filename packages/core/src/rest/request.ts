import * as E from 'fp-ts/Either'
import type { TaskEither } from 'fp-ts/TaskEither'
import { Aborted } from '../errors/aborted.ts'
import { checkApiKey } from './api-key.ts'
import { attempt } from './attempt.ts'
import type { Endpoint } from './endpoint.ts'
import { prepare, type Prepared } from './prepare.ts'
import type { RequestError } from './request-error.ts'
import { waitBeforeRetryMs } from './retry.ts'
import type { Settings, World } from './world.ts'

const wait = (
  { clock }: World,
  ms: number,
  signal: AbortSignal | undefined,
): Promise<E.Either<Aborted, void>> =>
  new Promise((resolve) => {
    const settle = (result: E.Either<Aborted, void>) => {
      clock.clearTimeout(timer)
      signal?.removeEventListener('abort', abort)
      resolve(result)
    }
    const abort = () => settle(E.left(new Aborted(signal?.reason)))
    const timer = clock.setTimeout(() => settle(E.right(undefined)), ms)
    signal?.addEventListener('abort', abort)
    if (signal?.aborted === true) abort()
  })

const attempts = async (
  world: World,
  settings: Settings,
  endpoint: Endpoint,
  prepared: Prepared,
): Promise<E.Either<RequestError, unknown>> => {
  const { timeoutMs = settings.timeoutMs, retries = settings.retries, signal } = prepared.options
  for (let triesMade = 0; ; triesMade += 1) {
    const key = checkApiKey(await settings.apiKey())
    if (E.isLeft(key)) return key
    const result = await attempt(world, endpoint, prepared, key.right, timeoutMs)
    if (E.isRight(result) || triesMade >= retries) return result
    const waitMs = waitBeforeRetryMs(endpoint, result.left, triesMade, world.random)
    if (waitMs === undefined) return result
    const waited = await wait(world, waitMs, signal)
    if (E.isLeft(waited)) return waited
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
