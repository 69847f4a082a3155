import type { AbortedError } from '../errors/aborted.ts'
import type { InvalidResponseError } from '../errors/bad-answer.ts'
import type { InvalidArgumentError } from '../errors/bad-input.ts'
import type { RedirectedError } from '../errors/redirected.ts'
import type { RefusedError } from '../errors/refused.ts'
import type { TimeoutError } from '../errors/timed-out.ts'
import type { UnreachableError } from '../errors/unreachable.ts'

/** Every way in which a request can fail. */
export type RequestError =
  | AbortedError
  | InvalidResponseError
  | InvalidArgumentError
  | RedirectedError
  | RefusedError
  | TimeoutError
  | UnreachableError
