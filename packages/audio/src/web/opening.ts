import {
  MicrophoneUnavailableError,
  SpeakerUnavailableError,
  WorkletCrashedError,
  WorkletNotLoadedError,
  type MicrophoneFault,
  type SpeakerFault,
} from '../errors.ts'

/** The part of an AbortSignal that aborts the opening of a device. */
export interface StopSignal {
  readonly aborted: boolean
  readonly reason?: unknown
  addEventListener(type: 'abort', listener: () => void): void
  removeEventListener(type: 'abort', listener: () => void): void
}

/** `MediaStream` where the types of the program have it, so that a program without those of the DOM compiles. */
export type PageMediaStream = typeof globalThis extends { MediaStream: { prototype: infer Stream } }
  ? Stream
  : unknown

/** `Blob` where the types of the program have it. */
export type PageBlob = typeof globalThis extends { Blob: { prototype: infer Stored } } ? Stored : unknown

/** URL of a worklet, as text or as a `URL`. */
export type WorkletUrl = string | { readonly href: string }

/** Undo steps of an opening, run in reverse order. */
export interface Cleanup {
  readonly add: (undo: () => void) => void
  /** Runs all steps, once. */
  readonly run: () => void
}

/** Creates an empty list of undo steps. A step that is added after `run` runs at once. */
export const createCleanup = (): Cleanup => {
  const undos: (() => void)[] = []
  let hasRun = false
  return {
    add: (undo) => {
      if (hasRun) undo()
      else undos.push(undo)
    },
    run: () => {
      hasRun = true
      for (let undo = undos.pop(); undo !== undefined; undo = undos.pop()) undo()
    },
  }
}

/** Exceptions of getUserMedia by name (W3C, Media Capture and Streams, section 10.2). */
const microphoneFaults: ReadonlyMap<string, MicrophoneFault> = new Map([
  ['NotAllowedError', 'denied'],
  ['SecurityError', 'denied'],
  ['NotReadableError', 'in-use'],
  ['AbortError', 'in-use'],
  ['NotFoundError', 'not-found'],
  ['OverconstrainedError', 'not-found'],
  ['NotSupportedError', 'unsupported'],
])

/** Exceptions of setSinkId and of contexts by name (W3C, Audio Output Devices API; Web Audio API). */
const speakerFaults: ReadonlyMap<string, SpeakerFault> = new Map([
  ['NotAllowedError', 'denied'],
  ['SecurityError', 'denied'],
  ['NotFoundError', 'not-found'],
  ['NotSupportedError', 'unsupported'],
])

const nameOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'name' in error ? String(error.name) : ''

/** Converts an exception during the opening of a microphone to an error of this package. */
export const toMicrophoneError = (error: unknown): MicrophoneUnavailableError | WorkletNotLoadedError =>
  error instanceof MicrophoneUnavailableError || error instanceof WorkletNotLoadedError
    ? error
    : new MicrophoneUnavailableError(microphoneFaults.get(nameOf(error)) ?? 'failed', error)

/** Converts an exception during the opening or switching of a speaker to an error of this package. */
export const toSpeakerError = (error: unknown): SpeakerUnavailableError | WorkletNotLoadedError =>
  error instanceof SpeakerUnavailableError || error instanceof WorkletNotLoadedError
    ? error
    : new SpeakerUnavailableError(speakerFaults.get(nameOf(error)) ?? 'failed', error)

// Bundlers search for `new URL` with a relative path and `import.meta.url`, literally, and copy the file it names.

/** URL of the worklet file beside this module. */
export const defaultWorkletUrl = (): URL => new URL('./worklets/voice.js', import.meta.url)

/** Longest time to wait for the first message of a worklet; some browsers start it only with the context. */
const readyMs = 1_000

/** Nodes whose worklet has thrown while they were opened. */
const crashedNodes = new WeakSet<AudioWorkletNode>()

/**
 * Ends an opening whose worklet has thrown meanwhile: the browser reports that once, when nobody follows the node yet.
 *
 * @throws {WorkletCrashedError}
 */
export const throwIfCrashed = (node: AudioWorkletNode): void => {
  if (crashedNodes.has(node)) throw new WorkletCrashedError()
}

/** Waits until the processor of a node has been constructed. Rejects when its constructor throws. */
const untilReady = async (node: AudioWorkletNode): Promise<void> => {
  let timer: ReturnType<typeof setTimeout> | undefined
  try {
    await new Promise<void>((resolve, reject) => {
      node.port.onmessage = () => resolve()
      node.onprocessorerror = () => {
        crashedNodes.add(node)
        reject(new WorkletCrashedError())
      }
      timer = setTimeout(resolve, readyMs)
    })
  } finally {
    clearTimeout(timer)
    node.port.onmessage = null
  }
}

/**
 * Loads a worklet into a context and creates a node of it, with one channel in and out.
 *
 * @throws {WorkletNotLoadedError} when there is no worklet at that URL, or the page may not load it.
 * @throws {WorkletCrashedError} when the worklet throws while it starts.
 */
export const openWorklet = async (
  context: AudioContext,
  name: string,
  workletUrl: WorkletUrl,
): Promise<AudioWorkletNode> => {
  const url = typeof workletUrl === 'string' ? workletUrl : workletUrl.href
  const node = await createNode(context, name, url)
  await untilReady(node)
  return node
}

const createNode = async (context: AudioContext, name: string, url: string): Promise<AudioWorkletNode> => {
  try {
    await context.audioWorklet.addModule(url)
    return new AudioWorkletNode(context, name, {
      numberOfInputs: 1,
      numberOfOutputs: 1,
      outputChannelCount: [1],
      channelCount: 1,
      channelCountMode: 'explicit',
    })
  } catch (cause) {
    throw new WorkletNotLoadedError(url, cause)
  }
}
