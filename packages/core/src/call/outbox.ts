import type { Clock } from '../clock.ts'
import { sampleCount, sampleRate, toMs } from '../protocol/audio-payload.ts'
import type { ClientMessage } from '../protocol/client-message.ts'
import type { UplinkStats, Sent } from './connection.ts'
import { createInSocket } from './in-socket.ts'
import { createLossTeller, type DropReport } from './input-loss.ts'
import type { OrphanedToolOutput } from './unsettled.ts'
import type { Wire } from './wire.ts'

/** While the socket holds more than this, about a second of audio, everything waits here. */
const highWaterBytes = 65_536

/** Older microphone audio than this is stale: nobody wants the agent to hear it late. Two seconds. */
const freshSamples = 2 * sampleRate

/** How often to look whether the socket has taken what it holds; a browser tells nobody. */
const lookAgainMs = 20

/** What an outbox tells. */
export interface OutboxListener {
  /** A message was handed to the socket. */
  readonly sent: (message: ClientMessage) => void
  /** Microphone audio was thrown away because it was stale. */
  readonly dropped: (loss: DropReport) => void
}

/** What goes out: tool outputs first and always, microphone audio while it is fresh. */
export interface Outbox {
  readonly audio: UplinkStats
  /** Microphone audio that was handed to the socket, in samples. */
  readonly sentSamples: number
  /** Outputs that will not be sent, because the call was over before. */
  readonly orphans: readonly OrphanedToolOutput[]
  /** All that was handed to the socket so far, in bytes. */
  readonly handedBytes: number
  /** How much microphone audio is still in the socket's own buffer, in milliseconds of sound. */
  inSocketMs(): number
  sendAudio(base64: string): Sent
  sendToolOutput(toolCallId: string, output: string): Sent
  /** Puts what a tool gave in the end in the place of what stands as its orphan, where one does. */
  amendOrphan(toolCallId: string, output: string): Sent
  /** The session has started: what waits may go. */
  open(): void
  /** The call is over: what waits is dropped, and counted. */
  close(): void
}

interface Waiting {
  readonly audio: string
  readonly samples: number
}

const sent: Sent = { status: 'sent' }
const queued: Sent = { status: 'queued' }
const dropped: Sent = { status: 'dropped' }

const toText = (message: ClientMessage): string =>
  // Base64 needs no escaping, and an audio frame comes 50 times a second.
  message.type === 'input_audio'
    ? `{"type":"input_audio","data":{"audio":"${message.data.audio}"}}`
    : JSON.stringify(message)

/** Makes an outbox before a wire. */
export const createOutbox = (wire: Wire, clock: Clock, listener: OutboxListener): Outbox => {
  let state: 'waiting' | 'open' | 'closed' = 'waiting'
  const outputs: OrphanedToolOutput[] = []
  let frames: Waiting[] = []
  let timer: unknown
  const count = { sent: 0, queued: 0, dropped: 0 }
  const inSocket = createInSocket()
  const losses = createLossTeller(clock, listener.dropped)

  const hasRoom = () => state === 'open' && wire.isOpen && wire.bufferedBytes <= highWaterBytes
  const hand = (message: ClientMessage, samples: number): Sent => {
    const text = toText(message)
    inSocket.hand(text.length, samples, wire.bufferedBytes)
    wire.send(text)
    count.sent += samples
    listener.sent(message)
    return sent
  }
  const handAudio = (audio: string, samples: number) =>
    hand({ type: 'input_audio', data: { audio } }, samples)
  const handOutput = (data: OrphanedToolOutput) => hand({ type: 'tool_call_output', data }, 0)
  const drop = (samples: number) => {
    count.queued -= samples
    count.dropped += samples
  }
  const dropStale = () => {
    let stale = 0
    while (count.queued > freshSamples && frames.length > 1) {
      const { samples } = frames.shift() as Waiting
      stale += samples
      drop(samples)
    }
    if (stale > 0) losses.lost(toMs(stale))
  }
  const lookAgain = () => {
    if (state === 'open') timer ??= clock.setTimeout(drain, lookAgainMs)
  }
  const drain = () => {
    clock.clearTimeout(timer)
    timer = undefined
    // A listener of what is sent may send, or hang up: what waits is looked at anew each time.
    while (hasRoom()) {
      const output = outputs.shift()
      const frame = output === undefined ? frames.shift() : undefined
      if (output !== undefined) handOutput(output)
      else if (frame === undefined) break
      else {
        count.queued -= frame.samples
        handAudio(frame.audio, frame.samples)
      }
    }
    if (outputs.length + frames.length > 0) lookAgain()
  }
  return {
    get audio() {
      return { sentMs: toMs(count.sent), queuedMs: toMs(count.queued), droppedMs: toMs(count.dropped) }
    },
    get sentSamples() {
      return count.sent
    },
    get orphans() {
      return state === 'closed' ? outputs : []
    },
    get handedBytes() {
      return inSocket.handedBytes
    },
    inSocketMs: () => toMs(inSocket.samples(wire.bufferedBytes)),
    sendAudio(audio) {
      const samples = sampleCount(audio)
      if (state === 'closed') {
        count.dropped += samples
        return dropped
      }
      if (outputs.length + frames.length === 0 && hasRoom()) return handAudio(audio, samples)
      frames.push({ audio, samples })
      count.queued += samples
      dropStale()
      lookAgain()
      return queued
    },
    sendToolOutput(toolCallId, output) {
      if (outputs.length === 0 && hasRoom()) return handOutput({ toolCallId, output })
      outputs.push({ toolCallId, output })
      if (state === 'closed') return dropped
      lookAgain()
      return queued
    },
    amendOrphan(toolCallId, output) {
      const at = outputs.findIndex((orphan) => orphan.toolCallId === toolCallId)
      if (state === 'closed' && at >= 0) outputs[at] = { toolCallId, output }
      return dropped
    },
    open() {
      state = 'open'
      drain()
    },
    close() {
      if (state === 'closed') return
      state = 'closed'
      clock.clearTimeout(timer)
      losses.stop()
      drop(count.queued)
      frames = []
    },
  }
}
