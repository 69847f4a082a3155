import { serverData, tool, type ServerMessage } from '@vatel/core'
import {
  callMachine,
  callTags,
  phaseOf,
  selectPendingTools,
  selectTranscript,
  type CallEvent,
  type CallSnapshot,
  type CallTag,
} from '@vatel/machine'
import { createActor, type InspectionEvent } from 'xstate'
import { handClock, handedCall, promptSpeaker } from './world.ts'

const tags = Object.keys(callTags) as readonly CallTag[]
let drawn = 0

/** Sum over all interfaces, so that the engine cannot remove one. */
export const seen = (): number => drawn

/** An interface: a label, a button or lamp for each tag, the pending tools, and the transcript when it is a new one. */
const drawInterface = () => {
  let transcript: unknown
  return (snapshot: CallSnapshot): void => {
    drawn += phaseOf(snapshot).length
    for (const tag of tags) if (snapshot.hasTag(tag)) drawn += 1
    drawn += selectPendingTools(snapshot).length
    const now = selectTranscript(snapshot)
    if (now !== transcript) for (const entry of now) drawn += entry.who === 'tool' ? 1 : entry.text.length
    transcript = now
  }
}

const tools = { weather: tool({ args: serverData.session_ended, run: () => 'sunny' }) }

/** Lets everything that has been handed over be read. */
const settle = () => new Promise<void>((resolve) => setImmediate(resolve))

/** Begins a call on the machine, with an interface that draws all of each snapshot, or calls `draw`. */
export const beginCall = async ({
  inspect,
  draw = drawInterface(),
}: {
  readonly inspect?: (event: InspectionEvent) => void
  readonly draw?: (snapshot: CallSnapshot) => void
} = {}) => {
  const { clock, pass } = handClock()
  const { connection, hand } = handedCall()
  const input = { connect: () => connection, speaker: promptSpeaker(), tools, clock }
  const actor = createActor(callMachine, { input, clock, ...(inspect === undefined ? {} : { inspect }) })
  actor.subscribe(draw)
  actor.start().send({ type: 'call' })
  await settle()
  return {
    actor,
    give: async (messages: readonly ServerMessage[]) => {
      hand(messages)
      await settle()
    },
    pass,
  }
}

/** The events that enter the machine during each exchange, by which a bare one is moved. */
export const recordEvents = async (
  exchanges: readonly (readonly ServerMessage[])[],
): Promise<readonly (readonly CallEvent[])[]> => {
  let events: CallEvent[] = []
  const root = { id: '' }
  const { actor, give, pass } = await beginCall({
    inspect: (event) => {
      if (event.type === '@xstate.event' && event.actorRef.sessionId === root.id)
        events.push(event.event as CallEvent)
    },
  })
  root.id = actor.sessionId
  const recorded: (readonly CallEvent[])[] = []
  for (const exchange of exchanges) {
    await give(exchange)
    recorded.push(events)
    events = []
    pass()
  }
  return recorded
}
