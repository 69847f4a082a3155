import {
  initialLatency,
  initialPlayback,
  initialTranscript,
  initialTranscriptState,
  reduceLatency,
  reducePlayback,
  reduceTranscript,
  reduceTranscriptState,
  serverData,
  tool,
  type CallConnection,
  type ClientMessage,
  type Clock,
  type PlaybackEvent,
  type ServerMessage,
  type Speaker,
} from '@vatel/core'
import {
  agentAudio,
  bargeIn,
  deadAir,
  latency,
  playInto,
  record,
  toolResults,
  transcript,
  turns,
  type Call,
} from '@vatel/rx'
import { filter, map, NEVER, Subject, type Observable } from 'rxjs'
import { beginCall } from '../machine/machine-call.ts'
import type { Follow } from './measure-growth.ts'
import type { TalkEvent } from './talk.ts'

let emitted = 0

/** Number of values that all followers emitted, so that none can be left out as useless. */
export const seen = (): number => emitted

/** The reducers of core. */
export const reducers: Readonly<Record<string, () => Follow>> = {
  reduceTranscript: () => {
    let state = initialTranscript
    return ({ event }) => {
      state = reduceTranscript(state, event)
    }
  },
  reduceTranscriptState: () => {
    let state = initialTranscriptState
    return ({ event }) => {
      state = reduceTranscriptState(state, event)
    }
  },
  reducePlayback: () => {
    let state = initialPlayback
    return (given) => {
      if (given.from !== 'user') state = reducePlayback(state, given.event)
    }
  },
  reduceLatency: () => {
    let state = initialLatency
    let atMs = 0
    return (given) => {
      atMs += 10
      if (given.from !== 'user') state = reduceLatency(state, given.event, atMs)
    }
  },
}

interface Stage {
  readonly call: Call
  readonly heard$: Subject<PlaybackEvent>
  readonly speaker: Speaker
}

/** A call whose streams are subjects, with a speaker that reports the events of the talk. */
const openStage = () => {
  const messages$ = new Subject<ServerMessage>()
  const sent$ = new Subject<ClientMessage>()
  const heard$ = new Subject<PlaybackEvent>()
  const listeners = new Set<(event: PlaybackEvent) => void>()
  const dataOf = (type: ServerMessage['type']): Observable<never> =>
    messages$.pipe(
      filter((message) => message.type === type),
      map(({ data }) => data as never),
    )
  const connection = {
    started: Promise.resolve({ id: 'call' }),
    sendToolOutput: () => ({ status: 'sent' }),
  } as unknown as CallConnection
  const call = {
    connection,
    messages$,
    sent$,
    toolCall$: dataOf('tool_call'),
    interruption$: dataOf('interruption'),
    invalid$: NEVER,
    state$: NEVER,
    end$: NEVER,
    reportInvalid: () => undefined,
  } as unknown as Call
  const speaker: Speaker = {
    write: () => undefined,
    flush: () => undefined,
    listen: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
  const take = (given: TalkEvent) => {
    if (given.from === 'platform') messages$.next(given.event)
    else if (given.from === 'user') sent$.next(given.event)
    else {
      heard$.next(given.event)
      for (const listener of listeners) listener(given.event)
    }
  }
  return { stage: { call, heard$, speaker }, take }
}

const operator =
  (use: (stage: Stage) => Observable<unknown>): (() => Follow) =>
  () => {
    const { stage, take } = openStage()
    use(stage).subscribe(() => {
      emitted += 1
    })
    return take
  }

const tools = { weather: tool({ args: serverData.session_ended, run: () => 'sunny' }) }

/** Waits until tools that finish at once are done. */
const settle = () => new Promise<void>((resolve) => setImmediate(resolve))

/** The operators of rx. */
export const operators: Readonly<Record<string, () => Follow>> = {
  agentAudio: operator(({ call }) => agentAudio()(call)),
  bargeIn: operator(({ call, heard$ }) => bargeIn(heard$, { clock: stillClock })(call)),
  deadAir: operator(({ call, heard$ }) => deadAir(heard$, { clock: stillClock })(call)),
  latency: operator(({ call, heard$ }) => latency(heard$)(call)),
  playInto: operator(({ call, speaker }) => playInto(speaker)(call)),
  record: operator(({ call }) => record()(call)),
  toolResults: () => {
    const { stage, take } = openStage()
    toolResults(tools)(stage.call).subscribe(() => {
      emitted += 1
    })
    return (event) => {
      take(event)
      return event.from === 'speaker' && event.event.type === 'drained' ? settle() : undefined
    }
  },
  transcript: operator(({ call, heard$ }) => transcript(heard$)(call)),
  turns: operator(({ call, heard$ }) => turns(heard$)(call)),
}

/** A clock whose timers never fire: what waits for silence is not measured here. */
const stillClock: Clock = {
  performance: { now: () => 0 },
  setTimeout: () => 0,
  clearTimeout: () => undefined,
}

/** The statechart, with an interface that reads the phase and no lines. */
export const machine = async (): Promise<Follow> => {
  const { give, pass } = await beginCall({ draw: () => (emitted += 1) })
  let waiting: ServerMessage[] = []
  return (given) => {
    if (given.from !== 'platform') return
    waiting.push(given.event)
    const isLast = given.event.type === 'response_audio'
    if (!isLast && waiting.length < 8) return
    const messages = waiting
    waiting = []
    return give(messages).then(pass)
  }
}
