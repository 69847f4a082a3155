import type {
  InvalidMessageError,
  CallConnection,
  CallEvents,
  CallState,
  ClientMessage,
  EndReason,
  ServerData,
  ServerMessage,
  ServerMessageType,
  UnknownMessage,
} from '@vatel/core'
import {
  concat,
  defer,
  distinctUntilChanged,
  filter,
  from,
  map,
  merge,
  type MonoTypeOperatorFunction,
  Observable,
  of,
  share,
  Subject,
  takeUntil,
} from 'rxjs'

/** A message of the platform, of a known or an unknown type. */
export type CallMessage = ServerMessage | UnknownMessage

/** Ends the user's lines also where the platform says nothing of the end: this side hung up, or the connection was lost. */
export const sessionEndedMessage = { type: 'session_ended', data: {} } as const

/** The payload of a message that has no documented field; fields of a newer platform are kept. */
export type Signal = Readonly<Record<string, unknown>>

/**
 * One call, each kind of event as an Observable. All streams share the listeners on the connection, complete when the
 * call ends, and never error: an invalid message is a value of `invalid$`.
 *
 * The streams are hot: a late subscriber gets the events from then on. The connection buffers the events from before its
 * first listener, and replays them to all subscribers that subscribe in the same task as the first one.
 */
export interface Call {
  /** The connection of the call: sends, hangs up, and can be shared with a statechart. */
  readonly connection: CallConnection
  /** The session has started; `id` is the call's id in REST. A late subscriber reads `connection.started` instead. */
  readonly sessionStarted$: Observable<ServerData<'session_started'>>
  /** The platform has ended the session. */
  readonly sessionEnded$: Observable<Signal>
  /** The agent's speech as it arrives, in base64; `agentAudio` decodes it and leaves out cancelled turns. */
  readonly responseAudio$: Observable<ServerData<'response_audio'>>
  /** The agent's text: snapshots of a turn, each replaces the one before. */
  readonly responseText$: Observable<ServerData<'response_text'>>
  /** The user's recognised speech: snapshots until the final one. */
  readonly inputAudioTranscript$: Observable<ServerData<'input_audio_transcript'>>
  /** Voice activity starts; `emulated: true` is a signal of the pipeline and no voice. */
  readonly speechStarted$: Observable<ServerData<'speech_started'>>
  /** Voice activity stops. */
  readonly speechStopped$: Observable<Signal>
  /** The user has interrupted the agent: every turn so far is cancelled. */
  readonly interruption$: Observable<Signal>
  /** The agent calls a tool; `toolResults` runs it. */
  readonly toolCall$: Observable<ServerData<'tool_call'>>
  /** Messages of a type that this version does not know: sent by a newer platform, not an error. */
  readonly unknown$: Observable<UnknownMessage>
  /** Messages that do not match the protocol, and audio that is not base64. */
  readonly invalid$: Observable<InvalidMessageError>
  /** Every message of the platform, in order. */
  readonly messages$: Observable<CallMessage>
  /** Every message that was passed to the socket, in order. */
  readonly sent$: Observable<ClientMessage>
  /** The lifecycle state of the call, `suspect` included; starts with the present state, for late subscribers too. */
  readonly state$: Observable<CallState>
  /** The reason of the end: exactly one value, for late subscribers too. */
  readonly end$: Observable<EndReason>
  /** Emits an error that was found after decoding on `invalid$`. */
  readonly reportInvalid: (error: InvalidMessageError) => void
}

/** Narrows messages to one type. */
export const isMessage =
  <K extends ServerMessageType>(type: K) =>
  (message: CallMessage): message is CallMessage & ServerMessage<K> =>
    message.type === type

const isUnknown = (message: CallMessage): message is UnknownMessage => message.type === 'unknown'

const tasks: (() => void)[] = []
let isRunning = false

/** Runs a task at once, or after the running task and all queued ones. */
const runInOrder = (task: () => void): void => {
  tasks.push(task)
  if (isRunning) return
  isRunning = true
  try {
    for (let next = tasks.shift(); next !== undefined; next = tasks.shift()) next()
  } finally {
    isRunning = false
  }
}

/**
 * Emits one value after the other: a value that a subscriber causes, in this stream or in any other trampolined one,
 * waits until every subscriber has the present value. So all subscribers see the same order. Does what
 * `observeOn(queueScheduler)` does at a fraction of the cost, for streams with a value per audio frame.
 *
 * ```
 * source      -(ab)-c-|    a subscriber that gets a causes b: all get a first
 * trampoline  -(ab)-c-|
 * ```
 */
export const trampoline =
  <T>(): MonoTypeOperatorFunction<T> =>
  (source) =>
    new Observable((subscriber) =>
      source.subscribe({
        next: (value) => runInOrder(() => subscriber.next(value)),
        error: (error: unknown) => runInOrder(() => subscriber.error(error)),
        complete: () => runInOrder(() => subscriber.complete()),
      }),
    )

/** Makes a shared Observable of one event of a connection; it completes when the call ends. */
const connectionEvents = <K extends keyof CallEvents>(
  connection: CallConnection,
  event: K,
): Observable<CallEvents[K]> =>
  new Observable<CallEvents[K]>((subscriber) => {
    const stop = connection.on(event, (value) => subscriber.next(value))
    const complete = () => subscriber.complete()
    const stopWaiting = connection.on('end', complete)
    // An ended connection emits no `end`; its buffered events arrive before this promise resolves.
    if (connection.state === 'ended') void connection.ended.then(complete)
    return () => {
      stop()
      stopWaiting()
    }
  }).pipe(trampoline(), share())

/**
 * Makes a `Call` of any connection: of `openCall`, of `client.connect`, or of `replay`. Neither opens nor closes the
 * connection, and listens to it only while somebody is subscribed.
 *
 * @example
 * const call = callOf(openCall({ token }))
 * call.responseText$.subscribe(({ text }) => show(text))
 */
export const callOf = (connection: CallConnection): Call => {
  const messages$ = connectionEvents(connection, 'message')
  const states$ = connectionEvents(connection, 'state')
  const ending$ = connectionEvents(connection, 'end')
  const invalid$ = connectionEvents(connection, 'invalid')
  const reported$ = new Subject<InvalidMessageError>()
  const dataOf = <K extends ServerMessageType>(type: K): Observable<ServerData<K>> =>
    messages$.pipe(
      filter(isMessage(type)),
      map(({ data }) => data),
    )
  const present$ = defer(() => of(connection.state))
  const end$ = defer(() => (connection.state === 'ended' ? from(connection.ended) : ending$))
  return {
    connection,
    sessionStarted$: dataOf('session_started'),
    sessionEnded$: dataOf('session_ended'),
    responseAudio$: dataOf('response_audio'),
    responseText$: dataOf('response_text'),
    inputAudioTranscript$: dataOf('input_audio_transcript'),
    speechStarted$: dataOf('speech_started'),
    speechStopped$: dataOf('speech_stopped'),
    interruption$: dataOf('interruption'),
    toolCall$: dataOf('tool_call'),
    unknown$: messages$.pipe(filter(isUnknown)),
    invalid$: merge(invalid$, reported$.pipe(takeUntil(end$))),
    messages$,
    sent$: connectionEvents(connection, 'sent'),
    state$: concat(present$, states$).pipe(distinctUntilChanged()),
    end$,
    reportInvalid: (error) => reported$.next(error),
  }
}
