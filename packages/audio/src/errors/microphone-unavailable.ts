/** Why no microphone could be had. */
export type MicrophoneFault =
  'denied' | 'in-use' | 'not-found' | 'insecure-context' | 'unsupported' | 'aborted' | 'failed'

const sentences: Readonly<Record<MicrophoneFault, string>> = {
  denied:
    'the user, the system or a policy of the page refused it: ask the user to allow it in the settings of the browser',
  'in-use': 'the device is there but does not start: another program may hold it',
  'not-found': 'there is no such device: list the devices and choose another',
  'insecure-context': 'the page is not secure: serve it from https: or from localhost',
  unsupported: 'this browser has no getUserMedia or no AudioWorklet',
  aborted: 'it was called off before it was open',
  failed: 'the browser failed to open it: `cause` says how',
}

/** A microphone that could not be opened. Whatever had been opened of it was closed again. */
export class MicrophoneUnavailableError extends Error {
  readonly _tag = 'MicrophoneUnavailableError'
  override readonly name = 'MicrophoneUnavailableError'
  constructor(
    readonly reason: MicrophoneFault,
    /** What the browser threw. */
    override readonly cause?: unknown,
  ) {
    super(`no microphone: ${sentences[reason]}`)
  }
}
