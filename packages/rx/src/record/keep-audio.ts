import { type ClientMessage, sampleCount } from '@vatel/core'
import type { CallMessage } from '../call.ts'
import type { AudioMark } from './call-record.ts'
import { fnv1a } from './fnv1a.ts'

/** What becomes of the sound in a record: all of it stays, a mark that tells it from others, or its length alone. */
export type KeptAudio = 'all' | 'hash' | 'length'

/** A message as it is recorded. */
export interface Kept<M> {
  readonly message: M
  /** Present when the sound was taken out. */
  readonly audio?: AudioMark
}

/** Takes the sound out of a message, unless all of it is kept. */
export const keepAudio = <M extends CallMessage | ClientMessage>(message: M, kept: KeptAudio): Kept<M> => {
  if (kept === 'all' || (message.type !== 'response_audio' && message.type !== 'input_audio'))
    return { message }
  const { audio } = message.data
  const mark = { samples: sampleCount(audio), ...(kept === 'hash' ? { fnv1a: fnv1a(audio) } : {}) }
  return { message: { ...message, data: { ...message.data, audio: '' } }, audio: mark }
}
