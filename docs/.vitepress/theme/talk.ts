import workletUrl from '@vatel/audio/worklets/voice.js?url'
import type { Tools } from '@vatel/core'
import { createVoiceCall, type VoiceCall } from '@vatel/voice'
import { simulateCall } from './platform.ts'

/** A simulated call in the page. */
export interface Talk {
  /** The call, as any page would use it. */
  readonly call: VoiceCall
  /** Lets the user say the next sentence now, also while the agent speaks. */
  readonly say: () => void
  /** Breaks the connection, as a cable that is pulled. */
  readonly cutLine: () => void
}

/** Options of a simulated call. */
export interface TalkOptions {
  /** The scenario as JSON, with its faults. */
  readonly scenario: unknown
  readonly tools?: Tools
  readonly pushToTalk?: boolean
  /** True for the visitor's own microphone. The user then speaks by no recording. */
  readonly ownMicrophone?: boolean
  /** Sound of the agent, in milliseconds, after which the user interrupts its first words. */
  readonly interruptAfterMs?: number
  /** Receives the type of each message of the call. */
  readonly onMessage?: (type: string, direction: 'in' | 'out') => void
}

const typeOf = (text: string): string => {
  try {
    return String((JSON.parse(text) as { type?: unknown }).type)
  } catch {
    return 'no JSON'
  }
}

/** Prepares a call with a scripted agent in this page: the packages of a real page, and recorded voices. */
export const createTalk = async (options: TalkOptions): Promise<Talk> => {
  const { tools = {}, pushToTalk = false, ownMicrophone = false, interruptAfterMs, onMessage } = options
  const { platform, cutLine, user } = await simulateCall(options.scenario, (entry) => {
    if (entry.type === 'message') onMessage?.(typeOf(entry.text), entry.direction)
  })
  const call = createVoiceCall({
    token: platform,
    audio: { workletUrl },
    tools,
    pushToTalk,
    ...(!ownMicrophone && {
      devices: {
        openMicrophone: () => Promise.resolve(user.open()),
        willAskForMicrophone: () => Promise.resolve(false),
      },
    }),
  })
  let timer: ReturnType<typeof setTimeout> | undefined
  let phase = ''
  let mayInterrupt = interruptAfterMs !== undefined
  call.subscribe((snapshot) => {
    if (snapshot.phase === phase || ownMicrophone || pushToTalk) return
    phase = snapshot.phase
    clearTimeout(timer)
    if (phase === 'agentSpeaking' && mayInterrupt) {
      mayInterrupt = false
      timer = setTimeout(() => user.say(2), interruptAfterMs)
    }
    // The user answers when the agent has been silent for a second.
    const isFirst = snapshot.transcript.length === 0
    if (phase === 'listening' && !isFirst && !user.isSpeaking()) timer = setTimeout(() => user.say(), 1_000)
  })
  return { call, say: () => user.say(), cutLine }
}
