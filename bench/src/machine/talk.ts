import { encodeAudio, type ServerMessage } from '@vatel/core'

const chunk = encodeAudio(new Int16Array(4_800).fill(1_000))
const words = 'It is eighteen degrees in Paris and the sun is out. Shall I tell you about tomorrow as well?'

const growing = (text: string, steps: number): readonly string[] =>
  Array.from({ length: steps }, (_, step) => text.slice(0, Math.ceil((text.length * (step + 1)) / steps)))

/** One exchange of a call: the user asks, every fourth time a tool is called, and the agent answers for four seconds. */
const exchange = (number: number): readonly ServerMessage[] => {
  const turn_id = `turn-${String(number)}`
  const tool: ServerMessage = {
    type: 'tool_call',
    data: { toolCallId: `tool-${String(number)}`, toolName: 'weather', arguments: [] },
  }
  return [
    { type: 'speech_started', data: { emulated: false } },
    ...growing('What is the weather like in Paris', 3).map((transcript): ServerMessage => ({
      type: 'input_audio_transcript',
      data: { transcript, is_final: false },
    })),
    { type: 'speech_stopped', data: {} },
    {
      type: 'input_audio_transcript',
      data: { transcript: 'What is the weather like in Paris?', is_final: true },
    },
    ...(number % 4 === 0 ? [tool] : []),
    ...growing(words, 4).map((text, step): ServerMessage => ({
      type: 'response_text',
      data: { turn_id, text, is_final: step === 3 },
    })),
    ...Array.from({ length: 20 }, (_, index): ServerMessage => ({
      type: 'response_audio',
      data: { turn_id, audio: chunk, is_final: index === 19 },
    })),
  ]
}

/** Messages of the platform in a call of about four minutes, by exchange. */
export const exchanges: readonly (readonly ServerMessage[])[] = Array.from({ length: 30 }, (_, number) =>
  exchange(number),
)
