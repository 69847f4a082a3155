import { sampleCount, sampleRate, toMs } from '../protocol/audio-payload.ts'
import type { ClientMessage } from '../protocol/client-message.ts'
import type { DropReport, OrphanedToolOutput, Sent, UplinkStats } from './connection.ts'
import { createQueue, clear, dequeue, enqueue, type Queue } from './queue.ts'
import type { LineReading } from './transport.ts'

/** Action or event of the uplink. */
export type UplinkOutput =
  /** The text is to be sent. */
  | { readonly type: 'send'; readonly message: ClientMessage; readonly text: string }
  /** Stale microphone audio was dropped. */
  | { readonly type: 'dropped'; readonly report: DropReport }

/** Receiver of the uplink's outputs. */
export interface UplinkSink {
  push(output: UplinkOutput): void
}

/** The uplink's high-water mark: while the socket buffers more than this, about a second of audio, everything waits. */
const highWaterBytes = 65_536

/** Queued microphone audio beyond two seconds is stale. */
const freshSamples = 2 * sampleRate

/** Interval at which a full socket is looked at again; a browser has no event for it. */
const pollMs = 20

/** Shortest time between two drop reports. */
const reportMs = 1_000

/** Bytes that a WebSocket frame adds to a text of a few hundred bytes or more (RFC 6455 section 5.2, masked). */
const headerBytes = 8

interface Frame {
  readonly audio: string
  readonly samples: number
}

interface BufferedMessage {
  readonly endsAtByte: number
  readonly samples: number
}

/** Outgoing messages: tool outputs first and always, microphone audio while it is fresh. */
export interface Uplink {
  phase: 'waiting' | 'open' | 'closed'
  readonly outputs: Queue<OrphanedToolOutput>
  readonly frames: Queue<Frame>
  /** Microphone audio by its fate, in samples, which add up without rounding. */
  readonly samples: { sent: number; queued: number; dropped: number }
  /** Samples that had been sent at the peer's last sign of life. */
  confirmedSamples: number
  /** Bytes that were passed to the socket so far. */
  sentBytes: number
  /** Messages that may still be in the socket's own buffer, oldest first. */
  readonly buffered: Queue<BufferedMessage>
  bufferedSamples: number
  /** Time at which the socket is looked at again. */
  pollAtMs: number
  /** Dropped audio that was not reported yet, and the time of the next report. */
  readonly drops: { pendingMs: number; totalMs: number; nextAtMs: number }
  /** Outputs that will not be sent, by tool call. */
  readonly orphans: Map<string, string>
}

const sent: Sent = { status: 'sent' }
const queued: Sent = { status: 'queued' }
const dropped: Sent = { status: 'dropped' }

/** Makes the uplink of a session that has not started. */
export const createUplink = (): Uplink => ({
  phase: 'waiting',
  outputs: createQueue(),
  frames: createQueue(),
  samples: { sent: 0, queued: 0, dropped: 0 },
  confirmedSamples: 0,
  sentBytes: 0,
  buffered: createQueue(),
  bufferedSamples: 0,
  pollAtMs: Infinity,
  drops: { pendingMs: 0, totalMs: 0, nextAtMs: 0 },
  orphans: new Map(),
})

/** Returns whether something waits to be sent. */
export const hasQueued = ({ outputs, frames }: Uplink): boolean => outputs.size + frames.size > 0

const hasRoom = ({ phase }: Uplink, { isOpen, bufferedBytes }: LineReading): boolean =>
  phase === 'open' && isOpen && bufferedBytes <= highWaterBytes

/** Forgets the messages that have left the socket's buffer. */
const forgetLeft = (uplink: Uplink, bufferedBytes: number): void => {
  const leftBytes = uplink.sentBytes - bufferedBytes
  while (uplink.buffered.first !== undefined && uplink.buffered.first.value.endsAtByte <= leftBytes)
    uplink.bufferedSamples -= dequeue(uplink.buffered)?.samples ?? 0
}

const toText = (message: ClientMessage): string =>
  // Base64 needs no escaping, and an audio frame comes 50 times a second.
  message.type === 'input_audio'
    ? `{"type":"input_audio","data":{"audio":"${message.data.audio}"}}`
    : JSON.stringify(message)

const send = (
  uplink: Uplink,
  message: ClientMessage,
  samples: number,
  { bufferedBytes }: LineReading,
  out: UplinkSink,
): Sent => {
  const text = toText(message)
  forgetLeft(uplink, bufferedBytes)
  uplink.sentBytes += text.length + headerBytes
  uplink.samples.sent += samples
  uplink.bufferedSamples += samples
  enqueue(uplink.buffered, { endsAtByte: uplink.sentBytes, samples })
  out.push({ type: 'send', message, text })
  return sent
}

const sendAudio = (uplink: Uplink, { audio, samples }: Frame, line: LineReading, out: UplinkSink): Sent =>
  send(uplink, { type: 'input_audio', data: { audio } }, samples, line, out)

const sendOutput = (uplink: Uplink, data: OrphanedToolOutput, line: LineReading, out: UplinkSink): Sent =>
  send(uplink, { type: 'tool_call_output', data }, 0, line, out)

