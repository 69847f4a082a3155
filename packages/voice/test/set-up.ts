import { createClock } from '@sinonjs/fake-timers'
import { simulatePlatform, type LogEntry, type SimulatedPlatformOptions } from '@vatel/simulator'
import {
  createVoiceCall,
  type VoiceCallOptions,
  type VoiceCallSnapshot,
  type VoicePhase,
} from '../src/index.ts'
import { createTestDevices } from './devices.ts'

/** Options of a simulated voice call. */
interface SetUpOptions extends Partial<VoiceCallOptions> {
  readonly platform?: Omit<SimulatedPlatformOptions, 'clock' | 'log'>
  readonly held?: boolean
  readonly asks?: boolean
}

/** Its speech is synthesized once for all tests of a file. */
const { scenario } = simulatePlatform()

/** Creates a voice call with a platform in memory and devices that a test controls, in virtual time. */
export const setUp = ({
  platform: given = {},
  held = false,
  asks = false,
  ...options
}: SetUpOptions = {}) => {
  const clock = createClock(1_000)
  const received: string[] = []
  const log = (entry: LogEntry) => {
    if (entry.type === 'message' && entry.direction === 'in') received.push(entry.text)
  }
  const platform = simulatePlatform({ scenario, ...given, clock, log })
  const devices = createTestDevices(clock, { held, asks })
  const call = createVoiceCall({ token: platform, devices, clock, ...options })
  const snapshots: VoiceCallSnapshot[] = []
  const phases: VoicePhase[] = []
  const unsubscribe = call.subscribe((snapshot) => {
    snapshots.push(snapshot)
    if (phases.at(-1) !== snapshot.phase) phases.push(snapshot.phase)
  })
  return {
    call,
    clock,
    devices,
    phases,
    platform,
    received,
    snapshots,
    unsubscribe,
    /** Lets time pass, promises included. */
    pass: (ms = 0) => clock.tickAsync(ms),
    /** Captures a sound, frame by frame, for a time or until a snapshot is as wanted. */
    say: async (
      pcm: Int16Array,
      ms: number,
      isWanted: (snapshot: VoiceCallSnapshot) => boolean = () => false,
    ) => {
      for (let at = 0; at < ms && !isWanted(call.getSnapshot()); at += 20) {
        devices.microphones.at(-1)?.capture(pcm)
        await clock.tickAsync(20)
      }
    },
    /** Lets time pass until a snapshot is as wanted. */
    until: async (isWanted: (snapshot: VoiceCallSnapshot) => boolean, withinMs = 60_000) => {
      const endsAtMs = clock.now + withinMs
      while (!isWanted(call.getSnapshot())) {
        if (clock.now >= endsAtMs)
          throw new Error(`waited ${withinMs} ms: ${JSON.stringify(call.getSnapshot())}`)
        await clock.tickAsync(20)
      }
    },
  }
}
