import { rmsDbfs } from '@vatel/audio'
import {
  initialLatency,
  initialTranscript,
  type Clock,
  type Latency,
  type PlaybackEvent,
  type Speaker,
  type Transcript,
} from '@vatel/core'
import { latency, record, transcript, type Call } from '@vatel/rx'
import { Observable, share, Subscription } from 'rxjs'
import { bufferUntilSession, type CallFiles } from './call-files.ts'
import { createCallWav, type CallWav } from './call-wav.ts'
import type { SoundTaps } from './devices/devices.ts'
import { createInterruptionWatch, type Reaction } from './interruption-watch.ts'

/** Transcript and latency of a call so far. */
interface Conversation {
  readonly transcript: Transcript
  readonly latency: Latency
  stop(): void
}

/** Follows a call from its first message on and keeps the latest values of its Observables. */
const followConversation = (call: Call, heard$: Observable<PlaybackEvent>, clock: Clock): Conversation => {
  const following = new Subscription()
  let said = initialTranscript
  let timed = initialLatency
  following.add(transcript(heard$)(call).subscribe((entries) => (said = entries)))
  following.add(latency(heard$, { clock })(call).subscribe((latencies) => (timed = latencies)))
  return {
    get transcript() {
      return said
    },
    get latency() {
      return timed
    },
    stop: () => following.unsubscribe(),
  }
}

/** Recording and measurements of a call. */
export interface Recording extends Omit<Conversation, 'stop'> {
  /** Receivers of the devices' audio. */
  readonly taps: SoundTaps
  /** Level of the user's latest frame in dBFS. */
  readonly userDbfs: number
  /** Level of the agent's latest frame in dBFS. */
  readonly agentDbfs: number
  readonly reactions: readonly Reaction[]
  readonly staleTurns: ReadonlySet<string>
  /** The session has started. */
  readonly hasBegun: boolean
  /** Begins both files; time 0 of one is time 0 of the other. */
  begin(call: Call, speaker: Speaker): void
  /** Writes the rest. */
  end(): void
}

const heardFrom = (speaker: Speaker): Observable<PlaybackEvent> =>
  new Observable<PlaybackEvent>((subscriber) => speaker.listen((event) => subscriber.next(event))).pipe(
    share(),
  )

/** Creates a recording that has not begun: audio before that is measured, and not written. */
export const createRecording = (into: CallFiles, clock: Clock): Recording => {
  const held = bufferUntilSession(into)
  const { wav, log } = held.files
  const watch = createInterruptionWatch()
  const following = new Subscription()
  let conversation: Conversation | undefined
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
    get reactions() {
      return watch.reactions
    },
    staleTurns: watch.staleTurns,
    get transcript() {
      return conversation?.transcript ?? initialTranscript
    },
    get latency() {
      return conversation?.latency ?? initialLatency
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
      conversation = followConversation(call, heard$, clock)
    },
    end: () => {
      conversation?.stop()
      following.unsubscribe()
      callWav?.end()
    },
  }
}
