import { encodePcm16Base64, readWav, toPcm16 } from '@vatel/audio'

/** A message of the microphone lasts so long. */
export const frameMs = 20

/** Cuts a recording into the messages that a client sends for it, over and over for so many milliseconds. */
export const microphoneTexts = (wav: Uint8Array, durationMs: number): readonly string[] => {
  const [channel = new Float32Array(0)] = readWav(wav).channels
  const pcm = toPcm16(channel)
  const size = frameMs * 24
  const whole = Math.floor(pcm.length / size)
  const frames = Array.from({ length: whole }, (_, index) =>
    JSON.stringify({
      type: 'input_audio',
      data: { audio: encodePcm16Base64(pcm.subarray(index * size, (index + 1) * size)) },
    }),
  )
  return Array.from({ length: durationMs / frameMs }, (_, index) => frames[index % whole] ?? '')
}
