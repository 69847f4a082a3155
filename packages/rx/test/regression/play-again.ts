import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createClock } from '@sinonjs/fake-timers'
import { createVirtualSpeaker } from '@vatel/audio'
import type { Latency, Transcript } from '@vatel/core'
import { combineLatest, lastValueFrom } from 'rxjs'
import { callOf, latency, playInto, replay, transcript } from '../../src/index.ts'

/** Replays a record of this folder through a speaker in virtual time; returns the transcript and the latency at its end. */
export const playAgain = async (name: string): Promise<readonly [Transcript, Latency]> => {
  const clock = createClock()
  const speaker = createVirtualSpeaker({ clock, onFrame: () => undefined })
  const call = callOf(replay(readFileSync(join(__dirname, name), 'utf8'), { clock }))
  const heard$ = playInto(speaker, { clock })(call)
  const end = lastValueFrom(combineLatest([transcript(heard$)(call), latency(heard$, { clock })(call)]))
  await clock.tickAsync(600_000)
  speaker.close()
  return end
}
