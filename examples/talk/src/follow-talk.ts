import {
  initialLatency,
  initialTranscript,
  type Clock,
  type Latency,
  type PlaybackEvent,
  type Transcript,
} from '@vatel/core'
import { latency, transcript, type Call } from '@vatel/rx'
import { Subscription, type Observable } from 'rxjs'

/** What has been said in a call so far, and how quickly. */
export interface Talk {
  readonly transcript: Transcript
  readonly latency: Latency
  stop(): void
}

/** Follows a call from its first message on: the present values of its observables. */
export const followTalk = (call: Call, heard$: Observable<PlaybackEvent>, clock: Clock): Talk => {
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
