import type { CallbackActorLogic, EventObject } from 'xstate'

/** What an actor finds in place of its input when it is restored from a snapshot. */
export const restored = 'restored'
export type Restored = typeof restored

/** Keeps an actor's input, which is sockets and devices, out of persisted snapshots. */
export const inputKeptOut = <E extends EventObject, I>(
  logic: CallbackActorLogic<E, I | Restored>,
): CallbackActorLogic<E, I | Restored> => ({
  ...logic,
  getPersistedSnapshot: (snapshot) => ({ ...snapshot, input: restored }),
})
