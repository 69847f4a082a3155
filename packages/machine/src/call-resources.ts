import type {
  CallConnection,
  Clock,
  EndReason,
  Microphone,
  ServerMessage,
  ToolControllerOptions,
  UnknownMessage,
} from '@vatel/core'
import type { CallbackActorLogic, EventObject } from 'xstate'
import type { Conversation, Playback } from './conversation.ts'
import type { CallEvent, Of } from './events.ts'

/** The live objects of one call. They go from actor to actor as input, and never enter a snapshot. */
export interface CallResources {
  readonly sessionId: string
  readonly connection: CallConnection
  /** Passes every message of the platform to the listener, from the first on. */
  readonly readMessages: (listener: (message: ServerMessage | UnknownMessage) => void) => void
  readonly conversation: Conversation
  readonly playback: Playback
  readonly microphone: Microphone | undefined
  /** The tools, and the options of core's tool controller. */
  readonly tools: Pick<ToolControllerOptions, 'tools' | 'concurrency' | 'maxRunning'> | undefined
  readonly clock: Clock
}

/** The input of an actor that was restored from a snapshot: its own input is not persisted. */
export const restoredInput = 'restored'

/** The type of `restoredInput`. */
export type RestoredInput = typeof restoredInput

/** The end of a call that was restored from a snapshot: a call cannot be resumed (1006 of RFC 6455 section 7.4.1). */
export const lostWithSnapshot: EndReason = {
  type: 'lost',
  code: 1006,
  reason: 'restored from a snapshot: a call cannot be resumed',
}

/** Replaces an actor's input by `restoredInput` in persisted snapshots: sockets and devices are no data. */
export const nonPersistedInput = <E extends EventObject, I>(
  logic: CallbackActorLogic<E, I | RestoredInput>,
): CallbackActorLogic<E, I | RestoredInput> => ({
  ...logic,
  getPersistedSnapshot: (snapshot) => ({ ...snapshot, input: restoredInput }),
})

/** Returns the resources that `call.started` brings, as the input of an actor. */
export const resourcesOf = ({ event }: Of<CallEvent>): CallResources | RestoredInput =>
  event.type === 'call.started' ? event.resources : restoredInput
