import type { Faults } from './faults.ts'

/** A type that no description has, as a newer platform might send. */
const unknown = (data: string): string => `{"type":"pipeline_metrics","data":${data}}`

/** Messages of known types, each with something in it that is of the wrong type. */
const wrongTypes: readonly string[] = [
  { type: 7, data: {} },
  ['response_text'],
  { type: 'session_started', data: { id: 7 } },
  { type: 'response_text', data: { turn_id: 'turn', text: 42, is_final: true } },
  { type: 'response_audio', data: { turn_id: 'turn', audio: { bytes: [0, 0] }, is_final: false } },
  { type: 'input_audio_transcript', data: 'hello' },
  { type: 'speech_started', data: { emulated: 'no' } },
  { type: 'tool_call', data: { toolCallId: null, toolName: ['use'], arguments: 'none' } },
].map((message) => JSON.stringify(message))

/** Gives the texts that no client knows how to read, as far as faults ask for them. */
export const strangeTexts = (faults: Faults): readonly string[] => {
  const { oversizedBytes = 0, nestedLevels = 0 } = faults
  return [
    ...(faults.unknownType === true ? [unknown('{"processor":"stt","ttfb_ms":84}')] : []),
    ...(faults.malformedJson === true ? ['{"type":"response_text","data":{"turn_id":'] : []),
    ...(faults.wrongTypes === true ? wrongTypes : []),
    ...(oversizedBytes > 0 ? [unknown(`{"trace":"${'x'.repeat(oversizedBytes)}"}`)] : []),
    ...(nestedLevels > 0 ? [unknown(`{"tree":${'['.repeat(nestedLevels)}${']'.repeat(nestedLevels)}}`)] : []),
  ]
}
