import type { InvalidMessageError } from '../errors.ts'
import { SlowConsumerError } from '../errors.ts'
import { refusalMessage, unreachable } from '../net/failure.ts'
import { decodeServerMessage } from '../protocol/messages.ts'
import type { CallInput, CallModel, CallOutput } from './call-model.ts'
import type { Sent } from './connection.ts'
import { closeDelivery, noteAnswered, noteOutputSent, noteReceived } from './delivery.ts'
import { type EndReason, reasonOfClose, sessionEnded, stageMs } from './end-reason.ts'
import type { CallState } from './lifecycle.ts'
import { enter, isOver, type Refusal } from './call-model.ts'
import { look, noteHeard, noteNetwork, noteSent, watch } from './liveness.ts'
import type { LineReading } from './transport.ts'
import {
  amendOrphan,
  closeUplink,
  drainOne,
  offerAudio,
  offerOutput,
  openUplink,
  runUplink,
  uplinkDeadlineMs,
} from './uplink.ts'
import { isLeft } from 'fp-ts/Either'

/** Load at which a paused line is read from again. */
const lowLoad = 0.5

/** Load at which a paused line is no longer probed, so that the receive buffer stays bounded. */
const mostLoad = 2

/** Most `invalid` events in any second; further messages are counted only. */
const invalidPerSecond = 10

/** Time that the body of a refusal may take. */
const refusalMs = 2_000

/** The arguments that every transition needs: the state, the time, the line, and the list of outputs. */
interface Step {
  readonly call: CallModel
  readonly nowMs: number
  readonly line: LineReading
  readonly out: CallOutput[]
}

const goTo = ({ call, out }: Step, state: CallState, deadlineMs?: number): void => {
  enter(call.lifecycle, state, deadlineMs)
  out.push({ type: 'state', state })
}

/** Leaves the states of an open call: nothing is sent or watched any more, and a session that has not started never will. */
const leave = (step: Step, state: 'closing' | 'ended', reason: EndReason, deadlineMs?: number): void => {
  const { call, out } = step
  const isSettled = call.lifecycle.hasStarted || isOver(call.lifecycle)
  goTo(step, state, deadlineMs)
  call.liveness.lookAtMs = Infinity
  closeUplink(call.uplink)
  if (!isSettled) out.push({ type: 'not-started', reason })
}

const end = (step: Step, reason: EndReason): void => {
  const { call, nowMs, line, out } = step
  if (call.lifecycle.state === 'ended') return
  leave(step, 'ended', reason)
  call.flow = 'open'
  closeDelivery(call.delivery, call.uplink, nowMs, line)
  out.push({ type: 'end', reason })
  // A class that connects again by itself would use the token twice, and a closed socket does not mind.
  out.push({ type: 'disconnect', how: 'terminate' })
}

const setPaused = ({ call, out }: Step, flow: CallModel['flow']): void => {
  const isPaused = flow === 'paused'
  if ((call.flow === 'paused') !== isPaused) out.push({ type: 'pause', isPaused })
  call.flow = flow
}

const close = (step: Step, reason: EndReason): void => {
  const { call, nowMs, out } = step
  if (isOver(call.lifecycle)) return
  call.lifecycle.reason = reason
  leave(step, 'closing', reason, nowMs + stageMs.closing)
  // Unread messages before the peer's close frame would hold it up.
  setPaused(step, 'open')
  out.push({ type: 'disconnect', how: 'close' })
}

/** The transport has ended: a call that was closing ends with the reason that it closed for. */
const endWith = (step: Step, reason: EndReason): void => end(step, step.call.lifecycle.reason ?? reason)

const refuse = (step: Step, { status, retryAfterMs }: Refusal, body: string): void =>
  endWith(step, {
    type: 'refused',
    status,
    message: refusalMessage(body, [step.call.setup.token]),
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  })

const heard = (step: Step): void => {
  const { call, nowMs, line } = step
  const { delivery, uplink, lifecycle } = call
  delivery.heardAtMs = nowMs
  uplink.confirmedSamples = uplink.samples.sent
  noteHeard(call.liveness, nowMs, line)
  if (lifecycle.state === 'suspect') goTo(step, 'live')
  if (call.flow === 'probing') setPaused(step, 'paused')
}

const suspect = (step: Step): void => {
  if (step.call.lifecycle.state === 'live') goTo(step, 'suspect')
}

const receiveInvalid = ({ call, nowMs, out }: Step, error: InvalidMessageError): void => {
  call.delivery.invalidMessages += 1
  call.invalidAtMs = call.invalidAtMs.filter((atMs) => nowMs - atMs < 1_000)
  if (call.invalidAtMs.length >= invalidPerSecond) return
  call.invalidAtMs = [...call.invalidAtMs, nowMs]
  out.push({ type: 'invalid', error })
}

