import { assertOptions, assertTools } from '@vatel/core'
import type { VoiceAudioOptions } from './audio-options.ts'
import { assertSources, refuseApiKey } from './token.ts'
import type { VoiceCallOptions } from './voice-call.ts'

/**
 * Returns the options of a voice call, checked: a program in JavaScript may pass none, the address alone, or misspelt ones.
 *
 * @throws {InvalidArgumentError} for the first option that cannot be used
 */
export const checkOptions = (given: unknown): VoiceCallOptions => {
  const options = (Object(given) === given ? given : {}) as VoiceCallOptions
  const { audio = {}, tools = {} } = options
  refuseApiKey(options)
  assertOptions<VoiceCallOptions>(options, {
    token: true,
    tools: true,
    pushToTalk: true,
    audio: true,
    baseUrl: true,
    devices: true,
    fetch: true,
    clock: true,
    inspect: true,
  })
  assertOptions<VoiceAudioOptions>(audio, {
    echoCancellation: true,
    noiseSuppression: true,
    autoGainControl: true,
    workletUrl: true,
    maxWaitMs: true,
  })
  assertTools(tools)
  assertSources(options)
  return options
}

/** Returns the sentence about the first option that cannot be used, which begins with its name; `undefined` without one. */
export const faultOf = (options: VoiceCallOptions): string | undefined => {
  try {
    checkOptions(options)
    return undefined
  } catch (error) {
    return (error as Error).message
  }
}
