// Send a WAV file to the agent as the user's voice.
// See packages/audio/SKILL.md, docs/start/bot.md, docs/guides/own-transport.md
import { readFileSync } from 'node:fs'
import {
  createFramer,
  createResampler,
  everyFrame,
  mixToMono,
  readWav,
  systemClock,
  toPcm16,
} from '@vatel/audio'
import type { CallConnection } from '@vatel/core'

/** Returns the function that stops it. Silence follows the file: the platform hears the end of a sentence by it. */
export const speakFile = (call: CallConnection, path: string): (() => void) => {
  const { sampleRate, channels } = readWav(readFileSync(path))
  const resampler = createResampler({ from: sampleRate, to: 24_000 })
  const framer = createFramer()
  const frames = [resampler.process(mixToMono(channels)), resampler.flush()].flatMap((samples) =>
    framer.push(toPcm16(samples)),
  )
  const silence = new Int16Array(480)
  return everyFrame(systemClock, 20, (index) => void call.sendAudio(frames[index]?.pcm ?? silence))
}
