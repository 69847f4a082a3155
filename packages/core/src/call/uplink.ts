import { sampleCount, toMs } from '../protocol/audio-payload.ts'
import type { ClientMessage } from '../protocol/messages.ts'
import type { CallModel, Outgoing, Queue } from './call-model.ts'
import type { DeliveryReport, OrphanedToolOutput, Sent, UplinkStats } from './connection.ts'
import { noteSent } from './liveness.ts'

/** The uplink's high-water mark: while the socket buffers more than this, about a second of audio, everything waits. */
const highWaterBytes = 65_536

/** Queued microphone audio beyond two seconds is stale. */
const freshSamples = 48_000

/** Interval at which a full socket is looked at again; a browser has no event for it. */
const pollMs = 20

/** Shortest time between two drop reports. */
const reportMs = 1_000

/** Bytes that a WebSocket frame adds to a text of a few hundred bytes or more (RFC 6455 section 5.2, masked). */
const headerBytes = 8

/** Tool calls that are remembered, of each kind. */
export const maxToolCalls = 10_000

/** Appends a value. */
export const enqueue = <T>(queue: Queue<T>, value: T): void => {
  const link = { value, nextLink: undefined }
  if (queue.lastLink) queue.lastLink.nextLink = link
  else queue.firstLink = link
  queue.lastLink = link
  queue.size += 1
}

/** Removes the oldest value and returns it; `undefined` when the queue is empty. */
export const dequeue = <T>(queue: Queue<T>): T | undefined => {
  const { firstLink: first } = queue
  if (!first) return undefined
  queue.firstLink = first.nextLink
  // Else an old link, long dequeued, would keep all that come after it through the collections of young objects.
  first.nextLink = undefined
  if (!queue.firstLink) queue.lastLink = undefined
  queue.size -= 1
  return first.value
}

/** Adds the newest value to a set that forgets its oldest. */
export const remember = (set: Set<string>, value: string, most: number): void => {
  set.add(value)
  if (set.size <= most) return
  const [oldest = value] = set
  set.delete(oldest)
}

/** Forgets the messages that have left the socket's buffer. */
const forgetLeft = (call: CallModel): void => {
  const leftBytes = call.sentBytes - call.setup.lineReading.bufferedBytes
  while (call.inSocket.firstLink && call.inSocket.firstLink.value.endsAtByte <= leftBytes)
    call.inSocketSamples -= dequeue(call.inSocket)?.samples ?? 0
}

const toText = (message: ClientMessage): string =>
  // Base64 needs no escaping, and an audio frame comes 50 times a second.
  message.type === 'input_audio'
    ? `{"type":"input_audio","data":{"audio":"${message.data.audio}"}}`
    : JSON.stringify(message)

const send = (call: CallModel, { message, samples }: Outgoing): void => {
  const text = toText(message)
  forgetLeft(call)
  call.sentBytes += text.length + headerBytes
  call.queuedSamples -= samples
  call.sentSamples += samples
  call.inSocketSamples += samples
  enqueue(call.inSocket, { endsAtByte: call.sentBytes, samples })
  noteSent(call, text.length)
  if (message.type === 'tool_call_output') {
    call.isAnswerDue = true
    remember(call.unconfirmed, message.data.toolCallId, maxToolCalls)
    call.unsent.delete(message.data.toolCallId)
  }
  call.stepOutputs.push({ do: 'send', value: text }, { type: 'sent', value: message })
}

/**
 * Sends the next message that waits, tool outputs first, if the socket has room for it. One at a time, for each changes how
 * much the socket holds: the next follows in a step of its own.
 */
export const drainOne = (call: CallModel): void => {
  const { nowMs, hasStarted, waitingOutputs, waitingAudio } = call
  const { isWritable: isOpen, bufferedBytes } = call.setup.lineReading
  const hasRoom = hasStarted && isOpen && bufferedBytes <= highWaterBytes
  const next = hasRoom ? (dequeue(waitingOutputs) ?? dequeue(waitingAudio)) : undefined
  if (next) send(call, next)
  const isWaiting = hasStarted && waitingOutputs.size + waitingAudio.size > 0
  call.pollAtMs = isWaiting ? nowMs + (hasRoom ? 0 : pollMs) : Infinity
}

