import * as E from 'fp-ts/Either'
import * as t from 'io-ts'
import { InvalidScenarioError } from '../errors/bad-scenario.ts'
import { conversationFaults } from './conversation-faults.ts'
import { firstIssue, firstUnknownField } from './first-issue.ts'
import { httpContradiction, HttpFault } from './http-fault.ts'
import { lineFaults } from './line-faults.ts'
import { messageFaults } from './message-faults.ts'

const faults = {
  ...conversationFaults,
  ...messageFaults,
  ...lineFaults,
  /** What goes wrong with REST requests. */
  http: t.readonlyArray(HttpFault),
}

/** What goes wrong on purpose; nothing does when it is empty. */
export const Faults = t.partial(faults)
/** What goes wrong on purpose; nothing does when it is empty. */
export type Faults = Readonly<t.TypeOf<typeof Faults>>

/** Reads faults from parsed JSON; `file` names it in the error. */
export const readFaults = (data: unknown, file: string): E.Either<InvalidScenarioError, Faults> => {
  const read = Faults.decode(data)
  const issue = E.isLeft(read)
    ? firstIssue(read.left)
    : (firstUnknownField(Faults, data) ?? httpContradiction(read.right.http ?? []))
  if (issue !== undefined) return E.left(new InvalidScenarioError(file, issue.place, issue.remedy))
  return read as E.Right<Faults>
}
