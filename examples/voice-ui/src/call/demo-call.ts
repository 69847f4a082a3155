import { openMicrophone } from '@vatel/audio/web'
import workletUrl from '@vatel/audio/worklets/voice.js?url'
import { createVoiceCall } from '@vatel/voice/elements'
import { recordCall, type CallRecording, type VoiceCall } from '@vatel/voice'
import type { InspectionEvent } from 'xstate'
import type { Agent, PageServer } from '../agents/agents.ts'
import type { BreakablePlatform } from '../agents/breakable-platform.ts'
import { readUserVoice, startPlatform } from '../agents/simulated-platform.ts'
import { delay } from './delay.ts'
import { createGuest, type Guest } from './guest.ts'
import { startRinging } from './ring.ts'
import { createTools } from './tools.ts'

/** Shortest time that a simulated agent lets it ring, in milliseconds: he answers after one ring. */
const ringMs = 1_200

/** Choices of the page that a call is begun with. */
export interface CallChoices {
  readonly agent: Agent
  readonly rings: boolean
  readonly hasSlowTools: boolean
}

/** The call of the page, to one agent after the other. */
export interface DemoCall {
  readonly call: VoiceCall
  /** Begins a call with the user's microphone. Call it in the handler of a click or a key. */
  readonly start: () => void
  /** Begins a call in which a recorded guest speaks in place of the microphone. */
  readonly startSample: () => void
  /** True while the guest speaks in place of the microphone. */
  readonly isSample: () => boolean
  /** Lets the guest say the next sentence now. */
  readonly guestSpeaks: () => void
  /** Breaks the connection of a simulated call. */
  readonly cutLine: () => void
  /** Lets the user save the last call as a WAV file: the user on the left, the agent on the right. */
  readonly saveRecording: () => void
}

/** Creates the call of the page. The choices are read at each start. */
export const createDemoCall = (
  server: PageServer | undefined,
  choices: () => CallChoices,
  inspect: (event: InspectionEvent) => void,
): DemoCall => {
  let isSample = false
  let guest: Guest | undefined
  let platform: BreakablePlatform | undefined
  let recording: CallRecording | undefined
  let stopRinging: (() => void) | undefined

  const isOnServer = () => choices().agent.id === 'server'
  const scenarioName = () => (isOnServer() ? 'city-guide' : choices().agent.id)
  const token = async (_parameters: unknown, { signal }: { readonly signal: AbortSignal }) => {
    const [started] = await Promise.all([startPlatform(scenarioName()), delay(ringMs, signal)])
    platform = started
    return started
  }
  const openGuest = async () => {
    const name = scenarioName()
    const [voice, started] = await Promise.all([readUserVoice(name), startPlatform(name)])
    guest = createGuest(voice, started.scenario.scenario.turns)
    return guest.openMicrophone()
  }
  const call = createVoiceCall({
    get token() {
      return isOnServer() ? './api/session' : token
    },
    ...(server !== undefined && { baseUrl: server.baseUrl }),
    audio: { workletUrl },
    tools: createTools(() => choices().hasSlowTools),
    devices: { openMicrophone: (options) => (isSample ? openGuest() : openMicrophone(options)) },
    inspect,
  })
  call.subscribe((snapshot) => {
    if (isSample) guest?.follow(snapshot)
    if (snapshot.phase === 'connecting') return
    stopRinging?.()
    stopRinging = undefined
  })
  const begin = (sample: boolean) => {
    if (!call.getSnapshot().can.start) return
    isSample = sample
    guest = undefined
    platform = undefined
    recording = recordCall(call)
    call.start()
    if (choices().rings && call.getSnapshot().phase === 'connecting') stopRinging ??= startRinging()
  }
  return {
    call,
    start: () => begin(false),
    startSample: () => begin(true),
    isSample: () => isSample,
    guestSpeaks: () => guest?.say(),
    cutLine: () => platform?.cutLine(),
    saveRecording: () => void recording?.save('call.wav'),
  }
}
