import type { Course } from './check-course.ts'
import type { OpenDevices } from './devices/devices.ts'
import { holdCall, type CallParts } from './hold-call.ts'
import type { CallFiles } from './hold-back.ts'
import { createRecording } from './recording.ts'
import { reportOf } from './report.ts'

/** Everything that a call needs of the world. */
export interface CallSetup extends Omit<CallParts, 'devices' | 'recording'> {
  readonly openDevices: OpenDevices
  readonly files: CallFiles
}

/** How a call went. */
export interface CallResult extends Course {
  /** Whether the session ever began. */
  readonly hasBegun: boolean
  /** What broke on this side, in sentences. */
  readonly troubles: readonly string[]
}

/** Holds one call from the devices to the table; resolves when all is closed and written. */
export const runCall = async ({ openDevices, files, ...setup }: CallSetup): Promise<CallResult> => {
  const recording = createRecording(files, setup.clock)
  const devices = await openDevices(recording.taps)
  try {
    const held = await holdCall({ ...setup, devices, recording })
    const { transcript, latency, silencings, staleTurns, hasBegun } = recording
    setup.view.finish(hasBegun ? reportOf({ ...held, transcript, latency, silencings }) : undefined)
    return { transcript, silencings, staleTurns, hasBegun, end: held.end, troubles: held.troubles }
  } finally {
    await devices.close()
    recording.end()
  }
}
