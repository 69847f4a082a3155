import type { Microphone, MicrophoneFrame } from '@vatel/core'

/** Milliseconds of a frame of the microphone. */
const frameMs = 20
/** Speech that is kept before the session begins. */
const firstWordsMs = 3_000
/** Speech before the press that is sent with it: people begin to speak a moment before they press. */
const preRollMs = 200
/** Frames that are sent at once while kept ones wait: ten times the pace of speech, so that a socket does not fill up. */
const framesAtOnce = 10

/** The microphone of a call: it keeps the first words until somebody listens, and is open or shut by push-to-talk. */
export interface TalkBuffer extends Microphone {
  /** True when the voice passes; false while push-to-talk is released. */
  readonly isOpen: boolean
  /** Takes a frame of the device. */
  readonly add: (frame: MicrophoneFrame) => void
  /** Lets the voice pass, beginning with the last 200 ms. */
  press(): void
  /** Sends silence in place of the voice, so that the platform detects the end of the utterance. */
  release(): void
}

/** Options of a talk buffer. */
export interface TalkBufferOptions {
  /** True when silence is sent until `press`. */
  readonly pushToTalk: boolean
  /** Returns true while the user is muted: what is said meanwhile is not kept. */
  readonly isMuted: () => boolean
  /** Turns the device off. */
  readonly close: () => void
  /** Calls the listener with the state of the device; returns the function that stops it. */
  readonly watch: NonNullable<Microphone['watch']>
  /** Returns the error of a device that is lost. */
  readonly errorOf: () => unknown
}

/** Keeps the newest frames of a list. */
const keepNewest = (frames: MicrophoneFrame[], ms: number): void => {
  frames.splice(0, frames.length - ms / frameMs)
}

/** Creates the microphone of a call. */
export const createTalkBuffer = ({
  pushToTalk,
  isMuted,
  close,
  watch,
  errorOf,
}: TalkBufferOptions): TalkBuffer => {
  let isOpen = !pushToTalk
  let listener: ((frame: MicrophoneFrame) => void) | undefined
  /** Frames to send, oldest first. */
  const waiting: MicrophoneFrame[] = []
  /** The last frames while push-to-talk is released. */
  const before: MicrophoneFrame[] = []

  const send = (): void => {
    for (const frame of waiting.splice(0, framesAtOnce)) listener?.(frame)
  }
  const silenceFor = ({ pcm, atMs }: MicrophoneFrame): MicrophoneFrame => ({
    pcm: new Int16Array(pcm.length),
    atMs,
  })

  return {
    get isOpen() {
      return isOpen
    },
    add: (frame) => {
      const heard = isMuted() ? silenceFor(frame) : frame
      if (isOpen) waiting.push(heard)
      else {
        before.push(heard)
        keepNewest(before, preRollMs)
        // Silence is sent in a session only: before it there is nothing to keep.
        if (listener !== undefined) waiting.push(silenceFor(frame))
      }
      if (listener === undefined) keepNewest(waiting, firstWordsMs)
      else send()
    },
    press: () => {
      if (isOpen) return
      isOpen = true
      waiting.push(...before.splice(0))
    },
    release: () => {
      if (pushToTalk) isOpen = false
    },
    listen: (next) => {
      listener = next
      // The machine says in this task whether the voice or silence is sent.
      queueMicrotask(send)
      return () => {
        if (listener === next) listener = undefined
      }
    },
    watch,
    get error() {
      return errorOf()
    },
    close,
  }
}