const pollLater = (uplink: Uplink, nowMs: number): void => {
  if (uplink.phase === 'open') uplink.pollAtMs = Math.min(uplink.pollAtMs, nowMs + pollMs)
}

const drop = ({ samples }: Uplink, count: number): void => {
  samples.queued -= count
  samples.dropped += count
}

const dropStale = (uplink: Uplink): void => {
  const { frames, samples, drops } = uplink
  while (samples.queued > freshSamples && frames.size > 1) {
    const stale = dequeue(frames)?.samples ?? 0
    drop(uplink, stale)
    drops.pendingMs += toMs(stale)
    drops.totalMs += toMs(stale)
  }
}

/** Takes a chunk of microphone audio, in base64. */
export const offerAudio = (
  uplink: Uplink,
  audio: string,
  nowMs: number,
  line: LineReading,
  out: UplinkSink,
): Sent => {
  const frame = { audio, samples: sampleCount(audio) }
  if (uplink.phase === 'closed') {
    uplink.samples.dropped += frame.samples
    return dropped
  }
  if (!hasQueued(uplink) && hasRoom(uplink, line)) return sendAudio(uplink, frame, line, out)
  enqueue(uplink.frames, frame)
  uplink.samples.queued += frame.samples
  dropStale(uplink)
  pollLater(uplink, nowMs)
  return queued
}

/** Takes the first output of a tool call. */
export const offerOutput = (
  uplink: Uplink,
  data: OrphanedToolOutput,
  nowMs: number,
  line: LineReading,
  out: UplinkSink,
): Sent => {
  if (uplink.phase === 'closed') {
    uplink.orphans.set(data.toolCallId, data.output)
    return dropped
  }
  if (uplink.outputs.size === 0 && hasRoom(uplink, line)) return sendOutput(uplink, data, line, out)
  enqueue(uplink.outputs, data)
  pollLater(uplink, nowMs)
  return queued
}

/** Takes another output of a tool call that has had one: it replaces an orphan, and is dropped otherwise. */
export const amendOrphan = ({ orphans }: Uplink, { toolCallId, output }: OrphanedToolOutput): Sent => {
  if (orphans.has(toolCallId)) orphans.set(toolCallId, output)
  return dropped
}

/** Lets queued messages leave: the session has started. */
export const openUplink = (uplink: Uplink, nowMs: number): void => {
  uplink.phase = 'open'
  if (hasQueued(uplink)) uplink.pollAtMs = nowMs
}

/** Sends the next message that waits, if the socket has room for it. */
export const drainOne = (uplink: Uplink, nowMs: number, line: LineReading, out: UplinkSink): void => {
  if (hasRoom(uplink, line)) {
    const output = dequeue(uplink.outputs)
    const frame = output === undefined ? dequeue(uplink.frames) : undefined
    if (output !== undefined) sendOutput(uplink, output, line, out)
    else if (frame !== undefined) {
      uplink.samples.queued -= frame.samples
      sendAudio(uplink, frame, line, out)
    }
  }
  uplink.pollAtMs = Infinity
  if (hasQueued(uplink)) pollLater(uplink, nowMs)
}

const reportDueMs = ({ drops, phase }: Uplink): number =>
  drops.pendingMs > 0 && phase !== 'closed' ? drops.nextAtMs : Infinity

/** Does what is due: a look at a full socket, and a drop report. */
export const runUplink = (uplink: Uplink, nowMs: number, line: LineReading, out: UplinkSink): void => {
  if (nowMs >= uplink.pollAtMs) drainOne(uplink, nowMs, line, out)
  const { drops } = uplink
  if (nowMs < reportDueMs(uplink)) return
  out.push({ type: 'dropped', report: { ms: drops.pendingMs, totalMs: drops.totalMs } })
  drops.pendingMs = 0
  drops.nextAtMs = nowMs + reportMs
}

/** Returns the time at which the uplink has something to do. */
export const uplinkDeadlineMs = (uplink: Uplink): number => Math.min(uplink.pollAtMs, reportDueMs(uplink))

/** Drops the queued audio, and keeps the queued outputs as orphans: the call is over. */
export const closeUplink = (uplink: Uplink): void => {
  if (uplink.phase === 'closed') return
  uplink.phase = 'closed'
  uplink.pollAtMs = Infinity
  drop(uplink, uplink.samples.queued)
  clear(uplink.frames)
  for (;;) {
    const output = dequeue(uplink.outputs)
    if (output === undefined) return
    uplink.orphans.set(output.toolCallId, output.output)
  }
}

/** Returns the microphone audio by its fate. */
export const uplinkStats = ({ samples }: Uplink): UplinkStats => ({
  sentMs: toMs(samples.sent),
  queuedMs: toMs(samples.queued),
  droppedMs: toMs(samples.dropped),
})

/** Returns the milliseconds of sound that are still in the socket's own buffer. */
export const bufferedMs = (uplink: Uplink, { bufferedBytes }: LineReading): number => {
  forgetLeft(uplink, bufferedBytes)
  return toMs(uplink.bufferedSamples)
}