/** Drops the oldest audio while more than `mostSamples` of it, and more than `mostFrames`, waits. */
const dropAudio = (call: CallModel, mostSamples: number, mostFrames: number): void => {
  while (call.queuedSamples > mostSamples && call.waitingAudio.size > mostFrames) {
    const samples = dequeue(call.waitingAudio)?.samples ?? 0
    call.queuedSamples -= samples
    call.droppedSamples += samples
    call.reportDueMs = call.reportAtMs
  }
}

const offer = (call: CallModel, queue: Queue<Outgoing>, offered: Outgoing): Sent['status'] => {
  enqueue(queue, offered)
  call.queuedSamples += offered.samples
  drainOne(call)
  dropAudio(call, freshSamples, 1)
  return queue.size > 0 ? 'queued' : 'sent'
}

/** Takes a chunk of microphone audio, in base64: it is sent while it is fresh. */
export const offerAudio = (call: CallModel, audio: string): Sent['status'] => {
  const samples = sampleCount(audio)
  if (!call.isOver)
    return offer(call, call.waitingAudio, { message: { type: 'input_audio', data: { audio } }, samples })
  call.droppedSamples += samples
  return 'dropped'
}

/** Takes the output of a tool. The first of each tool call is sent; after the end the last one is kept as an orphan. */
export const offerOutput = (call: CallModel, { toolCallId, output }: OrphanedToolOutput): Sent['status'] => {
  const data = { toolCallId, output }
  const isFirst = !call.answered.has(toolCallId)
  call.unanswered.delete(toolCallId)
  remember(call.answered, toolCallId, maxToolCalls)
  if (isFirst || (call.isOver && call.unsent.has(toolCallId))) call.unsent.set(toolCallId, output)
  if (isFirst && !call.isOver)
    return offer(call, call.waitingOutputs, { message: { type: 'tool_call_output', data }, samples: 0 })
  return 'dropped'
}

/** Reports the audio that was dropped since the last report. */
export const reportDrops = (call: CallModel): void => {
  const { droppedSamples, reportedSamples } = call
  const value = { ms: toMs(droppedSamples - reportedSamples), totalMs: toMs(droppedSamples) }
  call.stepOutputs.push({ type: 'dropped', value })
  call.reportedSamples = droppedSamples
  call.reportAtMs = call.nowMs + reportMs
  call.reportDueMs = Infinity
}

/** Drops the queued audio: the call is over. The queued outputs stay unsent. */
export const closeUplink = (call: CallModel): void => {
  call.pollAtMs = call.reportAtMs = call.reportDueMs = Infinity
  dropAudio(call, -1, 0)
}

/** Returns the microphone audio by its fate. */
export const uplinkStats = ({ sentSamples, queuedSamples, droppedSamples }: CallModel): UplinkStats => ({
  sentMs: toMs(sentSamples),
  queuedMs: toMs(queuedSamples),
  droppedMs: toMs(droppedSamples),
})

/** Returns the report without its orphans, as things stand. */
export const presentDelivery = (call: CallModel, nowMs: number): NonNullable<CallModel['finalReport']> => {
  forgetLeft(call)
  const { incompleteTurnId, sentSamples, inSocketSamples, confirmedSamples } = call
  return {
    silentMs: nowMs - call.heardAtMs,
    unsentInputMs: toMs(call.queuedSamples + call.droppedSamples + inSocketSamples),
    unconfirmedInputMs: toMs(Math.max(0, sentSamples - inSocketSamples - confirmedSamples)),
    ...(incompleteTurnId !== undefined && { incompleteTurnId }),
    unansweredToolCalls: [...call.unanswered],
    unconfirmedToolOutputs: [...call.unconfirmed],
    invalidMessages: call.invalidMessages,
  }
}

/** Returns the report, as things stand or as they stood at the end. */
export const reportDelivery = (call: CallModel, nowMs: number): Omit<DeliveryReport, 'unreadMessages'> => ({
  ...(call.finalReport ?? presentDelivery(call, nowMs)),
  orphanedToolOutputs: call.isOver
    ? [...call.unsent].map(([toolCallId, output]) => ({ toolCallId, output }))
    : [],
})
