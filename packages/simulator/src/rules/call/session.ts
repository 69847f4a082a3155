import { addDue, takeDue, type Agenda, type Due } from '../agenda.ts'
import type { CallInput, CallModel, CallOutput, CallSetup } from './call-model.ts'
import { prepareCall, stepCall } from './call.ts'
import {
  breakdowns,
  closing,
  deliver,
  enqueue,
  openDelivery,
  readNothing,
  readUntil,
  type Delivery,
  type Frame,
  type Reading,
} from './line.ts'
import { wireTexts } from './wire-text.ts'

/** A call together with the state of its line. */
interface Session {
  readonly call: CallModel
  /** What goes to the client. */
  readonly delivery: Delivery
  /** What comes from it. */
  readonly reading: Reading
  /** What is on its way. */
  readonly frames: Agenda<Frame>
  readonly line: 'open' | 'frozen' | 'closed'
}

/** A session after something happened. */
export interface SessionStep {
  readonly session: Session
  /** What the call heard, each thing at the moment it was read. */
  readonly heard: readonly Due<CallInput>[]
  /** What the call did, each at the moment it was due. */
  readonly said: readonly Due<CallOutput>[]
  /** What goes out now. */
  readonly frames: readonly Frame[]
  /** When there is more to do, if nothing else happens before. */
  readonly wakeAtMs: number | undefined
}

/** A session whose line is not open yet. */
export const prepareSession = (setup: CallSetup): Session => ({
  call: prepareCall(setup),
  delivery: openDelivery(0),
  reading: readNothing,
  frames: [],
  line: 'open',
})

const framesOf = (output: CallOutput, setup: CallSetup): readonly Frame[] => {
  if (output.type === 'hang-up') return [closing(output.code)]
  const texts = output.type === 'raw' ? [output.text] : wireTexts(output, setup.faults)
  return texts.map((text) => ({ type: 'text', text }))
}

/** Puts what the call said on its way. */
const dispatch = (before: Session, said: readonly Due<CallOutput>[]): Session => {
  if (before.line !== 'open' || said.length === 0) return before
  const { setup } = before.call
  let { delivery } = before
  const added: Due<Frame>[] = []
  for (const { atMs, action: output } of said)
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

/** Sends what has arrived by now. */
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

/** Hears what has been read by now. */
const listen = (
  { call: before, delivery, frames: underway, line }: Session,
  taken: Reading,
  nowMs: number,
): Omit<SessionStep, 'wakeAtMs'> => {
  const { reading, inputs } = readUntil(taken, before.setup.faults, nowMs)
  const wake: Due<CallInput> = { atMs: nowMs, action: { type: 'wake' } }
  let call = before
  const said: Due<CallOutput>[] = []
  for (const { atMs, action } of inputs.at(-1)?.atMs === nowMs ? inputs : [...inputs, wake]) {
    const step = stepCall(call, action, atMs)
    call = step.state
    said.push(...step.out)
  }
  const frames: readonly Frame[] =
    reading.isPaused === taken.isPaused ? [] : [{ type: taken.isPaused ? 'resume' : 'pause' }]
  return { session: { call, delivery, reading, frames: underway, line }, heard: inputs, said, frames }
}

const open = (before: Session, nowMs: number): Session => ({
  ...before,
  delivery: openDelivery(nowMs),
  frames: breakdowns(before.call.setup.faults, nowMs),
})

/**
 * The rules of a call and of its line: what goes out, and when to look again. An input that came as a message has the
 * length of that message in bytes.
 */
export const stepSession = (before: Session, input: CallInput, nowMs: number, bytes = 0): SessionStep => {
  const present = input.type === 'opened' ? open(before, nowMs) : before
  const { call, reading, line } = present
  const taken =
    line === 'open' && input.type !== 'wake'
      ? enqueue(reading, input, bytes, call.setup.faults, nowMs)
      : reading
  const { session: heard, said, frames: done, heard: inputs } = listen(present, taken, nowMs)
  const { session, frames } = send(dispatch(heard, said), nowMs)
  const dues = [
    session.call.agenda[0]?.atMs,
    session.frames[0]?.atMs,
    session.line === 'open' ? session.reading.waiting[0]?.atMs : undefined,
  ].filter((atMs) => atMs !== undefined)
  return {
    session,
    heard: inputs,
    said,
    frames: [...done, ...frames],
    wakeAtMs: dues.length === 0 ? undefined : Math.min(...dues),
  }
}
