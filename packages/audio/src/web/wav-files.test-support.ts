import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { toPcm16 } from '../pcm16.ts'
import { makeTone } from '../resampler/measure-tone.test-support.ts'
import { writeWav } from '../wav/write-wav.ts'

/** Writes a WAV file of 16 bits for the fake microphone of Chromium; returns its path. */
export const writeWavFile = (sampleRate: number, sound: Float32Array): string => {
  const file = join(mkdtempSync(join(tmpdir(), 'vatel-sound-')), 'sound.wav')
  writeFileSync(file, writeWav({ sampleRate, channels: [toPcm16(sound)] }))
  return file
}

/** Writes a second of a tone of 1 kHz at -1 dBFS, which Chromium repeats. */
export const writeToneFile = (sampleRate = 44_100): string =>
  writeWavFile(sampleRate, makeTone(sampleRate, 1_000, sampleRate))

/** Removes a file of `writeWavFile`, and its folder. */
export const removeWavFile = (file: string): void => rmSync(dirname(file), { recursive: true })
