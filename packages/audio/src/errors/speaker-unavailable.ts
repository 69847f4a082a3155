/** Why a speaker could not be opened, or the sound not be sent to a device. */
export type SpeakerFault = 'denied' | 'not-found' | 'unsupported' | 'aborted' | 'failed'

const sentences: Readonly<Record<SpeakerFault, string>> = {
  denied: 'the user, the system or a policy of the page refused the device',
  'not-found': 'there is no such device: list the devices and choose another',
  unsupported: 'this browser has no AudioWorklet, or cannot choose an output device',
  aborted: 'it was called off before it was open',
  failed: 'the browser failed to open it: `cause` says how',
}

/** A speaker that could not be opened, or a device that it could not switch to. */
export class SpeakerUnavailableError extends Error {
  readonly _tag = 'SpeakerUnavailableError'
  override readonly name = 'SpeakerUnavailableError'
  constructor(
    readonly reason: SpeakerFault,
    /** What the browser threw. */
    override readonly cause?: unknown,
  ) {
    super(`no speaker: ${sentences[reason]}`)
  }
}
