import { isLeft } from 'fp-ts/Either'
import type { TaskEither } from 'fp-ts/TaskEither'

/** Runs a task; here, and nowhere else, a failure that is a value becomes a rejection. */
export const toPromise = async <A>(task: TaskEither<Error, A>): Promise<A> => {
  const result = await task()
  if (isLeft(result)) throw result.left
  return result.right
}
