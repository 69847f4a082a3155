import type { EndReason } from './end-reason.ts'

/**
 * What kind of end a call came to. `ended`: as agreed, by either side. `lost`: the connection or the server went away.
 * `protocol`: one side did not understand the other. `auth`: the token or the key was not accepted. `busy`: the platform
 * asks to come back later. `server`: the platform gave a reason of its own. `client`: this side could not go on.
 */
export type EndClass = 'ended' | 'lost' | 'protocol' | 'auth' | 'busy' | 'server' | 'client'

/** What an end means for the next call. */
export interface EndExplanation {
  readonly class: EndClass
  /** Whether a new call, with a fresh token, may fare better. It is a new session: nothing is resumed. */
  readonly retryable: boolean
  /** How long the platform asks to wait before it, in milliseconds, when it says so. */
  readonly retryAfterMs?: number
}

/** WebSocket close codes (RFC 6455 section 7.4.1 and the IANA registry) after which nobody was there any more. */
const gone: ReadonlySet<number> = new Set([1001, 1005, 1006, 1011, 1012, 1013, 1014, 1015])

/** Close codes of those who are not let in; 4401 and 4403 as platforms use them. */
const notLetIn: ReadonlySet<number> = new Set([1008, 3000, 3003, 4401, 4403])

/** Tells by its close code whether the connection or the server went away, so that a new call may fare better. */
export const hasGone = (code: number): boolean => gone.has(code)

const classOfCode = (code: number): EndClass => {
  if (code === 1000) return 'ended'
  if (hasGone(code)) return 'lost'
  if (notLetIn.has(code)) return 'auth'
  return code >= 3_000 ? 'server' : 'protocol'
}

const classOfStatus = (status: number): EndClass => {
  if (status === 401 || status === 403) return 'auth'
  return status === 429 || status === 503 ? 'busy' : 'server'
}

/** Tells what kind of end a call came to, and whether a new call makes sense. */
export const explainEnd = (reason: EndReason): EndExplanation => {
  switch (reason.type) {
    case 'hung-up':
    case 'session-ended':
      return { class: 'ended', retryable: false }
    case 'lost': {
      const found = classOfCode(reason.code)
      return { class: found, retryable: found === 'lost' }
    }
    case 'refused': {
      const { status, retryAfterMs } = reason
      const retryable = status === 429 || status >= 500
      return {
        class: classOfStatus(status),
        retryable: retryable,
        ...(retryAfterMs !== undefined && { retryAfterMs }),
      }
    }
    case 'timed-out':
      return { class: 'lost', retryable: true }
    case 'failed': {
      const unreachable = reason.error._tag === 'UnreachableError'
      return { class: unreachable ? 'lost' : 'client', retryable: unreachable }
    }
  }
}
