import { type InvalidMessageError, SlowConsumerError } from '../errors.ts'
import { decodeServerMessage, type ServerMessage, type UnknownMessage } from '../protocol/messages.ts'
import type { CallAction, CallEvent, CallInput } from './call-events.ts'
import type { CallModel } from './call-model.ts'
import { type EndReason, reasonOfClose, sessionEnded, stageMs } from './end-reason.ts'
import type { CallState } from './lifecycle.ts'
import { look, watch } from './liveness.ts'
import {
  closeUplink,
  drainOne,
  maxToolCalls,
  offerAudio,
  offerOutput,
  presentDelivery,
  remember,
  reportDrops,
} from './uplink.ts'
import { isLeft } from 'fp-ts/Either'

/** Most `invalid` events in any second; further messages are counted only. */
const invalidPerSecond = 10

/** Turns that are remembered. */
const maxTurns = 64

/** Time that the body of a refusal may take. */
const refusalMs = 2_000

const goTo = (call: CallModel, state: CallState, deadlineMs = Infinity): void => {
  call.state = state
  call.deadlineMs = deadlineMs
  call.stepOutputs.push({ type: 'state', value: state })
}

/** Stops sending and watching, and goes to a state without either. */
const stop = (call: CallModel, state: 'closing' | 'ended', reason: EndReason, deadlineMs?: number): void => {
  call.reason = reason
  call.isOver = true
  call.lookAtMs = Infinity
  closeUplink(call)
  goTo(call, state, deadlineMs)
}

/** Ends the call for the reason that it was closed or refused for, if there is one, or else for this one. */
const end = (call: CallModel, otherwise: EndReason): void => {
  if (call.state === 'ended') return
  const value = call.reason ?? otherwise
  stop(call, 'ended', value)
  call.finalReport = presentDelivery(call, call.nowMs)
  // A class that connects again by itself would use the token twice, and a closed socket does not mind.
  call.stepOutputs.push({ type: 'end', value }, { do: 'terminate' })
}

const close = (call: CallModel, reason: EndReason): void => {
  if (call.isOver) return
  stop(call, 'closing', reason, call.nowMs + stageMs.closing)
  // Unread messages before the peer's close frame would hold it up.
  call.setup.pingControl?.setFlow(call, 'open')
  call.stepOutputs.push({ do: 'close' })
}

const confirmAlive = (call: CallModel): void => {
  call.heardAtMs = call.silenceFromMs = call.nowMs
  call.confirmedSamples = call.sentSamples
  if (call.state === 'suspect') goTo(call, 'live')
  call.setup.pingControl?.noteHeard?.(call)
}

const suspect = (call: CallModel): void => {
  if (call.state === 'live') goTo(call, 'suspect')
}

const receiveInvalid = (call: CallModel, value: InvalidMessageError): void => {
  const { nowMs, invalidAtMs } = call
  call.invalidMessages += 1
  if (nowMs - (invalidAtMs.at(-invalidPerSecond) ?? -Infinity) < 1_000) return
  call.invalidAtMs = [...invalidAtMs.slice(1 - invalidPerSecond), nowMs]
  call.stepOutputs.push({ type: 'invalid', value })
}

const noteTurn = ({ turns, unconfirmed }: CallModel, turnId: string): void => {
  // A turn that begins after an output is likely to be the answer to it.
  if (turns.has(turnId)) return
  unconfirmed.clear()
  remember(turns, turnId, maxTurns)
}

/** Records what a message that came says about the data that the two sides owe each other. */
export const noteReceived = (call: CallModel, { type, data }: ServerMessage | UnknownMessage): void => {
  call.isAnswerDue = type === 'input_audio_transcript' && data.is_final
  if (type === 'response_audio') call.incompleteTurnId = data.is_final ? undefined : data.turn_id
  if (type === 'response_audio' || type === 'response_text') noteTurn(call, data.turn_id)
  // The user has spoken to the end: no more of an older turn is to come.
  else if (type === 'interruption' || call.isAnswerDue) call.incompleteTurnId = undefined
  // A call that the platform repeats after its output is owed no other.
  else if (type === 'tool_call' && !call.answered.has(data.toolCallId))
    remember(call.unanswered, data.toolCallId, maxToolCalls)
}

