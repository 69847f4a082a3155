import * as fc from 'fast-check'
import {
  encodeAudio,
  type ClientMessage,
  type PlaybackEvent,
  type ServerMessage,
  type TranscriptEvent,
} from '../../src/index.ts'

type Message = ServerMessage

/** The agent's words of a turn so far. */
export const said = (turn_id: string, text: string, is_final = true): Message => ({
  type: 'response_text',
  data: { turn_id, text, is_final },
})

/** A chunk of the agent's speech. */
export const audio = (turn_id: string, samples: number, is_final = false): Message => ({
  type: 'response_audio',
  data: { turn_id, audio: encodeAudio(new Int16Array(samples)), is_final },
})

/** What the speaker tells of a turn. */
export const heard = (
  turnId: string,
  heardSamples: number,
  type: PlaybackEvent['type'] = 'progress',
): PlaybackEvent => ({ type, turnId, heardSamples, atMs: 0 })

/** What the recogniser made of the user's voice. */
export const user = (transcript: string, is_final = true): Message => ({
  type: 'input_audio_transcript',
  data: { transcript, is_final },
})

/** The user's voice begins, or nobody's where it is emulated. */
export const began = (emulated = false): Message => ({ type: 'speech_started', data: { emulated } })

/** The user's voice ends. */
export const stopped: Message = { type: 'speech_stopped', data: {} }

/** The user has interrupted the agent. */
export const interruption: Message = { type: 'interruption', data: {} }

/** The agent asks for a tool. */
export const asks = (toolCallId: string): Message => ({
  type: 'tool_call',
  data: { toolCallId, toolName: 'look', arguments: [] },
})

/** A tool's output goes back. */
export const answers = (toolCallId: string, output: string): ClientMessage => ({
  type: 'tool_call_output',
  data: { toolCallId, output },
})

/** The end of the session. */
export const session: { readonly ended: Message } = { ended: { type: 'session_ended', data: {} } }

export const turnId = fc.constantFrom('a', 'b', 'c')
const toolCallId = fc.constantFrom('1', '2', '3')
const words = fc.constantFrom(
  '',
  'one',
  'one two',
  'one two three',
  'a somewhat longer sentence of eight words',
  'é 🙂',
)

/** What may become of one turn of the agent. */
export const ofTurn = (turn: fc.Arbitrary<string>): fc.Arbitrary<Message | PlaybackEvent> =>
  fc.oneof(
    fc.tuple(turn, words, fc.boolean()).map((it) => said(...it)),
    fc.tuple(turn, fc.nat(50_000), fc.boolean()).map((it) => audio(...it)),
    fc
      .tuple(turn, fc.nat(90_000), fc.constantFrom('progress', 'drained', 'flushed'))
      .map((it) => heard(...it)),
  )

/** Whatever may happen in a call. */
export const anyEvent: fc.Arbitrary<TranscriptEvent> = fc.oneof(
  { weight: 6, arbitrary: ofTurn(turnId) },
  { weight: 2, arbitrary: fc.tuple(words, fc.boolean()).map((it) => user(...it)) },
  { weight: 2, arbitrary: fc.constantFrom(began(), began(true), stopped, interruption) },
  { weight: 1, arbitrary: toolCallId.map(asks) },
  { weight: 1, arbitrary: fc.tuple(toolCallId, words).map((it) => answers(...it)) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<TranscriptEvent>(
      { type: 'session_started', data: { id: 'c' } },
      { type: 'session_ended', data: {} },
      { type: 'unknown', wireType: 'mood', data: {} },
    ),
  },
)

/** Whatever may happen in a call, one after the other. */
export const anyCall = fc.array(anyEvent, { maxLength: 40 })

/** Freezes all of a value, so that who changes it instead of making another throws. */
export const frozen = <T>(value: T): T => {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value))
    Object.values(Object.freeze(value)).forEach(frozen)
  return value
}
