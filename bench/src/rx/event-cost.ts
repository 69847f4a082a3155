import { type CallConnection, systemClock, type CallEvents } from '@vatel/core'
import { callOf } from '@vatel/rx'
import { filter, type Observable, Subject } from 'rxjs'
import { type Candidate, timeCandidates, type Timing } from '../codec/measure.ts'
import { messages } from './messages.ts'
import { type PuppetCall, puppetCall } from './puppet-socket.ts'

type Message = CallEvents['message']

const types = [...new Set(messages.map(({ type }) => type)), 'session_ended']
const rounds = 41

/** `timeCandidates` repeats what is small more often: so small that a round has 20,000 events. */
const eventBytes = 20

let count = 0
const see = () => (count += 1)

/** Sum over all runs, so that the engine cannot remove one. */
export const seen = (): number => count

/** The nine event streams of a call and `messages$`: ten subscribers. */
const subscribeAll = (connection: CallConnection): void => {
  const call = callOf(connection)
  const streams: readonly Observable<unknown>[] = [
    call.sessionStarted$,
    call.responseAudio$,
    call.responseText$,
    call.inputAudioTranscript$,
    call.speechStarted$,
    call.speechStopped$,
    call.interruption$,
    call.toolCall$,
    call.sessionEnded$,
    call.messages$,
  ]
  for (const stream of streams) stream.subscribe(see)
}

/** As many callbacks, each for its type. */
const listenAll = (connection: CallConnection): void => {
  for (const wanted of types)
    connection.on('message', ({ type }) => {
      if (type === wanted) see()
    })
  connection.on('message', see)
}

interface Event {
  readonly message: Message
  /** As it comes over a socket. */
  readonly text: string
}

type Give = (event: Event) => void

const bareSubject = (): Give => {
  const subject = new Subject<Message>()
  for (const wanted of types) subject.pipe(filter(({ type }) => type === wanted)).subscribe(see)
  subject.subscribe(see)
  return ({ message }) => subject.next(message)
}

/** A connection that does nothing but call its listeners. */
const bareConnection = (use: (connection: CallConnection) => void): Give => {
  const listeners = new Set<(message: Message) => void>()
  const { connection } = puppetCall(systemClock)
  connection.close()
  const on = (event: string, listener: (value: never) => void) => {
    if (event === 'message') listeners.add(listener as (message: Message) => void)
    return () => undefined
  }
  use({ ...connection, state: 'live', on })
  return ({ message }) => {
    for (const listener of listeners) listener(message)
  }
}

const overSocket = ({ connection, receive }: PuppetCall, use: (connection: CallConnection) => void): Give => {
  receive(JSON.stringify(messages[0]))
  use(connection)
  return ({ text }) => receive(text)
}

const events = messages.map((message): Event => ({ message, text: JSON.stringify(message) }))

const timeAll = async (candidates: readonly (readonly [string, Give])[]): Promise<readonly Timing[]> => {
  // Whoever listens is told from the next task on.
  await new Promise((resolve) => setImmediate(resolve))
  const [first, ...rest] = events
  if (first === undefined) return []
  const timed = candidates.map(([name, give]): Candidate<Event> => ({
    name,
    run: (event) => {
      give(event)
      return event.text
    },
  }))
  return timeCandidates(timed, [first, ...rest], eventBytes, rounds)
}

/** Cost of the delivery of one event. */
export const measureHandingRound = () =>
  timeAll([
    ['ten callbacks', bareConnection(listenAll)],
    ['bare Subject, ten filters', bareSubject()],
    ['callOf, ten streams', bareConnection(subscribeAll)],
  ])

/** Cost of one message from its text on, over the same kind of socket. */
export const measureSocket = async () => {
  const [one, other] = [puppetCall(systemClock), puppetCall(systemClock)]
  const timings = await timeAll([
    ['ten callbacks', overSocket(one, listenAll)],
    ['callOf, ten streams', overSocket(other, subscribeAll)],
  ])
  one.connection.close()
  other.connection.close()
  return timings
}