const receive = (step: Step, text: string): void => {
  const { call, out, nowMs } = step
  heard(step)
  if (isOver(call.lifecycle)) return
  const decoded = decodeServerMessage(text)
  if (isLeft(decoded)) {
    receiveInvalid(step, decoded.left)
    return
  }
  const message = decoded.right
  if (message.type === 'session_started' && call.lifecycle.state === 'starting') {
    call.lifecycle.hasStarted = true
    goTo(step, 'live')
    openUplink(call.uplink, nowMs)
    out.push({ type: 'started', data: message.data })
  }
  noteReceived(call.delivery, message)
  out.push({ type: 'message', message, length: text.length })
  if (message.type === 'session_ended') close(step, sessionEnded(call.lifecycle.hasStarted))
}

const noteMessagesSent = ({ call, nowMs, out }: Step): void => {
  for (const output of out) {
    if (output.type !== 'send') continue
    noteSent(call.liveness, output.text.length, nowMs)
    if (output.message.type === 'tool_call_output')
      noteOutputSent(call.delivery, output.message.data.toolCallId)
  }
}

const takeOutput = (step: Step, toolCallId: string, output: string): Sent => {
  const { call, nowMs, line, out } = step
  const data = { toolCallId, output }
  return noteAnswered(call.delivery, toolCallId)
    ? offerOutput(call.uplink, data, nowMs, line, out)
    : amendOrphan(call.uplink, data)
}

const control = (step: Step, messages: number, load: number): void => {
  const { call } = step
  call.load = load
  if (isOver(call.lifecycle)) return
  if (call.flow === 'open' && load > 1) {
    if (call.setup.canPause) setPaused(step, 'paused')
    else end(step, { type: 'failed', error: new SlowConsumerError(messages) })
  } else if (call.flow !== 'open' && load <= lowLoad) setPaused(step, 'open')
}

const take = (step: Step, input: CallInput): void => {
  const { call, nowMs, line, out } = step
  const { lifecycle, uplink, setup } = call
  switch (input.type) {
    case 'audio':
      out.push({ type: 'accepted', sent: offerAudio(uplink, input.audio, nowMs, line, out) })
      return
    case 'tool-output':
      out.push({ type: 'accepted', sent: takeOutput(step, input.toolCallId, input.output) })
      return
    case 'drain':
      drainOne(uplink, nowMs, line, out)
      return
    case 'received':
      receive(step, input.text)
      return
    case 'pong':
      heard(step)
      return
    case 'opened':
      if (lifecycle.state !== 'connecting') return
      goTo(step, 'starting', nowMs + stageMs.starting)
      watch(call.liveness, nowMs)
      return
    case 'refusing':
      if (lifecycle.state !== 'connecting') return
      lifecycle.refusal = input
      lifecycle.deadlineMs = Math.min(lifecycle.deadlineMs, nowMs + refusalMs)
      return
    case 'refused':
      refuse(step, input, input.body)
      return
    case 'failed':
      endWith(step, { type: 'failed', error: unreachable(input.failure, setup.origin, [setup.token]) })
      return
    case 'closed':
      endWith(step, reasonOfClose(input.code, input.reason, setup.token, call.lifecycle.hasStarted))
      return
    case 'network':
      noteNetwork(call.liveness, input.isOnline, nowMs)
      if (!input.isOnline) suspect(step)
      return
    case 'close':
      close(step, { type: 'hung-up' })
      return
    case 'buffered':
      control(step, input.messages, input.load)
      return
    case 'wake':
  }
}

const timeOut = (step: Step): void => {
  const { lifecycle } = step.call
  const { state, refusal: head, reason } = lifecycle
  if (reason !== undefined) end(step, reason)
  else if (head !== undefined) refuse(step, head, '')
  else if (state === 'connecting' || state === 'starting') end(step, { type: 'timed-out', stage: state })
}

const lookAtLine = (step: Step): void => {
  const { call, nowMs, line, out } = step
  const { liveness, uplink, delivery } = call
  const watched = {
    sentBytes: uplink.sentBytes,
    isAnswerDue: delivery.isAnswerDue,
    isPaused: call.flow === 'paused',
  }
  switch (look(liveness, nowMs, line, watched, out)) {
    case 'heard':
      heard(step)
      return
    case 'probe':
      if (call.load < mostLoad) setPaused(step, 'probing')
      else noteHeard(liveness, nowMs, line)
      return
    case 'suspect':
      suspect(step)
      return
    case 'dead':
      end(step, { type: 'lost', code: 1006, reason: 'the platform gave no sign of life' })
      return
    case 'quiet':
  }
}

/**
 * Advances a call by one event, at a time that never goes back, and returns what is to be done and emitted, in order. What
 * is due at that time is done after the event. The state is changed in place; call `nextDeadlineMs` for the next `wake`.
 */
export const stepCall = (
  call: CallModel,
  input: CallInput,
  nowMs: number,
  line: LineReading,
): CallOutput[] => {
  const out: CallOutput[] = []
  const step: Step = { call, nowMs, line, out }
  take(step, input)
  if (nowMs >= call.lifecycle.deadlineMs) timeOut(step)
  if (nowMs >= call.liveness.lookAtMs) lookAtLine(step)
  if (nowMs >= uplinkDeadlineMs(call.uplink)) runUplink(call.uplink, nowMs, line, out)
  noteMessagesSent(step)
  return out
}
