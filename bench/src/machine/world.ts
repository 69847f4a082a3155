import type { CallConnection, CallEvents, Clock, PlaybackEvent, ServerMessage, Speaker } from '@vatel/core'

type Message = CallEvents['message']

/** A clock that stands still until it is told that a lot of time has passed. */
export const handClock = () => {
  const timers = new Map<number, () => void>()
  let last = 0
  let nowMs = 0
  const clock: Clock = {
    performance: { now: () => nowMs },
    setTimeout: (callback) => {
      timers.set((last += 1), callback)
      return last
    },
    clearTimeout: (timer) => {
      if (typeof timer === 'number') timers.delete(timer)
    },
  }
  const pass = () => {
    nowMs += 1_000
    for (const [timer, callback] of [...timers]) {
      timers.delete(timer)
      callback()
    }
  }
  return { clock, pass }
}

/** A speaker that is heard from the first piece of a turn to the last, at once. */
export const promptSpeaker = (): Speaker => {
  const listeners = new Set<(event: PlaybackEvent) => void>()
  let heardSamples = 0
  let sounding: string | undefined
  const tell = (type: PlaybackEvent['type'], turnId: string) => {
    for (const listener of listeners) listener({ type, turnId, heardSamples, atMs: 0 })
  }
  return {
    write: ({ turnId, pcm, isFinal }) => {
      if (sounding !== turnId) {
        sounding = turnId
        heardSamples = 0
        tell('started', turnId)
      }
      heardSamples += pcm.length
      if (isFinal) tell('drained', turnId)
    },
    flush: () => undefined,
    listen: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** A call whose messages are handed over as they are, decoded: what carries and decodes them is not measured here. */
export const handedCall = () => {
  const sent = new Set<(message: CallEvents['sent']) => void>()
  const readers = new Set<(message: Message) => void>()
  let end: (reason: CallEvents['end']) => void = () => undefined
  const ended = new Promise<CallEvents['end']>((resolve) => (end = resolve))
  const close = () => {
    end({ type: 'hung-up' })
  }
  const connection: CallConnection = {
    state: 'live',
    started: Promise.resolve({ id: 'call' }),
    ended,
    audio: { sentMs: 0, queuedMs: 0, droppedMs: 0 },
    messages: () => {
      throw new Error('the machine listens to messages')
    },
    on: (event, listener) => {
      if (event === 'sent') sent.add(listener as (message: CallEvents['sent']) => void)
      if (event === 'message') readers.add(listener as (message: Message) => void)
      return () => undefined
    },
    sendAudio: () => ({ status: 'sent' }),
    sendToolOutput: (toolCallId, output) => {
      for (const listener of sent) listener({ type: 'tool_call_output', data: { toolCallId, output } })
      return { status: 'sent' }
    },
    close,
    [Symbol.asyncDispose]: async () => {
      close()
      await ended
    },
  }
  const hand = (given: readonly ServerMessage[]) => {
    for (const message of given) for (const read of readers) read(message)
  }
  return { connection, hand }
}
