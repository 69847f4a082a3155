import {
  type AgentAudio,
  type Clock,
  createAgentAudioReader,
  type EndReason,
  type OutputState,
  type PlaybackEvent,
  soundingTurn,
  type Speaker,
  speakerGraceMs,
  systemClock,
  unheardMs,
} from '@vatel/core'
import { defer, distinctUntilChanged, filter, map, Observable, scan, share, startWith } from 'rxjs'
import { type Call, type CallMessage, trampoline } from '../call.ts'
import { after } from '../clock.ts'

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
      const reader = createAgentAudioReader(reportInvalid)
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
    scan(soundingTurn, undefined as string | undefined),
    map((turnId) => turnId !== undefined),
    startWith(false),
    distinctUntilChanged(),
  )

/**
 * Plays the agent's speech into a speaker, flushes the speaker when the user interrupts, and emits what is heard. The
 * speech is written once for any number of subscribers. When the call ends, the received speech plays to its end, except
 * when this side hung up. Unsubscribing flushes the speaker too. Errors with what the speaker throws.
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
      const reader = createAgentAudioReader(call.reportInvalid)
      let sounding: string | undefined
      let isEnded = false
      const isSilent = () => sounding === undefined && unheardMs(reader.playback) === 0
      const completeWhenSilent = () => {
        if (isEnded && isSilent()) subscriber.complete()
      }
      const finish = (reason: EndReason) => {
        isEnded = true
        if (reason.type === 'hung-up') speaker.flush()
        completeWhenSilent()
        const timeout$ = after(unheardMs(reader.playback) + speakerGraceMs, undefined, clock)
        subscriber.add(timeout$.subscribe(() => subscriber.complete()))
      }
      const error = (failure: unknown) => subscriber.error(failure)
      let hasFailed = false
      /** Uses the speaker: what it throws is the error of the stream. */
      const attempt = (use: () => void) => {
        try {
          use()
        } catch (thrown) {
          hasFailed = true
          error(thrown)
        }
      }
      const play = (message: CallMessage) => {
        const audio = reader.read(message)
        if (audio !== undefined) speaker.write(audio)
        if (message.type === 'interruption') speaker.flush()
      }
      subscriber.add(
        speaker.listen((event) => {
          reader.hear(event)
          sounding = soundingTurn(sounding, event)
          subscriber.next(event)
          completeWhenSilent()
        }),
      )
      subscriber.add(call.messages$.subscribe({ error, next: (message) => attempt(() => play(message)) }))
      subscriber.add(call.end$.subscribe({ error, next: (reason) => attempt(() => finish(reason)) }))
      // A silent speaker is left alone: the next call may use it already.
      return () => {
        if (isSilent()) return
        // Of a speaker that has failed one error is enough.
        if (hasFailed) attempt(() => speaker.flush())
        else speaker.flush()
      }
    }).pipe(trampoline(), share())
