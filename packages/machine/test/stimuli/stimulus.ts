import type { ServerMessage } from '@vatel/core'
import type { CallSnapshot } from '../../src/call-machine.ts'
import type { CallEvent } from '../../src/events.ts'
import { message } from '../messages.ts'
import { turnOf } from '../simulator-acts.ts'
import type { SimulatedCall } from '../simulated-call.ts'

/** A cause of an event of the machine. */
export interface Stimulus {
  readonly event: CallEvent
  /** Tests whether it is possible; always possible without it. */
  readonly where?: (snapshot: CallSnapshot) => boolean
  /** Causes it; messages are sent in the platform's name. */
  readonly act: (call: SimulatedCall) => void
  /** Time that it takes, in milliseconds. */
  readonly ms?: number
}

/** Sends a message in the platform's name. */
export const sends =
  (message: ServerMessage | object): Stimulus['act'] =>
  (call) =>
    call.socket()?.receive(message)

/** Returns the id of a new turn of the agent. */
export const newTurn = (call: SimulatedCall): string => {
  call.turns += 1
  return `turn-${call.turns}`
}

/** Silences the agent, and sends one more piece of its turn: an interruption may overtake audio on its way. */
export const silenceWithLateAudio = (call: SimulatedCall, silence: () => void): void => {
  call.writtenAtCut = call.speaker.written.length
  silence()
  if (call.speaker.written.length > 0) call.socket()?.receive(message.audio(20, turnOf(call)))
}

/** Tests whether the session runs. */
export const isOn = (snapshot: CallSnapshot): boolean => snapshot.matches('active')

/** Tests whether the call is on hold. */
export const isPaused = (snapshot: CallSnapshot): boolean => snapshot.matches({ active: { sound: 'paused' } })

/** Tests whether nothing has come from the platform for too long. */
export const isSuspect = (snapshot: CallSnapshot): boolean => snapshot.hasTag('line-suspect')

/** Tests whether nothing happens. Link and input change nothing in the other regions: one configuration stands for all. */
export const isAtRest = (snapshot: CallSnapshot): boolean =>
  snapshot.matches({
    active: {
      floor: { listening: 'quiet' },
      tools: 'idle',
      microphone: 'live',
      sound: 'open',
      output: 'running',
    },
  })

/** Tests whether a tool waits for approval. */
export const asks = (snapshot: CallSnapshot): boolean => snapshot.hasTag('needs-approval')

/** Tests whether a tool without an output takes longer than it does as a rule. */
export const isLate = (snapshot: CallSnapshot): boolean =>
  snapshot.context.tools.some(({ isOverdue, status }) => isOverdue && /pending|asking/.test(status))
