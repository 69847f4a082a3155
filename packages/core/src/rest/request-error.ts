import type { Aborted } from '../errors/aborted.ts'
import type { BadAnswer } from '../errors/bad-answer.ts'
import type { BadInput } from '../errors/bad-input.ts'
import type { Redirected } from '../errors/redirected.ts'
import type { Refused } from '../errors/refused.ts'
import type { TimedOut } from '../errors/timed-out.ts'
import type { Unreachable } from '../errors/unreachable.ts'

/** Every way in which a request can fail. */
export type RequestError = Aborted | BadAnswer | BadInput | Redirected | Refused | TimedOut | Unreachable
