import type { MicrophoneState, OutputState } from '@vatel/core'

/** An event about the sound that the user hears. */
export interface AudioEvent {
  readonly type: 'audio.started' | 'audio.stopped' | 'audio.cut'
}

/** The silence of the agent has lasted longer than a gap between two chunks. */
export interface AudioEndedEvent {
  readonly type: 'audio.ended'
}

/** The speaker did not take all of a chunk: that part of the turn is never heard. */
export interface AudioRefusedEvent {
  readonly type: 'audio.refused'
  readonly turnId: string
  /** The audio that it did not take, in milliseconds. */
  readonly refusedMs: number
}

/** An event about the output: whether the speaker can sound. */
export interface OutputEvent {
  readonly type: 'output.running' | 'output.needsGesture' | 'output.interrupted' | 'output.lost'
  /** Only in `output.lost`: the failure in one word, if the device says one. */
  readonly reason?: string
}

/** An event about the input: whether the microphone captures. */
export interface InputEvent {
  readonly type:
    | 'input.live'
    | 'input.silent'
    | 'input.muted'
    | 'input.mutedBySystem'
    | 'input.needsGesture'
    | 'input.interrupted'
    | 'input.lost'
  /** Only in `input.lost`: the failure in one word, if the device says one. */
  readonly reason?: string
}

/** The event for each state of an output. */
export const outputEvents: Readonly<Record<OutputState, OutputEvent['type']>> = {
  running: 'output.running',
  'needs-gesture': 'output.needsGesture',
  interrupted: 'output.interrupted',
  lost: 'output.lost',
}

/** The event for each state of a microphone. */
export const inputEvents: Readonly<Record<MicrophoneState, InputEvent['type']>> = {
  live: 'input.live',
  silent: 'input.silent',
  muted: 'input.muted',
  'muted-by-system': 'input.mutedBySystem',
  'needs-gesture': 'input.needsGesture',
  interrupted: 'input.interrupted',
  lost: 'input.lost',
}
