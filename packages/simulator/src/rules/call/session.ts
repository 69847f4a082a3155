import { addDue, takeDue, type Agenda, type Due } from '../agenda.ts'
import type { CallInput, CallModel, CallOutput, CallSetup } from './call-model.ts'
import { prepareCall, stepCall } from './call.ts'
import {
  connectionFaults,
  closeFrame,
  deliver,
  enqueue,
  startDelivery,
  emptyReceiveQueue,
  dequeue,
  type Delivery,
  type Frame,
  type ReceiveQueue,
} from './line.ts'
import { wireTexts } from './wire-text.ts'

/** A call and the state of its connection. */
interface Session {
  readonly call: CallModel
  /** Delivery to the client. */
  readonly delivery: Delivery
  /** Messages from the client. */
  readonly reading: ReceiveQueue
  /** Frames in flight. */
  readonly frames: Agenda<Frame>
  readonly line: 'open' | 'frozen' | 'closed'
}

/** Result of a step of a session. */
export interface SessionStep {
  readonly session: Session
  /** Inputs of the call, each with the time at which it was read. */
  readonly inputs: readonly Due<CallInput>[]
  /** Outputs of the call, each with its due time. */
  readonly outputs: readonly Due<CallOutput>[]
  /** Frames to send now. */
  readonly frames: readonly Frame[]
  /** Next deadline, if there is one. */
  readonly wakeAtMs: number | undefined
}

/** Creates a session before its connection is open. */
export const prepareSession = (setup: CallSetup): Session => ({
  call: prepareCall(setup),
  delivery: startDelivery(0),
  reading: emptyReceiveQueue,
  frames: [],
  line: 'open',
})

const framesOf = (output: CallOutput, setup: CallSetup): readonly Frame[] => {
  if (output.type === 'hang-up') return [closeFrame(output.code)]
  const texts = output.type === 'raw' ? [output.text] : wireTexts(output, setup.faults)
  return texts.map((text) => ({ type: 'text', text }))
}

/** Schedules the delivery of outputs. */
const dispatch = (before: Session, outputs: readonly Due<CallOutput>[]): Session => {
  if (before.line !== 'open' || outputs.length === 0) return before
  const { setup } = before.call
  let { delivery } = before
  const added: Due<Frame>[] = []
  for (const { atMs, action: output } of outputs)
    for (const action of framesOf(output, setup)) {
      delivery = deliver(delivery, setup, atMs)
      added.push({ atMs: delivery.lastMs, action })
    }
  return { ...before, delivery, frames: addDue(before.frames, added) }
}

interface Sent {
  readonly session: Session
  readonly frames: readonly Frame[]
}

const lineAfter = (frame: Frame): Session['line'] =>
  frame.type === 'freeze' ? 'frozen' : frame.type === 'close' || frame.type === 'cut' ? 'closed' : 'open'

/** Takes the frames that have arrived by now. */
const send = (before: Session, nowMs: number): Sent => {
  let session = before
  const frames: Frame[] = []
  while (session.line === 'open') {
    const taken = takeDue(session.frames, nowMs)
    if (taken === undefined) break
    const line = lineAfter(taken.due.action)
    session = { ...session, frames: line === 'open' ? taken.rest : [], line }
    frames.push(taken.due.action)
  }
  return { session, frames }
}

/** Passes the messages that have been read by now to the call. */
const readInputs = (
  { call: before, delivery, frames: underway, line }: Session,
  taken: ReceiveQueue,
  nowMs: number,
): Omit<SessionStep, 'wakeAtMs'> => {
  const { reading, inputs } = dequeue(taken, before.setup.faults, nowMs)
  const wake: Due<CallInput> = { atMs: nowMs, action: { type: 'wake' } }
  let call = before
  const outputs: Due<CallOutput>[] = []
  for (const { atMs, action } of inputs.at(-1)?.atMs === nowMs ? inputs : [...inputs, wake]) {
    const step = stepCall(call, action, atMs)
    call = step.state
    outputs.push(...step.out)
  }
  const frames: readonly Frame[] =
    reading.isPaused === taken.isPaused ? [] : [{ type: taken.isPaused ? 'resume' : 'pause' }]
  return { session: { call, delivery, reading, frames: underway, line }, inputs, outputs, frames }
}

const open = (before: Session, nowMs: number): Session => ({
  ...before,
  delivery: startDelivery(nowMs),
  frames: connectionFaults(before.call.setup.faults, nowMs),
})

/** Advances a call and its connection. An input that came as a message has the length of that message in `bytes`. */
export const stepSession = (before: Session, input: CallInput, nowMs: number, bytes = 0): SessionStep => {
  const present = input.type === 'opened' ? open(before, nowMs) : before
  const { call, reading, line } = present
  const taken =
    line === 'open' && input.type !== 'wake'
      ? enqueue(reading, input, bytes, call.setup.faults, nowMs)
      : reading
  const { session: advanced, outputs, frames: flow, inputs } = readInputs(present, taken, nowMs)
  const { session, frames } = send(dispatch(advanced, outputs), nowMs)
  const dues = [
    session.call.agenda[0]?.atMs,
    session.frames[0]?.atMs,
    session.line === 'open' ? session.reading.waiting[0]?.atMs : undefined,
  ].filter((atMs) => atMs !== undefined)
  return {
    session,
    inputs,
    outputs,
    frames: [...flow, ...frames],
    wakeAtMs: dues.length === 0 ? undefined : Math.min(...dues),
  }
}
