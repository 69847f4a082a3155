import { createStereoRecorder, type StereoRecorderOptions } from '@vatel/audio/web'
import { saveFile } from './save-file.ts'
import type { VoiceCall } from './voice-call.ts'

/** Options of the recording of a call. */
export type RecordCallOptions = StereoRecorderOptions

/** A recording of a call: the user in the left channel, the agent in the right one. */
export interface CallRecording {
  /** The WAV file. Resolves when the call has ended, after `stop`, or after `maxMinutes`. */
  readonly file: Promise<Blob>
  /** Length of the recording so far, in milliseconds. */
  readonly durationMs: number
  /** Ends the recording before the call ends. */
  readonly stop: () => void
  /** Lets the user save the file, once it is there. @defaultValue `call.wav` */
  readonly save: (name?: string) => Promise<void>
}

/**
 * Records both voices of the call that runs, or else of the next one, into a WAV file of two channels: what the user says to the
 * agent on the left, without what is muted, and what is heard of the agent on the right. Tell those who are recorded.
 *
 * @throws {InvalidOptionError} for a `maxMinutes` that is not above zero, or exceeds 700.
 *
 * @example
 * const recording = recordCall(call)
 * call.start()
 * saveButton.onclick = () => recording.save('call.wav')
 */
export const recordCall = (call: VoiceCall, options: RecordCallOptions = {}): CallRecording => {
  const recorder = createStereoRecorder(options)
  let hasBegun = false
  const unsubscribe = call.subscribe(({ phase }) => {
    const { user, agent } = call.streams
    hasBegun ||= phase !== 'idle' && phase !== 'ended'
    recorder.use('left', user)
    recorder.use('right', agent)
    if (hasBegun && phase === 'ended') recorder.stop()
  })
  recorder.file.then(unsubscribe, unsubscribe)
  return {
    file: recorder.file,
    get durationMs() {
      return recorder.durationMs
    },
    stop: recorder.stop,
    save: async (name = 'call.wav') => saveFile(await recorder.file, name),
  }
}
