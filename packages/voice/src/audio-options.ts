import type { MicrophoneOptions, MicrophoneProcessing, SpeakerOptions } from '@vatel/audio/web'

/** Processing of the microphone that a user can turn on and off. */
export interface VoiceProcessing {
  /** Removes the sound of the speakers from that of the microphone. */
  readonly echoCancellation: boolean
  /** Removes steady noise, such as that of a fan. */
  readonly noiseSuppression: boolean
}

/** Options of microphone and speaker. */
export type VoiceAudioOptions = Omit<MicrophoneOptions, 'deviceId' | 'signal'> &
  Pick<SpeakerOptions, 'maxWaitMs'>

/** Processing as the user has chosen it, for a microphone of the options. An option such as `'all'` is kept where it is on. */
export const processingOf = (
  { echoCancellation = true, noiseSuppression = true }: VoiceAudioOptions,
  chosen: Partial<VoiceProcessing>,
): MicrophoneProcessing => ({
  echoCancellation:
    chosen.echoCancellation === true
      ? echoCancellation || true
      : (chosen.echoCancellation ?? echoCancellation),
  noiseSuppression: chosen.noiseSuppression ?? noiseSuppression,
})
