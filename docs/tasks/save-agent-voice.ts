// Save what the agent says as a WAV file, also what the user interrupted.
// See packages/audio/SKILL.md, packages/core/SKILL.md, docs/guides/interruptions.md
import { writeFile } from 'node:fs/promises'
import { writeWav } from '@vatel/audio'
import { type CallConnection, createAudioDecoder } from '@vatel/core'

export const saveVoice = async (call: CallConnection, path: string): Promise<void> => {
  const decoder = createAudioDecoder()
  const chunks: Int16Array[] = []
  call.on('message', ({ type, data }) => {
    if (type === 'response_audio') chunks.push(decoder.decode(data.turn_id, data.audio))
  })
  await call.ended
  const samples = Int16Array.from(chunks.flatMap((chunk) => [...chunk]))
  await writeFile(path, writeWav({ sampleRate: 24_000, channels: [samples] }))
}
