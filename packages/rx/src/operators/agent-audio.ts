import {
  type AgentAudio,
  canPlay,
  type Clock,
  createAudioDecoder,
  type EndReason,
  initialPlayback,
  InvalidArgumentError,
  InvalidMessageError,
  type OutputState,
  type Playback,
  type PlaybackEvent,
  reducePlayback,
  type Speaker,
  systemClock,
  unheardMs,
} from '@vatel/core'
import { defer, distinctUntilChanged, filter, map, Observable, share, startWith } from 'rxjs'
import { type Call, type CallMessage, trampoline } from '../call.ts'
import { after } from '../clock.ts'

/** Decodes the agent's speech of one call, and follows its playback. */
interface AgentAudioReader {
  /** Playback so far. */
  readonly playback: Playback
  /** Follows a message; returns its audio, if it has any that may sound. */
  read(message: CallMessage): AgentAudio | undefined
  /** Follows an event of the speaker. */
  hear(event: PlaybackEvent): void
}

/** Makes a reader for the start of a call. Audio that is not base64 is reported; the `is_final` beside it still counts. */
const createAgentAudioReader = ({ reportInvalid }: Pick<Call, 'reportInvalid'>): AgentAudioReader => {
  let playback = initialPlayback
  const decoder = createAudioDecoder()
  const decode = (turnId: string, audio: string): Int16Array => {
    try {
      return decoder.decode(turnId, audio)
    } catch (error) {
      if (!(error instanceof InvalidArgumentError)) throw error
      reportInvalid(new InvalidMessageError('response_audio', [error.message], audio.length))
      playback = reducePlayback(playback, { type: 'flushed', turnId, heardSamples: 0, atMs: 0 })
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

/** Options of `playInto`. */
export interface PlayIntoOptions {
  /**
   * Bounds the wait for a speaker that never reports its end.
   *
   * @defaultValue `systemClock`
   */
  readonly clock?: Clock
}

/** Milliseconds that a speaker may take beyond the audio itself to report that all of it was heard. */
const graceMs = 1_000

const isSound = ({ type }: PlaybackEvent): boolean => type === 'started' || type === 'progress'

/**
 * Emits the state of a speaker's output: at once, and at each change. A speaker that reports none is `running`. The reason
 * of a lost one is in its `error`. Unsubscribing stops watching.
 *
 * ```
 * speaker       r--x-----r-    r: running; x: lost, interrupted, or waiting for a gesture
 * subscribed    -^-------!
 * outputStates  -r-x-----
 * ```
 *
 * @example
 * outputStates(speaker).subscribe((state) => button.hidden = state !== 'needs-gesture')
 */
export const outputStates = (speaker: Pick<Speaker, 'watch'>): Observable<OutputState> =>
  new Observable((subscriber) => {
    const stop = speaker.watch?.((state) => subscriber.next(state))
    if (stop === undefined) subscriber.next('running')
    return stop
  })

/** Emits true while the agent is audible, from the events of `playInto`; starts with false. */
export const isAudible = (heard$: Observable<PlaybackEvent>): Observable<boolean> =>
  heard$.pipe(
    filter(({ type }) => type !== 'refused'),
    map(isSound),
    startWith(false),
    distinctUntilChanged(),
  )

/**
 * Plays the agent's speech into a speaker, flushes the speaker when the user interrupts, and emits what is heard. The
 * speech is written once for any number of subscribers. When the call ends, the received speech plays to its end, except
 * when this side hung up. Unsubscribing flushes the speaker too.
 *
 * ```
 * messages$  a-b---i-|        a, b: audio of turn 1; i: interruption
 * speaker    -s-p--f----      s: started; p: progress; f: flushed
 * playInto   -s-p--f-|
 * ```
 *
 * @example
 * connectCall({ token }).pipe(switchMap(playInto(await openSpeaker()))).subscribe()
 */
export const playInto =
  (speaker: Speaker, { clock = systemClock }: PlayIntoOptions = {}) =>
  (call: Pick<Call, 'messages$' | 'end$' | 'reportInvalid'>): Observable<PlaybackEvent> =>
    new Observable<PlaybackEvent>((subscriber) => {
      const reader = createAgentAudioReader(call)
      let audible = false
      let isEnded = false
      const isSilent = () => !audible && unheardMs(reader.playback) === 0
      const completeWhenSilent = () => {
        if (isEnded && isSilent()) subscriber.complete()
      }
      const finish = (reason: EndReason) => {
        isEnded = true
        if (reason.type === 'hung-up') speaker.flush()
        completeWhenSilent()
        const timeout$ = after(unheardMs(reader.playback) + graceMs, undefined, clock)
        subscriber.add(timeout$.subscribe(() => subscriber.complete()))
      }
      const error = (failure: unknown) => subscriber.error(failure)
      subscriber.add(
        speaker.listen((event) => {
          reader.hear(event)
          audible = isSound(event)
          subscriber.next(event)
          completeWhenSilent()
        }),
      )
      subscriber.add(
        call.messages$.subscribe({
          error,
          next: (message) => {
            const audio = reader.read(message)
            if (audio !== undefined) speaker.write(audio)
            if (message.type === 'interruption') speaker.flush()
          },
        }),
      )
      subscriber.add(call.end$.subscribe({ error, next: finish }))
      // A silent speaker is left alone: the next call may use it already.
      return () => {
        if (!isSilent()) speaker.flush()
      }
    }).pipe(trampoline(), share())
