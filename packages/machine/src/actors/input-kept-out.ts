import type { CallbackActorLogic, EventObject } from 'xstate'
import type { CallEvent, Of } from '../events.ts'
import type { Line } from '../line/line.ts'

/** What an actor finds in place of its input when it is restored from a snapshot. */
export const restored = 'restored'
/** The type of that word. */
export type Restored = typeof restored

/** Keeps an actor's input, which is sockets and devices, out of persisted snapshots. */
export const inputKeptOut = <E extends EventObject, I>(
  logic: CallbackActorLogic<E, I | Restored>,
): CallbackActorLogic<E, I | Restored> => ({
  ...logic,
  getPersistedSnapshot: (snapshot) => ({ ...snapshot, input: restored }),
})

/** The line, as the input of an actor: it comes with the event that begins the call, and never again. */
export const lineOf = ({ event }: Of<CallEvent>): Line | Restored =>
  event.type === 'opened' ? event.line : restored
