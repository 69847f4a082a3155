import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createClock } from '@sinonjs/fake-timers'
import { everyFrame, mixToMono, readWav, toPcm16, createVirtualSpeaker } from '@vatel/audio'
import { type Clock, createClient, type Latency, serverData, tool, type Transcript } from '@vatel/core'
import { type Faults, simulatePlatform } from '@vatel/simulator'
import { loadScenario } from '@vatel/simulator/node'
import { finalize, merge, Observable, switchMap, tap } from 'rxjs'
import {
  toolResults,
  connectCall,
  latency,
  playInto,
  record,
  sendAudio,
  transcript,
  turns,
  type Exchange,
  type Uplink,
} from '../src/index.ts'
import { settle } from './settle.ts'

/** The results of a call, from every operator. */
export interface HeldCall {
  readonly transcript: Transcript
  readonly latency: Latency
  readonly turns: readonly Exchange[]
  readonly uplink: Uplink | undefined
  readonly record: readonly string[]
  readonly invalid: number
  readonly unknown: number
  /** Played frames of 20 ms, with the time of their first sample. */
  readonly sound: readonly { readonly atMs: number; readonly pcm: Int16Array }[]
  /** Time of the interruption. */
  readonly interruptedAtMs: number
  readonly ending: unknown
  /** Timers that are left. */
  readonly timersLeft: number
}

const userVoice = (): Int16Array => {
  const bytes = readFileSync(join(__dirname, '../../simulator/speech/city-guide/user.wav'))
  return toPcm16(mixToMono(readWav(bytes).channels))
}

/** A microphone that hears a recording in frames of 20 ms of virtual time, and silence after it. */
const microphone = (voice: Int16Array, clock: Clock) =>
  new Observable<{ readonly pcm: Int16Array }>((subscriber) =>
    everyFrame(clock, 20, (index) => {
      const pcm = new Int16Array(480)
      pcm.set(voice.subarray(index * 480, (index + 1) * 480))
      subscriber.next({ pcm })
    }),
  )

const guide = { get_weather: tool({ args: serverData.session_ended, run: () => 'sunny, 21 degrees' }) }

/** Holds a call with the city guide in virtual time: real speech in both directions, through every operator at once. */
export const callCityGuide = async (faults: Faults = {}): Promise<HeldCall> => {
  const clock = createClock()
  const time: Clock = clock
  const platform = simulatePlatform({ scenario: await loadScenario(), clock, faults })
  const { apiKey, url: baseUrl, fetch, WebSocket, agentId } = platform
  const client = createClient({ apiKey, baseUrl, fetch, clock })
  const token = async () => (await client.session.generateToken({ agent_id: agentId })).token
  const sound: { atMs: number; pcm: Int16Array }[] = []
  const speaker = createVirtualSpeaker({ clock, onFrame: (pcm, atMs) => sound.push({ atMs, pcm }) })
  const held = { turns: [] as Exchange[], record: [] as string[], invalid: 0, unknown: 0, interruptedAtMs: 0 }
  let transcribed: Transcript = []
  let timed: Latency = { turns: [], bargeIns: [] }
  let uplink: Uplink | undefined
  let ending: unknown
  connectCall({ token, baseUrl, WebSocket, clock })
    .pipe(
      switchMap((call) => {
        const heard$ = playInto(speaker, { clock })(call)
        return merge(
          sendAudio(microphone(userVoice(), clock))(call).pipe(tap((account) => (uplink = account))),
          toolResults(guide, { clock })(call),
          transcript(heard$)(call).pipe(tap((lines) => (transcribed = lines))),
          latency(heard$, { clock })(call).pipe(tap((latencies) => (timed = latencies))),
          turns(heard$)(call).pipe(tap((turn) => held.turns.push(turn))),
          record({ clock, audio: 'all', startedAt: new Date(0) })(call).pipe(
            tap((line) => held.record.push(line)),
          ),
          call.invalid$.pipe(tap(() => (held.invalid += 1))),
          call.unknown$.pipe(tap(() => (held.unknown += 1))),
          call.interruption$.pipe(tap(() => (held.interruptedAtMs = time.performance.now()))),
        )
      }),
      finalize(() => speaker.close()),
    )
    .subscribe({ complete: () => (ending = 'complete'), error: (error: unknown) => (ending = error) })
  while (ending === undefined && time.performance.now() < 90_000) {
    await settle()
    await clock.tickAsync(20)
  }
  await settle()
  return {
    ...held,
    transcript: transcribed,
    latency: timed,
    uplink,
    sound,
    ending,
    timersLeft: clock.countTimers(),
  }
}
