import type { CallConnection, Clock, Microphone, ToolControllerOptions } from '@vatel/core'
import { fromCallback, type AnyActorRef, type CallbackActorLogic, type EventObject } from 'xstate'
import type { Conversation } from './conversation.ts'
import type { CallEvent, Of } from './events.ts'

/** The live objects of one call. They go from actor to actor as input, and never enter a snapshot. */
export interface CallResources {
  readonly sessionId: string
  readonly connection: CallConnection
  readonly conversation: Conversation
  readonly microphone: Microphone | undefined
  /** The tools, and the options of core's tool controller. */
  readonly tools: Pick<ToolControllerOptions, 'tools' | 'concurrency' | 'maxRunning'> | undefined
  readonly clock: Clock
}

/** The input of an actor that was restored from a snapshot: its own input is not persisted. */
export const restoredInput = 'restored'

/** The type of `restoredInput`. */
export type RestoredInput = typeof restoredInput

/** The event at the end of a call that was restored from a snapshot: a call cannot be resumed (1006 of RFC 6455 section 7.4.1). */
export const lostWithSnapshot = {
  type: 'call.ended',
  reason: { type: 'lost', code: 1006, reason: 'restored from a snapshot: a call cannot be resumed' },
  unheardMs: 0,
} as const

/** The arguments of an actor of a call. */
export interface CallActorArguments<Received extends EventObject, Input, Reported extends CallEvent> {
  readonly input: Input
  readonly self: AnyActorRef
  /** Sends an event to the machine. */
  readonly report: (event: Reported) => void
  readonly receive: (listener: (event: Received) => void) => void
}

/**
 * Makes an actor of a call; `run` returns the function that stops it. Sockets and devices are no data: persisted snapshots
 * have `restoredInput` in the place of the input, and an actor that is restored from one reports `restored` and no more.
 */
export const callActor = <Received extends EventObject, Input extends object, Reported extends CallEvent>(
  run: (actor: CallActorArguments<Received, Input, Reported>) => (() => void) | undefined,
  restored?: NoInfer<Reported>,
): CallbackActorLogic<Received, Input | RestoredInput> => ({
  ...fromCallback<Received, Input | RestoredInput>(({ input, self, sendBack, receive }) => {
    if (input !== restoredInput) return run({ input, self, report: sendBack, receive })
    if (restored) sendBack(restored)
    return undefined
  }),
  getPersistedSnapshot: (snapshot) => ({ ...snapshot, input: restoredInput }),
})

/** Returns the resources that `call.started` brings, as the input of an actor. */
export const resourcesOf = ({ event }: Of<CallEvent>): CallResources | RestoredInput =>
  event.type === 'call.started' ? event.resources : restoredInput
