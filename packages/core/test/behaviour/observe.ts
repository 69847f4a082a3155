import { isVatelError } from '../../src/errors.ts'
import { openCall } from '../../src/call/socket.ts'
import { explainEnd, type EndExplanation, type EndReason } from '../../src/call/end-reason.ts'

/** What a client saw of a call; plain data, so that it can leave a browser. */
export interface Observation {
  /** The id of the session, or the tag of the error that prevented it. */
  readonly opened: string
  /** The types of the messages, in order; `invalid` for one that is not as documented. */
  readonly messages: readonly string[]
  readonly states: readonly string[]
  /** The reason of each end that was told. */
  readonly ends: readonly Omit<EndReason, 'error'>[]
  readonly explanation: EndExplanation
}

/** Holds a call to its end: answers tool calls, and hangs up when it is told to in a text. */
export const observe = async (baseUrl: string): Promise<Observation> => {
  const call = openCall({ token: 'token', baseUrl })
  const messages: string[] = []
  const states: string[] = []
  const ends: Omit<EndReason, 'error'>[] = []
  call.on('message', (message) => {
    messages.push(message.type)
    if (message.type === 'tool_call') call.sendToolOutput(message.data.toolCallId, 'done')
    if (message.type === 'response_text' && message.data.text === 'hang up') call.close()
  })
  call.on('invalid', () => messages.push('invalid'))
  call.on('state', (state) => states.push(state))
  call.on('end', (reason) => ends.push(reason.type === 'failed' ? { type: reason.type } : reason))
  const opened = await call.started.then(
    ({ id }) => id,
    (error: unknown) => (isVatelError(error) ? error._tag : String(error)),
  )
  return { opened, messages, states, ends, explanation: explainEnd(await call.ended) }
}

let tellLive: (() => void) | undefined
/** Settles when the call of {@link untilSuspect} is live. */
export const whenLive: Promise<void> = new Promise((resolve) => (tellLive = resolve))

/** Gives the states of a call until it is suspect, and hangs up. */
export const untilSuspect = (baseUrl: string): Promise<readonly string[]> =>
  new Promise((resolve) => {
    const call = openCall({ token: 'token', baseUrl })
    const states: string[] = []
    call.on('state', (state) => {
      states.push(state)
      if (state === 'live') tellLive?.()
      if (state !== 'suspect') return
      resolve([...states])
      call.close()
    })
  })

/** Opens a call that cannot be opened, and returns how it failed. */
export const failure = async (baseUrl: string) => {
  try {
    const reason = await openCall({ token: 'token', baseUrl }).ended
    if (reason.type !== 'failed') return { type: reason.type }
    const { _tag: tag, cause } = reason.error
    const code = 'code' in reason.error ? reason.error.code : undefined
    return { type: reason.type, tag, code, cause: String(cause) }
  } catch (error) {
    return { type: 'thrown', cause: String(error) }
  }
}
