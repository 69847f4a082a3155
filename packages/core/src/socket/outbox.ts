import type { Clock } from '../clock.ts'
import { audioDurationMs } from '../protocol/audio-payload.ts'
import type { ClientMessage } from '../protocol/client-message.ts'
import type { AudioAccount, Sent } from './connection.ts'
import type { Wire } from './wire.ts'

/** While the socket holds more than this, about a second of audio, the microphone waits here. */
const highWaterBytes = 65_536

/** Older microphone audio than this is stale: nobody wants the agent to hear it late. */
const freshMs = 2_000

/** How often to look whether the socket has taken what it holds; a browser tells nobody. */
const lookAgainMs = 20

/** What goes out: tool outputs first and always, microphone audio while it is fresh. */
export interface Outbox {
  readonly audio: AudioAccount
  sendAudio(base64: string): Sent
  sendToolOutput(toolCallId: string, output: string): Sent
  /** The session has started: what waits may go. */
  open(): void
  /** The call is over: what waits is dropped, and counted. */
  close(): void
}

interface Waiting {
  readonly audio: string
  readonly ms: number
}

const input = (audio: string): ClientMessage => ({ type: 'input_audio', data: { audio } })

/** Makes an outbox before a wire; `sent` hears of everything that was handed over. */
export const createOutbox = (wire: Wire, clock: Clock, sent: (message: ClientMessage) => void): Outbox => {
  let state: 'waiting' | 'open' | 'closed' = 'waiting'
  let outputs: ClientMessage[] = []
  let frames: Waiting[] = []
  let timer: unknown
  const count = { sentMs: 0, queuedMs: 0, droppedMs: 0 }

  const hand = (message: ClientMessage): Sent => {
    // Base64 needs no escaping, and an audio frame comes 50 times a second.
    const text =
      message.type === 'input_audio'
        ? `{"type":"input_audio","data":{"audio":"${message.data.audio}"}}`
        : JSON.stringify(message)
    wire.send(text)
    sent(message)
    return { status: 'sent' }
  }
  const hasRoom = () => state === 'open' && wire.bufferedBytes <= highWaterBytes
  const drop = (frame: Waiting) => {
    count.queuedMs -= frame.ms
    count.droppedMs += frame.ms
  }
  const drain = () => {
    clock.clearTimeout(timer)
    timer = undefined
    if (state !== 'open') return
    for (const output of outputs) hand(output)
    outputs = []
    while (frames.length > 0 && hasRoom()) {
      const [{ audio, ms }, ...rest] = frames as [Waiting, ...Waiting[]]
      frames = rest
      count.queuedMs -= ms
      count.sentMs += ms
      hand(input(audio))
    }
    if (frames.length > 0) timer = clock.setTimeout(drain, lookAgainMs)
  }
  return {
    get audio() {
      return { ...count }
    },
    sendAudio(audio) {
      const ms = audioDurationMs(audio)
      if (state === 'closed') {
        count.droppedMs += ms
        return { status: 'dropped' }
      }
      if (frames.length === 0 && hasRoom()) {
        count.sentMs += ms
        return hand(input(audio))
      }
      frames.push({ audio, ms })
      count.queuedMs += ms
      while (count.queuedMs > freshMs && frames.length > 1) drop(frames.shift() as Waiting)
      if (state === 'open') timer ??= clock.setTimeout(drain, lookAgainMs)
      return { status: 'queued' }
    },
    sendToolOutput(toolCallId, output) {
      if (state === 'closed') return { status: 'dropped' }
      const message: ClientMessage = { type: 'tool_call_output', data: { toolCallId, output } }
      if (state === 'open') return hand(message)
      outputs.push(message)
      return { status: 'queued' }
    },
    open() {
      state = 'open'
      drain()
    },
    close() {
      if (state === 'closed') return
      state = 'closed'
      clock.clearTimeout(timer)
      frames.forEach(drop)
      frames = []
    },
  }
}
