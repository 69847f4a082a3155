import { everyFrame } from '@vatel/audio'
import type { CallConnection, Clock, EndReason, Tools, UplinkStats } from '@vatel/core'
import { callMachine, isPhase, phaseOf, selectEndReason, type CallInput } from '@vatel/machine'
import { callOf } from '@vatel/rx'
import { createActor, waitFor } from 'xstate'
import type { CallFiles } from './call-files.ts'
import type { Course } from './check-course.ts'
import type { Devices, OpenDevices } from './devices/devices.ts'
import { createInactivityTimer } from './inactivity.ts'
import { createRecording, type Recording } from './recording.ts'
import { reportOf } from './report.ts'
import type { View } from './view/model.ts'

/** Parts of a call. */
interface CallParts {
  /** Requests a token and opens the connection. */
  readonly connect: CallInput['connect']
  readonly devices: Devices
  readonly tools: Tools
  readonly recording: Recording
  readonly view: View
  readonly clock: Clock
  /** Ends the call when it aborts. */
  readonly hangUp: AbortSignal
}

/** Result of a call. */
interface CallOutcome {
  readonly end: EndReason
  readonly audio: UplinkStats
  readonly durationMs: number
  /** Failures of this side, a sentence each. */
  readonly failures: readonly string[]
}

/** Interval of the view: twenty frames per second look like movement. */
const refreshMs = 50

const nothingSent: UplinkStats = { sentMs: 0, queuedMs: 0, droppedMs: 0 }

/** Runs one call: the statechart drives it, and the recording follows the same connection. */
const driveCall = async (parts: CallParts): Promise<CallOutcome> => {
  const { devices, tools, recording, view, clock, hangUp } = parts
  const { microphone, speaker } = devices
  const failures: string[] = []
  const dialledAtMs = clock.performance.now()
  const inactivity = createInactivityTimer(devices.userIsDone, clock)
  let connection: CallConnection | undefined

  const connect: CallInput['connect'] = async (context) => {
    connection = await parts.connect(context)
    // Before any message can arrive, so that Observables and statechart both receive all of them.
    recording.begin(callOf(connection), speaker)
    return connection
  }
  const actor = createActor(callMachine, { clock, input: { connect, tools, speaker, microphone, clock } })
  const phase = () => phaseOf(actor.getSnapshot())
  const endCall = () => actor.send({ type: 'hangUp' })
  const durationMs = () => clock.performance.now() - dialledAtMs
  const audio = () => connection?.audio ?? nothingSent

  const refresh = () => {
    const { transcript, userDbfs, agentDbfs } = recording
    const { bufferedMs } = speaker
    const { sentMs, droppedMs } = audio()
    const sound = { userDbfs, agentDbfs, bufferedMs, sentMs, droppedMs }
    view.show({ atMs: durationMs(), phase: phase(), transcript, ...sound })
  }
  const fail = (failure: string) => {
    failures.push(failure)
    view.note(failure)
  }
  actor.on('call.error', ({ error }) => {
    // An invalid message is a note; only a failed device is a problem of the call.
    if (error._tag === 'DeviceFailedError') fail(error.message)
    else view.note(error.message)
  })
  actor.subscribe((snapshot) => {
    if (!snapshot.matches('idle')) refresh()
  })
  void devices.broken.then((sentence) => {
    if (phase() === 'ended') return
    fail(sentence)
    endCall()
  })

  actor.start().send({ type: 'call' })
  hangUp.addEventListener('abort', endCall)
  if (hangUp.aborted) endCall()
  const stopRefreshing = everyFrame(clock, refreshMs, () => {
    refresh()
    if (inactivity.isOver(phase())) endCall()
  })
  const ended = await waitFor(actor, isPhase('ended'))
  stopRefreshing()
  hangUp.removeEventListener('abort', endCall)
  await connection?.ended
  refresh()
  actor.stop()
  return {
    end: selectEndReason(ended) ?? { type: 'hung-up' },
    audio: audio(),
    durationMs: durationMs(),
    failures,
  }
}

/** Parts of a call, with the devices still to open. */
interface CallSetup extends Omit<CallParts, 'devices' | 'recording'> {
  readonly openDevices: OpenDevices
  readonly files: CallFiles
}

/** Result of a call. */
export interface CallResult extends Course {
  /** The session has started. */
  readonly hasBegun: boolean
  /** Failures of this side, a sentence each. */
  readonly failures: readonly string[]
}

/** Runs one call from opening the devices to the report; resolves when everything is closed and written. */
export const runCall = async ({ openDevices, files, ...setup }: CallSetup): Promise<CallResult> => {
  const recording = createRecording(files, setup.clock)
  const devices = await openDevices(recording.taps)
  try {
    const held = await driveCall({ ...setup, devices, recording })
    const { transcript, latency, reactions, staleTurns, hasBegun } = recording
    setup.view.finish(hasBegun ? reportOf({ ...held, transcript, latency, reactions }) : undefined)
    return { transcript, reactions, staleTurns, hasBegun, end: held.end, failures: held.failures }
  } finally {
    await devices.close()
    recording.end()
  }
}
