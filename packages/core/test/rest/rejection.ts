import { inspect } from 'node:util'
import { isVatelError, VatelError } from '../../src/errors.ts'

/** A failure as users meet it. */
export type Failure = VatelError & { readonly delivery?: string }

/** Gives what a promise rejects with, and holds it to what every failure promises: typed, and short. */
export const rejection = async (promise: Promise<unknown>): Promise<Failure> => {
  const error: unknown = await promise.then(
    (value) => Promise.reject(new Error(`resolved with ${inspect(value)}`)),
    (reason: unknown) => reason,
  )
  if (!isVatelError(error) || !(error instanceof VatelError)) throw error
  expect(typeof error.retryable).toBe('boolean')
  expect(['not-sent', 'not-done', 'unknown']).toContain((error as Failure).delivery)
  expect(error.message.length).toBeLessThanOrEqual(500)
  return error
}
