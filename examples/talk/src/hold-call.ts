import { everyFrame } from '@vatel/audio'
import type { UplinkStats, CallConnection, Clock, EndReason, Tools } from '@vatel/core'
import { callMachine, isPhase, phaseOf, selectEndReason, type CallInput } from '@vatel/machine'
import { callOf } from '@vatel/rx'
import { createActor, waitFor } from 'xstate'
import type { Devices } from './devices/devices.ts'
import { createPatience } from './patience.ts'
import type { Recording } from './recording.ts'
import type { View } from './view/model.ts'

/** What a call is held with. */
export interface CallParts {
  /** Mints a token and opens the connection. */
  readonly connect: CallInput['connect']
  readonly devices: Devices
  readonly tools: Tools
  readonly recording: Recording
  readonly view: View
  readonly clock: Clock
  /** Hangs up when it aborts. */
  readonly hangUp: AbortSignal
}

/** How a call was held. */
export interface HeldCall {
  readonly end: EndReason
  readonly audio: UplinkStats
  readonly durationMs: number
  /** What broke on this side, in sentences. */
  readonly troubles: readonly string[]
}

/** Twenty pictures a second look like movement. */
const refreshMs = 50

const nothingSent: UplinkStats = { sentMs: 0, queuedMs: 0, droppedMs: 0 }

/** Holds one call: the statechart drives it and says where it is, the recording follows the same connection. */
export const holdCall = async (parts: CallParts): Promise<HeldCall> => {
  const { devices, tools, recording, view, clock, hangUp } = parts
  const { microphone, speaker } = devices
  const troubles: string[] = []
  const dialledAtMs = clock.performance.now()
  const patience = createPatience(devices.userIsDone, clock)
  let connection: CallConnection | undefined

  const connect: CallInput['connect'] = async (context) => {
    connection = await parts.connect(context)
    // Before anything can have come, so that observables and statechart both get all of it.
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
  const breakDown = (trouble: string) => {
    troubles.push(trouble)
    view.note(trouble)
  }
  actor.on('call.error', ({ error }) => {
    // A bad message is worth a line; only a device that fails spoils the call.
    if (error._tag === 'DeviceFailedError') breakDown(error.message)
    else view.note(error.message)
  })
  actor.subscribe((snapshot) => {
    if (!snapshot.matches('idle')) refresh()
  })
  void devices.broken.then((sentence) => {
    if (phase() === 'ended') return
    breakDown(sentence)
    endCall()
  })

  actor.start().send({ type: 'call' })
  hangUp.addEventListener('abort', endCall)
  if (hangUp.aborted) endCall()
  const stopRefreshing = everyFrame(clock, refreshMs, () => {
    refresh()
    if (patience.isOver(phase())) endCall()
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
    troubles,
  }
}
