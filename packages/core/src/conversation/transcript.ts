import type { ClientMessage } from '../protocol/client-message.ts'
import type { ServerData, ServerMessage, UnknownMessage } from '../protocol/server-message.ts'
import { sampleCount } from '../protocol/audio-payload.ts'
import { expectedSamples } from './expected-samples.ts'
import { splitHeard } from './split-heard.ts'
import type { PlayoutEvent } from './speaker.ts'

/** What the user said. */
export interface UserEntry {
  readonly who: 'user'
  readonly text: string
  /** Whether the text will not change any more. */
  readonly final: boolean
}

/** What the agent said in one turn. */
export interface AgentEntry {
  readonly who: 'agent'
  readonly turnId: string
  /** The whole text of the turn so far. */
  readonly text: string
  /** Whether the text will not change any more. */
  readonly final: boolean
  /** Whether the user cut the turn short. */
  readonly interrupted: boolean
  /** Whether it is over: cut short, and the user has finished speaking. The same turn id then begins a new line. */
  readonly closed: boolean
  /** The part of `text` that was heard, by the samples played; whole words. */
  readonly heardText: string
  /** The rest of `text`. */
  readonly unheardText: string
  /** Sound that came, in samples at 24 000 Hz. */
  readonly receivedSamples: number
  /** Whether the sound that came ends an utterance, so that it is all there is of the text so far. */
  readonly complete: boolean
  /** Sound that was heard, in samples at 24 000 Hz; never more than came. */
  readonly heardSamples: number
}

/** A tool that the agent asked for. */
export interface ToolEntry {
  readonly who: 'tool'
  readonly toolCallId: string
  readonly toolName: string
  readonly arguments: ServerData<'tool_call'>['arguments']
  /** What went back to the agent; absent until it does. */
  readonly output?: string
}

/** One line of a conversation. */
export type TranscriptEntry = UserEntry | AgentEntry | ToolEntry

/** A conversation in the order in which its lines began. */
export type Transcript = readonly TranscriptEntry[]

/** What moves a transcript on: messages both ways, and what the speaker tells. */
export type TranscriptEvent = ServerMessage | UnknownMessage | ClientMessage | PlayoutEvent

/** A conversation in which nothing was said yet. */
export const emptyTranscript: Transcript = []

const settle = (transcript: Transcript, entry: AgentEntry): AgentEntry => {
  const expected = expectedSamples(entry, transcript)
  return { ...entry, ...splitHeard(entry.text, expected === 0 ? 0 : entry.heardSamples / expected) }
}

const silent = (turnId: string): AgentEntry => ({
  who: 'agent',
  turnId,
  text: '',
  final: false,
  interrupted: false,
  closed: false,
  heardText: '',
  unheardText: '',
  receivedSamples: 0,
  complete: false,
  heardSamples: 0,
})

const put = (transcript: Transcript, at: number, entry: TranscriptEntry): Transcript =>
  at < 0 ? [...transcript, entry] : [...transcript.slice(0, at), entry, ...transcript.slice(at + 1)]

const changeTurn = (
  transcript: Transcript,
  turnId: string,
  change: (entry: AgentEntry) => Partial<AgentEntry>,
): Transcript => {
  const at = transcript.findLastIndex(
    (entry) => entry.who === 'agent' && entry.turnId === turnId && !entry.closed,
  )
  const found = transcript[at]
  const entry = found?.who === 'agent' ? found : silent(turnId)
  return put(transcript, at, settle(transcript, { ...entry, ...change(entry) }))
}

const changeAgent = (transcript: Transcript, change: (entry: AgentEntry) => AgentEntry): Transcript =>
  transcript.map((entry) => (entry.who === 'agent' ? change(entry) : entry))

const interrupt = (transcript: Transcript): Transcript =>
  changeAgent(transcript, (entry) =>
    entry.final && entry.heardSamples === entry.receivedSamples ? entry : { ...entry, interrupted: true },
  )

const close = (transcript: Transcript): Transcript =>
  changeAgent(transcript, (entry) => (entry.interrupted ? { ...entry, closed: true } : entry))

const openUser = (transcript: Transcript): number =>
  transcript.findLastIndex((entry) => entry.who === 'user' && !entry.final)

/** The line stands where the voice began, so that an answer which overtakes the recogniser does not overtake the line. */
const userBegins = (transcript: Transcript): Transcript => [
  ...transcript.filter((entry) => entry.who !== 'user' || entry.final || entry.text !== ''),
  { who: 'user', text: '', final: false },
]

const userSays = (
  transcript: Transcript,
  { transcript: text, is_final: final }: ServerData<'input_audio_transcript'>,
) => put(transcript, openUser(transcript), { who: 'user', text, final })

const toolCalled = (transcript: Transcript, call: ServerData<'tool_call'>): Transcript =>
  transcript.some((entry) => entry.who === 'tool' && entry.toolCallId === call.toolCallId)
    ? transcript
    : [
        ...transcript,
        { who: 'tool', toolCallId: call.toolCallId, toolName: call.toolName, arguments: call.arguments },
      ]

const toolAnswered = (transcript: Transcript, toolCallId: string, output: string): Transcript =>
  transcript.map((entry) =>
    entry.who === 'tool' && entry.toolCallId === toolCallId ? { ...entry, output } : entry,
  )

const heard = (transcript: Transcript, turnId: string, samples: number): Transcript => {
  const at = transcript.findLastIndex((entry) => entry.who === 'agent' && entry.turnId === turnId)
  const entry = transcript[at]
  if (entry?.who !== 'agent') return transcript
  return put(
    transcript,
    at,
    settle(transcript, { ...entry, heardSamples: Math.min(samples, entry.receivedSamples) }),
  )
}

/** Follows one message, either way, or one thing that the speaker tells. */
export const stepTranscript = (transcript: Transcript, event: TranscriptEvent): Transcript => {
  switch (event.type) {
    case 'response_text':
      return changeTurn(transcript, event.data.turn_id, () => ({
        text: event.data.text,
        final: event.data.is_final,
      }))
    case 'response_audio':
      return changeTurn(transcript, event.data.turn_id, ({ receivedSamples }) => ({
        receivedSamples: receivedSamples + sampleCount(event.data.audio),
        complete: event.data.is_final,
      }))
    case 'speech_started':
      return event.data.emulated ? transcript : userBegins(transcript)
    case 'input_audio_transcript':
      return userSays(event.data.is_final ? close(transcript) : transcript, event.data)
    case 'speech_stopped':
      return close(transcript)
    case 'interruption':
      return interrupt(transcript)
    case 'tool_call':
      return toolCalled(transcript, event.data)
    case 'tool_call_output':
      return toolAnswered(transcript, event.data.toolCallId, event.data.output)
    case 'progress':
    case 'drained':
    case 'flushed':
      return heard(transcript, event.turnId, event.heardSamples)
    case 'session_started':
    case 'session_ended':
    case 'unknown':
    case 'input_audio':
    case 'started':
    case 'underrun':
      return transcript
  }
}
