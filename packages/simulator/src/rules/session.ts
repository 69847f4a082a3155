import { addDue, takeDue, type Agenda, type Due } from './agenda.ts'
import { prepareCall, stepCall } from './call.ts'
import type { CallInput, CallOutput, CallSetup, CallState } from './call-state.ts'
import { wireTexts } from './wire-text.ts'

/** What goes out on the wire of a call. */
export type Frame =
  | { readonly type: 'text'; readonly text: string }
  /** Closes with a handshake. */
  | { readonly type: 'close'; readonly code: number }
  /** Drops the connection at once. */
  | { readonly type: 'cut' }
  /** From now on the connection stands still: nothing is read, nothing sent, nothing closed. */
  | { readonly type: 'freeze' }

/** A call together with the state of its line. */
export interface Session {
  readonly call: CallState
  readonly openedAtMs: number
  /** What is on its way. */
  readonly frames: Agenda<Frame>
  readonly line: 'open' | 'frozen' | 'closed'
}

/** A session after something happened. */
export interface SessionStep {
  readonly session: Session
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
  openedAtMs: 0,
  frames: [],
  line: 'open',
})

const framesOf = (output: CallOutput, setup: CallSetup): readonly Frame[] =>
  output.type === 'hang-up'
    ? [{ type: 'close', code: output.code }]
    : wireTexts(output, setup.faults).map((text) => ({ type: 'text', text }))

/** When something that is said at a moment arrives. */
const arrivalMs = ({ call, openedAtMs }: Session, atMs: number): number => {
  const { latencyMs = 0, stall } = call.setup.faults
  const dueMs = atMs + latencyMs
  if (stall === undefined) return dueMs
  const fromMs = openedAtMs + stall.afterMs
  return dueMs >= fromMs && dueMs < fromMs + stall.forMs ? fromMs + stall.forMs : dueMs
}

/** How the line itself will fail. */
const breakdowns = ({ faults }: CallSetup, nowMs: number): readonly Due<Frame>[] => [
  ...(faults.close === undefined
    ? []
    : [
        {
          atMs: nowMs + faults.close.afterMs,
          action:
            faults.close.code === 1006
              ? ({ type: 'cut' } as const)
              : ({ type: 'close', code: faults.close.code } as const),
        },
      ]),
  ...(faults.halfOpenAfterMs === undefined
    ? []
    : [{ atMs: nowMs + faults.halfOpenAfterMs, action: { type: 'freeze' } as const }]),
]

const send = (
  before: Session,
  nowMs: number,
): { readonly session: Session; readonly frames: readonly Frame[] } => {
  let session = before
  const frames: Frame[] = []
  while (session.line === 'open') {
    const taken = takeDue(session.frames, nowMs)
    if (taken === undefined) break
    const { action } = taken.due
    const line = action.type === 'text' ? 'open' : action.type === 'freeze' ? 'frozen' : 'closed'
    session = { ...session, frames: line === 'open' ? taken.rest : [], line }
    frames.push(action)
  }
  return { session, frames }
}

/** The rules of a call and of its line: what goes out, and when to look again. */
export const stepSession = (before: Session, input: CallInput, nowMs: number): SessionStep => {
  const opened =
    input.type === 'opened'
      ? { ...before, openedAtMs: nowMs, frames: breakdowns(before.call.setup, nowMs) }
      : before
  const heard: CallInput = opened.line === 'open' ? input : { type: 'wake' }
  const { state: call, out: said } = stepCall(opened.call, heard, nowMs)
  const added = said.flatMap(({ atMs, action }) =>
    framesOf(action, call.setup).map((frame) => ({ atMs: arrivalMs(opened, atMs), action: frame })),
  )
  const waiting = { ...opened, call, frames: opened.line === 'open' ? addDue(opened.frames, added) : [] }
  const { session, frames } = send(waiting, nowMs)
  const dues = [session.call.agenda[0]?.atMs, session.frames[0]?.atMs].filter((atMs) => atMs !== undefined)
  return { session, said, frames, wakeAtMs: dues.length === 0 ? undefined : Math.min(...dues) }
}
