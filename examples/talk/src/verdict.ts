import { RefusedError } from '@vatel/core'
import { checkCourse, type ExpectedCourse } from './check-course.ts'
import { CannotStart } from './failures.ts'
import { endInWords } from './report.ts'
import type { CallResult } from './run-call.ts'

const orderlyEnds: ReadonlySet<string> = new Set(['hung-up', 'session-ended'])

/**
 * Says what was not as it should be, a sentence each: by the scenario where there is one, else that the call ended in
 * an orderly way.
 *
 * @throws {CannotStart} when the call never began.
 */
export const judge = (result: CallResult, expected?: ExpectedCourse): readonly string[] => {
  const { hasBegun, end, troubles } = result
  if (!hasBegun && end.type === 'refused')
    throw new CannotStart(new RefusedError(end.status, end.message).message)
  if (!hasBegun && end.type !== 'hung-up')
    throw new CannotStart(`the call could not begin: ${endInWords(end)}`)
  if (expected !== undefined) return [...troubles, ...checkCourse(expected, result)]
  return [...troubles, ...(orderlyEnds.has(end.type) ? [] : [`the call broke: ${endInWords(end)}`])]
}
