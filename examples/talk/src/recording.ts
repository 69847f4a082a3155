import { rmsDbfs } from '@vatel/audio'
import type { Clock, PlaybackEvent, Speaker } from '@vatel/core'
import { record, type Call } from '@vatel/rx'
import { Observable, share, Subscription } from 'rxjs'
import { createCallWav, type CallWav } from './call-wav.ts'
import type { SoundTaps } from './devices/devices.ts'
import { followTalk, type Talk } from './follow-talk.ts'
import { holdBack, type CallFiles } from './hold-back.ts'
import { createSilenceWatch, type Silencing } from './silence-watch.ts'

/** Everything that is kept of a call, and measured on the way. */
export interface Recording extends Omit<Talk, 'stop'> {
  /** What the devices copy their sound to. */
  readonly taps: SoundTaps
  /** Loudness of the user's latest frame in dBFS. */
  readonly userDbfs: number
  /** Loudness of the agent's latest frame in dBFS. */
  readonly agentDbfs: number
  readonly silencings: readonly Silencing[]
  readonly staleTurns: ReadonlySet<string>
  /** Whether the session has started. */
  readonly hasBegun: boolean
  /** Begins both files: time 0 of the one is time 0 of the other. */
  begin(call: Call, speaker: Speaker): void
  /** Writes what is left. */
  end(): void
}

const heardFrom = (speaker: Speaker): Observable<PlaybackEvent> =>
  new Observable<PlaybackEvent>((subscriber) => speaker.listen((event) => subscriber.next(event))).pipe(
    share(),
  )

/** Makes a recording that has not begun: sound before that is heard, and not written. */
export const createRecording = (into: CallFiles, clock: Clock): Recording => {
  const held = holdBack(into)
  const { wav, log } = held.files
  const watch = createSilenceWatch()
  const following = new Subscription()
  let talk: Talk | undefined
  let callWav: CallWav | undefined
  let userDbfs = -Infinity
  let agentDbfs = -Infinity

  return {
    taps: {
      onUser: ({ pcm, atMs }) => {
        userDbfs = rmsDbfs(pcm)
        callWav?.user(pcm, atMs)
      },
      onAgent: (pcm, atMs) => {
        agentDbfs = rmsDbfs(pcm)
        watch.sound(pcm, atMs)
        callWav?.agent(pcm, atMs)
      },
    },
    get userDbfs() {
      return userDbfs
    },
    get agentDbfs() {
      return agentDbfs
    },
    get silencings() {
      return watch.silencings
    },
    staleTurns: watch.staleTurns,
    get transcript() {
      return talk?.transcript ?? []
    },
    get latency() {
      return talk?.latency ?? { turns: [], bargeIns: [] }
    },
    get hasBegun() {
      return held.isReleased
    },
    begin: (call, speaker) => {
      const heard$ = heardFrom(speaker)
      callWav = createCallWav(wav, clock.performance.now())
      following.add(record({ audio: 'all', clock })(call).subscribe(log))
      following.add(call.sessionStarted$.subscribe(() => held.release()))
      following.add(call.messages$.subscribe((message) => watch.message(message, clock.performance.now())))
      following.add(heard$.subscribe((event) => watch.playout(event)))
      talk = followTalk(call, heard$, clock)
    },
    end: () => {
      talk?.stop()
      following.unsubscribe()
      callWav?.end()
    },
  }
}
