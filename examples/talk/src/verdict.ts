import { RefusedError } from '@vatel/core'
import { isFailure } from '@vatel/rx'
import { checkCourse, type ExpectedCourse } from './check-course.ts'
import { CannotStart } from './failures.ts'
import { describeEnd } from './report.ts'
import type { CallResult } from './run-call.ts'

/**
 * Returns a sentence for each problem of a call: compared with the scenario if there is one, else that the call ended
 * in an orderly way.
 *
 * @throws {CannotStart} when the call never began.
 */
export const judge = (result: CallResult, expected?: ExpectedCourse): readonly string[] => {
  const { hasBegun, end, failures } = result
  if (!hasBegun && end.type === 'refused')
    throw new CannotStart(new RefusedError(end.status, end.message).message)
  if (!hasBegun && end.type !== 'hung-up')
    throw new CannotStart(`the call could not begin: ${describeEnd(end)}`)
  if (expected !== undefined) return [...failures, ...checkCourse(expected, result)]
  return [...failures, ...(isFailure(end) ? [`the call broke: ${describeEnd(end)}`] : [])]
}
