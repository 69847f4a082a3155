import { encodeAudio } from '@vatel/core'
import type { AudioMark } from './call-record.ts'

/** Puts silence of the same length where the sound was taken out of a message. */
export const giveSound = <M extends { readonly data: unknown }>(
  message: M,
  mark: AudioMark | undefined,
): M =>
  mark === undefined
    ? message
    : { ...message, data: { ...Object(message.data), audio: encodeAudio(new Int16Array(mark.samples)) } }
