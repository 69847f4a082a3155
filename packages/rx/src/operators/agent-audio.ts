import {
  type AgentAudio,
  InvalidArgumentError,
  InvalidMessageError,
  canPlay,
  createAudioDecoder,
  heardSamples,
  initialPlayback,
  type Playback,
  type PlaybackEvent,
  reducePlayback,
} from '@vatel/core'
import { defer, filter, map, type Observable } from 'rxjs'
import type { Call, CallMessage } from '../call.ts'

/** Decodes the agent's speech of one call, and follows its playback. */
export interface AgentAudioReader {
  /** Playback so far. */
  readonly playback: Playback
  /** Follows a message; returns its audio, if it has any that may sound. */
  read(message: CallMessage): AgentAudio | undefined
  /** Follows an event of the speaker. */
  hear(event: PlaybackEvent): void
}

/** Makes a reader for the start of a call. Audio that is not base64 is reported; the `is_final` beside it still counts. */
export const createAgentAudioReader = ({ reportInvalid }: Pick<Call, 'reportInvalid'>): AgentAudioReader => {
  let playback = initialPlayback
  const decoder = createAudioDecoder()
  const decode = (turnId: string, audio: string): Int16Array => {
    try {
      return decoder.decode(turnId, audio)
    } catch (error) {
      if (!(error instanceof InvalidArgumentError)) throw error
      reportInvalid(new InvalidMessageError('response_audio', [error.message], audio.length))
      const lost = { type: 'flushed', turnId, heardSamples: heardSamples(playback, turnId), atMs: 0 } as const
      playback = reducePlayback(playback, lost)
      return new Int16Array()
    }
  }
  return {
    get playback() {
      return playback
    },
    read(message) {
      playback = reducePlayback(playback, message)
      if (message.type === 'interruption') decoder.reset()
      if (message.type !== 'response_audio' || !canPlay(playback, message.data.turn_id)) return undefined
      const { turn_id: turnId, audio, is_final: isFinal } = message.data
      const pcm = decode(turnId, audio)
      return pcm.length > 0 || isFinal ? { turnId, pcm, isFinal } : undefined
    },
    hear(event) {
      playback = reducePlayback(playback, event)
    },
  }
}

/**
 * Decodes the agent's speech and leaves out cancelled turns: after an interruption every turn seen so far is silent
 * until the user has finished speaking. A sample that a chunk cuts in two is completed by the next chunk of the turn.
 * Audio that is not base64 goes to `invalid$`, and the stream continues.
 *
 * ```
 * messages$    a-b-i-b-s-c-x-d-|     a, b, c, d: audio; x: not base64; i: interruption; s: speech_stopped
 * agentAudio   a-b-------c---d-|
 * ```
 *
 * Subscribe when the call begins: interruptions from before the subscription are not known.
 *
 * @example
 * connectCall({ token }).pipe(switchMap(agentAudio())).subscribe(({ pcm }) => meter.show(pcm))
 */
export const agentAudio =
  () =>
  ({ messages$, reportInvalid }: Pick<Call, 'messages$' | 'reportInvalid'>): Observable<AgentAudio> =>
    defer(() => {
      const reader = createAgentAudioReader({ reportInvalid })
      return messages$.pipe(
        map((message) => reader.read(message)),
        filter((audio) => audio !== undefined),
      )
    })
