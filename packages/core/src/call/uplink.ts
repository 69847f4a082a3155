import { sampleCount, toMs } from '../protocol/audio-payload.ts'
import type { ClientMessage, ClientMessageType } from '../protocol/messages.ts'
import type { DropReport, OrphanedToolOutput, Sent, UplinkStats } from './connection.ts'
import { createQueue, clear, dequeue, drain, enqueue, type Queue } from './queue.ts'
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
const freshMs = 2_000

/** Interval at which a full socket is looked at again; a browser has no event for it. */
const pollMs = 20

/** Shortest time between two drop reports. */
const reportMs = 1_000

/** Bytes that a WebSocket frame adds to a text of a few hundred bytes or more (RFC 6455 section 5.2, masked). */
const headerBytes = 8

/** A message with its length as microphone audio, which is 0 for a tool output. */
interface Outgoing<K extends ClientMessageType = ClientMessageType> {
  readonly message: ClientMessage<K>
  readonly samples: number
}

interface BufferedMessage {
  readonly endsAtByte: number
  readonly samples: number
}

/** Outgoing messages: tool outputs first and always, microphone audio while it is fresh. */
export interface Uplink {
  phase: 'waiting' | 'open' | 'closed'
  readonly outputs: Queue<Outgoing<'tool_call_output'>>
  readonly frames: Queue<Outgoing<'input_audio'>>
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
  { message, samples }: Outgoing,
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

const pollLater = (uplink: Uplink, nowMs: number): void => {
  if (uplink.phase === 'open') uplink.pollAtMs = Math.min(uplink.pollAtMs, nowMs + pollMs)
}

const drop = ({ samples }: Uplink, count: number): void => {
  samples.queued -= count
  samples.dropped += count
}

const dropStale = (uplink: Uplink): void => {
  const { frames, samples, drops } = uplink
  while (toMs(samples.queued) > freshMs && frames.size > 1) {
    const stale = dequeue(frames)?.samples ?? 0
    drop(uplink, stale)
    drops.pendingMs += toMs(stale)
    drops.totalMs += toMs(stale)
  }
}

const keep = <T extends Outgoing>(uplink: Uplink, queue: Queue<T>, message: T, nowMs: number): Sent => {
  enqueue(queue, message)
  uplink.samples.queued += message.samples
  dropStale(uplink)
  pollLater(uplink, nowMs)
  return queued
}

/** Takes a chunk of microphone audio, in base64. */
export const offerAudio = (
  uplink: Uplink,
  audio: string,
  nowMs: number,
  line: LineReading,
  out: UplinkSink,
): Sent => {
  const frame: Outgoing<'input_audio'> = {
    message: { type: 'input_audio', data: { audio } },
    samples: sampleCount(audio),
  }
  if (uplink.phase === 'closed') {
    uplink.samples.dropped += frame.samples
    return dropped
  }
  return !hasQueued(uplink) && hasRoom(uplink, line)
    ? send(uplink, frame, line, out)
    : keep(uplink, uplink.frames, frame, nowMs)
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
  const output: Outgoing<'tool_call_output'> = { message: { type: 'tool_call_output', data }, samples: 0 }
  return uplink.outputs.size === 0 && hasRoom(uplink, line)
    ? send(uplink, output, line, out)
    : keep(uplink, uplink.outputs, output, nowMs)
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
    const next = dequeue(uplink.outputs) ?? dequeue(uplink.frames)
    if (next !== undefined) {
      uplink.samples.queued -= next.samples
      send(uplink, next, line, out)
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
  uplink.phase = 'closed'
  uplink.pollAtMs = Infinity
  drop(uplink, uplink.samples.queued)
  clear(uplink.frames)
  for (const { message } of drain(uplink.outputs))
    uplink.orphans.set(message.data.toolCallId, message.data.output)
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
