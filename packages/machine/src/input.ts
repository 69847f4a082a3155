import type { CallConnection, Clock, Microphone, Speaker, ToolControllerOptions, Tools } from '@vatel/core'
import type { CallParameters } from './events.ts'

/** The argument of `connect`. */
export interface ConnectContext {
  /** Aborts when the user hangs up before the call has begun, or `connect` takes longer than `connectTimeoutMs`. */
  readonly signal: AbortSignal
  /** The parameters that came with `call` or `retry`; empty when none came. */
  readonly parameters: CallParameters
}

/** The resources of a call outside the machine. None of them enters a snapshot. */
export interface CallInput extends Pick<ToolControllerOptions, 'concurrency' | 'maxRunning'> {
  /** Opens a connection, with a fresh token each time. It is called once for every call. */
  readonly connect: (context: ConnectContext) => CallConnection | Promise<CallConnection>
  /**
   * The longest time that `connect` may take, in milliseconds; then the call ends with a `TimeoutError`.
   *
   * @defaultValue `20_000` - twenty seconds
   */
  readonly connectTimeoutMs?: number
  /**
   * The tools that the agent may call. Every tool call gets exactly one output.
   *
   * @defaultValue none - the machine follows tool calls, and another holder of the connection answers them
   */
  readonly tools?: Tools
  /**
   * Plays the agent's speech, and reports how long the agent is heard.
   *
   * @defaultValue none - the agent counts as heard for as long as its audio lasts
   */
  readonly speaker?: Speaker
  /**
   * A microphone, or the function that opens it. It is closed when the call ends, so an actor that holds more than one
   * call needs the function.
   *
   * @defaultValue none - the microphone is `off`
   */
  readonly microphone?: Microphone | (() => Microphone | Promise<Microphone>)
  /**
   * Measures latencies, the length of audio without a speaker, and deadlines.
   *
   * @defaultValue the actor's clock
   */
  readonly clock?: Clock
}

/** Inputs that a restored actor can find, by id; the oldest is dropped beyond this number. */
const maxInputs = 100

const byActor = new WeakMap<object, CallInput>()
const idByInput = new WeakMap<CallInput, string>()
const byId = new Map<string, CallInput>()

/** Ids are unique among processes: a snapshot of another one must not find an input of this one. */
const createId = (): string => String(Math.random())

/**
 * Keeps the input of an actor for as long as the actor lives, and returns an id under which an actor that is restored in
 * this process finds it. A context holds the id, because an input has no JSON.
 */
export const keepInput = (actor: object, input: CallInput | undefined): string | null => {
  if (!input) return null
  const id = idByInput.get(input) ?? createId()
  idByInput.set(input, id)
  byActor.set(actor, input)
  byId.delete(id)
  byId.set(id, input)
  const [oldest = id] = byId.keys()
  if (byId.size > maxInputs) byId.delete(oldest)
  return id
}

/** Returns the input of an actor: its own, or that of the actor whose snapshot it was restored from. */
export const findInput = (actor: object, id: string | null): CallInput | undefined => {
  const input = byActor.get(actor) ?? (id === null ? undefined : byId.get(id))
  if (input) byActor.set(actor, input)
  return input
}
