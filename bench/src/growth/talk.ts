import { encodeAudio, type ClientMessage, type PlaybackEvent, type ServerMessage } from '@vatel/core'

/** One event of a call, by the side it comes from. */
export type TalkEvent =
  | { readonly from: 'platform'; readonly event: ServerMessage }
  | { readonly from: 'user'; readonly event: ClientMessage }
  | { readonly from: 'speaker'; readonly event: PlaybackEvent }

const chunkSamples = 2_400
const chunk = encodeAudio(new Int16Array(chunkSamples).fill(1_000))
const question = 'What is the weather like in Paris tomorrow?'
const answer = 'It is eighteen degrees in Paris and the sun is out. Shall I tell you about tomorrow as well?'

const platform = (event: ServerMessage): TalkEvent => ({ from: 'platform', event })
const speaker = (type: PlaybackEvent['type'], turn: number, chunks: number): TalkEvent => ({
  from: 'speaker',
  event: { type, turnId: turnId(turn), heardSamples: chunks * chunkSamples, atMs: 0 },
})
const turnId = (turn: number): string => `0198c0de-0000-7000-8000-${String(turn).padStart(12, '0')}`

const isCutShort = (turn: number): boolean => turn % 3 === 2

const userSpeaks = (turn: number): readonly TalkEvent[] => [
  platform({ type: 'speech_started', data: { emulated: false } }),
  ...(turn > 0 && isCutShort(turn - 1)
    ? [platform({ type: 'interruption', data: {} }), speaker('flushed', turn - 1, 11)]
    : []),
  platform({ type: 'input_audio_transcript', data: { transcript: question.slice(0, 20), is_final: false } }),
  platform({ type: 'speech_stopped', data: {} }),
  platform({ type: 'input_audio_transcript', data: { transcript: question, is_final: true } }),
]

const toolCall = (turn: number): readonly TalkEvent[] => {
  const toolCallId = `call-${String(turn)}`
  return [
    platform({ type: 'tool_call', data: { toolCallId, toolName: 'weather', arguments: [] } }),
    { from: 'user', event: { type: 'tool_call_output', data: { toolCallId, output: 'sunny' } } },
  ]
}

const agentSpeaks = (turn: number): readonly TalkEvent[] => {
  const chunks = isCutShort(turn) ? 12 : 20
  const audio = (index: number): readonly TalkEvent[] => [
    platform({
      type: 'response_audio',
      data: { turn_id: turnId(turn), audio: chunk, is_final: index === 19 },
    }),
    speaker(index === 0 ? 'started' : 'progress', turn, index),
  ]
  return [
    ...[0.3, 0.6, 1].map((share) =>
      platform({
        type: 'response_text',
        data: {
          turn_id: turnId(turn),
          text: answer.slice(0, Math.round(answer.length * share)),
          is_final: share === 1,
        },
      }),
    ),
    ...Array.from({ length: chunks }, (_, index) => audio(index)).flat(),
    ...(isCutShort(turn) ? [] : [speaker('drained', turn, chunks)]),
  ]
}

/** One exchange: the user asks, every fourth time a tool runs, and the agent answers; every third answer is cut short. */
export const exchangeOf = (turn: number): readonly TalkEvent[] => [
  ...userSpeaks(turn),
  ...(turn % 4 === 0 ? toolCall(turn) : []),
  ...agentSpeaks(turn),
]
