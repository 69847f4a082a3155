import type {
  AbortedError,
  InvalidArgumentError,
  InvalidResponseError,
  RedirectedError,
  RefusedError,
  TimeoutError,
  UnreachableError,
} from '../errors.ts'

/** Every way in which a request can fail. */
export type RequestError =
  | AbortedError
  | InvalidResponseError
  | InvalidArgumentError
  | RedirectedError
  | RefusedError
  | TimeoutError
  | UnreachableError
