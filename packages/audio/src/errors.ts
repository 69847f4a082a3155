/** Faults of a base64 text. */
export type Base64Fault = 'character' | 'padding' | 'length' | 'trailing-bits'

const base64Faults: Readonly<Record<Base64Fault, string>> = {
  character: 'is not in the alphabet A-Z a-z 0-9 + /',
  padding: 'breaks the padding, which may only be the last one or two characters',
  length: 'is the end of the text, which is no multiple of four characters long',
  'trailing-bits': 'carries bits beyond the last byte, which must be zero',
}

/** Thrown for a text that is not base64 of RFC 4648 section 4. */
export class InvalidBase64Error extends Error {
  readonly _tag = 'InvalidBase64Error'
  override readonly name = 'InvalidBase64Error'
  constructor(
    readonly fault: Base64Fault,
    /** Index of the first wrong character; the length of the text where a character is missing. */
    readonly position: number,
  ) {
    super(`invalid base64: position ${position} ${base64Faults[fault]}`)
  }
}

/** Thrown for PCM16 bytes that end in the middle of a sample. */
export class OddByteCountError extends Error {
  readonly _tag = 'OddByteCountError'
  override readonly name = 'OddByteCountError'
  constructor(readonly byteCount: number) {
    super(
      `${byteCount} bytes end in the middle of a PCM16 sample: give an even number, or decode a stream of chunks with createPcm16Base64Decoder`,
    )
  }
}

/** Thrown for an argument outside of its range. */
export class InvalidOptionError extends Error {
  readonly _tag = 'InvalidOptionError'
  override readonly name = 'InvalidOptionError'
  constructor(
    /** Name of the option, as the caller writes it. */
    readonly option: string,
    /** The value that was given. */
    readonly value: unknown,
    advice: string,
  ) {
    super(`${option} is ${String(value)}: ${advice}`)
  }
}

/**
 * Thrown for bytes that are no WAV file, or one of a format that `readWav` does not read; with `strict` also for a file that is
 * truncated or contradicts itself.
 */
export class InvalidWavError extends Error {
  readonly _tag = 'InvalidWavError'
  override readonly name = 'InvalidWavError'
  constructor(
    /** The wrong field, for example `fmt.blockAlign`. */
    readonly field: string,
    /** Place of that field, in bytes from the start of the file. */
    readonly offset: number,
    problem: string,
  ) {
    super(`invalid WAV: ${field} at byte ${offset} ${problem}`)
  }
}

/** Reasons for which a microphone cannot be opened, or is lost. */
export type MicrophoneFault =
  'denied' | 'in-use' | 'not-found' | 'ended' | 'insecure-context' | 'unsupported' | 'aborted' | 'failed'

const microphoneFaults: Readonly<Record<MicrophoneFault, string>> = {
  denied:
    'the user, the system or a policy of the page refused access; ask the user to allow it in the browser settings',
  'in-use': 'the device exists but does not start; close other programs that use it',
  'not-found': 'there is no such device; choose one of listDevices()',
  ended: 'the device was disconnected, or its permission was revoked; connect it again or choose another',
  'insecure-context': 'the page is not secure; serve it from https: or from localhost',
  unsupported: 'this browser has no getUserMedia or no AudioWorklet',
  aborted: 'opening was aborted',
  failed: 'the browser failed to open it; see `cause`',
}

/** Rejection of `openMicrophone` and `switchTo`, and `error` of a lost microphone. Everything that had been opened is closed. */
export class MicrophoneUnavailableError extends Error {
  readonly _tag = 'MicrophoneUnavailableError'
  override readonly name = 'MicrophoneUnavailableError'
  constructor(
    readonly reason: MicrophoneFault,
    /** The exception of the browser. */
    override readonly cause?: unknown,
  ) {
    super(`microphone unavailable (${reason}): ${microphoneFaults[reason]}`)
  }
}

/** Reasons for which a speaker cannot be opened or cannot switch to a device. */
export type SpeakerFault = 'denied' | 'not-found' | 'unsupported' | 'aborted' | 'failed'

const speakerFaults: Readonly<Record<SpeakerFault, string>> = {
  denied: 'the user, the system or a policy of the page refused the device',
  'not-found': 'there is no such device; choose one of listDevices()',
  unsupported: 'this browser has no AudioWorklet, or cannot choose an output device',
  aborted: 'opening was aborted',
  failed: 'the browser failed to open it; see `cause`',
}

/** Rejection of `openSpeaker` and of `switchTo` of a speaker. */
export class SpeakerUnavailableError extends Error {
  readonly _tag = 'SpeakerUnavailableError'
  override readonly name = 'SpeakerUnavailableError'
  constructor(
    readonly reason: SpeakerFault,
    /** The exception of the browser. */
    override readonly cause?: unknown,
  ) {
    super(`speaker unavailable (${reason}): ${speakerFaults[reason]}`)
  }
}

/** Rejection of `openMicrophone` and `openSpeaker` when the browser cannot load the worklet of this package. */
export class WorkletNotLoadedError extends Error {
  readonly _tag = 'WorkletNotLoadedError'
  override readonly name = 'WorkletNotLoadedError'
  constructor(
    /** URL from which the worklet was requested. */
    readonly url: string,
    /** The exception of the browser. */
    override readonly cause?: unknown,
  ) {
    super(
      `the worklet ${url} did not load: serve dist/worklets/voice.js of @vatel/audio or @vatel/voice there as JavaScript, ` +
        `allow its origin in script-src, or give its URL as workletUrl`,
    )
  }
}

/** Cause of a failed device whose worklet threw an exception. The page cannot read the exception; the browser prints it. */
export class WorkletCrashedError extends Error {
  readonly _tag = 'WorkletCrashedError'
  override readonly name = 'WorkletCrashedError'
  constructor() {
    super('the audio worklet threw an exception; the console of the browser shows it')
  }
}