const receive = (call: CallModel, text: string): void => {
  confirmAlive(call)
  if (call.isOver) return
  const decoded = decodeServerMessage(text)
  if (isLeft(decoded)) {
    receiveInvalid(call, decoded.left)
    return
  }
  const value = decoded.right
  if (value.type === 'session_started' && call.state === 'starting') {
    call.hasStarted = true
    goTo(call, 'live')
    // What waited for the session may go.
    call.pollAtMs = call.nowMs
  }
  noteReceived(call, value)
  call.stepOutputs.push({ type: 'message', value, length: text.length })
  if (value.type === 'session_ended') close(call, sessionEnded(call.hasStarted))
}

const endUnread = (call: CallModel): void =>
  end(call, { type: 'failed', error: new SlowConsumerError(call.unreadCount) })

const take = (call: CallModel, input: CallInput): void => {
  const { nowMs, setup } = call
  const isConnecting = call.state === 'connecting'
  switch (input.type) {
    case 'audio':
      call.sendStatus = offerAudio(call, input.audio)
      return
    case 'tool-output':
      call.sendStatus = offerOutput(call, input)
      return
    case 'received':
      receive(call, input.text)
      return
    case 'pong':
      confirmAlive(call)
      return
    case 'opened':
      if (!isConnecting) return
      goTo(call, 'starting', nowMs + stageMs.starting)
      watch(call)
      return
    case 'failed':
      if (isConnecting) {
        call.reason = input.reason
        call.openError = input.error
        call.deadlineMs = Math.min(call.deadlineMs, nowMs + refusalMs)
      }
      if (input.isWholeAnswer) end(call, input.reason)
      return
    case 'closed':
      end(call, reasonOfClose(input.code, input.reason, setup.token, call.hasStarted))
      return
    case 'network':
      call.offlineAtMs = input.isOnline ? undefined : nowMs
      if (!input.isOnline) suspect(call)
      return
    case 'close':
      close(call, { type: 'hung-up' })
      return
    case 'buffered':
      call.unreadCount = input.messages
      if (!call.isOver && !setup.pingControl?.controlFlow(call, input.load) && input.load > 1) endUnread(call)
      return
    case 'wake':
      if (nowMs >= call.pollAtMs) drainOne(call)
  }
}

const lookAtLine = (call: CallModel): void => {
  const verdict = look(call)
  if (verdict === 'heard') confirmAlive(call)
  if (verdict === 'unread') endUnread(call)
  if (verdict === 'suspect') suspect(call)
  if (verdict === 'dead') end(call, { type: 'lost', code: 1006, reason: 'the platform gave no sign of life' })
}

/** Returns the time at which the engine wants a `wake`; `Infinity` when it waits for nothing. */
export const nextDeadlineMs = (call: CallModel): number =>
  Math.min(call.deadlineMs, call.lookAtMs, call.pollAtMs, call.reportDueMs)

/**
 * Advances a call by one event, at a time that never goes back, and returns what is to be done and emitted, in order. What
 * is due at that time is done after the event. The state is changed in place. While `nextDeadlineMs` is not later, the
 * next `wake` is due at once: after the actions are done, for the readings of the line change by them.
 */
export const stepCall = (
  call: CallModel,
  input: CallInput,
  nowMs: number,
): readonly (CallAction | CallEvent)[] => {
  call.nowMs = nowMs
  call.stepOutputs = []
  take(call, input)
  // A call that closes has its reason.
  if (nowMs >= call.deadlineMs)
    end(call, { type: 'timed-out', stage: call.state as 'connecting' | 'starting' })
  if (nowMs >= call.lookAtMs) lookAtLine(call)
  if (nowMs >= call.reportDueMs) reportDrops(call)
  return call.stepOutputs
}
