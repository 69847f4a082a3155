import type { CallConnection, Clock, Microphone, Speaker, Tools } from '@vatel/core'

/** What `connect` is told. */
export interface ConnectContext {
  /** Aborts when the user hangs up before the call has begun. */
  readonly signal: AbortSignal
}

/** What a call needs of the world. None of it enters the snapshot. */
export interface CallInput {
  /** Opens a connection, with a fresh token each time: it is asked once for every call. */
  readonly connect: (context: ConnectContext) => CallConnection | Promise<CallConnection>
  /**
   * What the agent may ask for. Every tool call gets exactly one output.
   *
   * @defaultValue nobody - the machine watches tool calls, and whoever else holds the connection answers them
   */
  readonly tools?: Tools
  /**
   * What plays the agent; it decides how long the agent is heard.
   *
   * @defaultValue none - the agent is taken to be heard for as long as its audio lasts
   */
  readonly speaker?: Speaker
  /**
   * What hears the user, or the function that opens it. It is closed when the call ends, so an actor that is to hold
   * more than one call needs the function.
   *
   * @defaultValue none - the microphone is `off`
   */
  readonly microphone?: Microphone | (() => Microphone | Promise<Microphone>)
  /**
   * What measures latencies, lengths of audio without a speaker, and deadlines of tools.
   *
   * @defaultValue the actor's clock
   */
  readonly clock?: Clock
}

const isInput = (value: unknown): value is CallInput =>
  typeof value === 'object' && value !== null && 'connect' in value && typeof value.connect === 'function'

/**
 * What an actor was created with. It is read from the actor rather than kept in the context, because a snapshot is
 * data, and so that a restored actor finds the input it was restored with.
 */
export const inputOf = (actor: object): CallInput | undefined => {
  const options = 'options' in actor ? actor.options : undefined
  const input =
    typeof options === 'object' && options !== null && 'input' in options ? options.input : undefined
  return isInput(input) ? input : undefined
}
