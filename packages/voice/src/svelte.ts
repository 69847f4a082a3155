import { onDestroy } from 'svelte'
import type { Transcript } from '@vatel/core'
import { showLevel, type MeterElement, type MeterName } from './meters.ts'
import { createVoiceCall, type VoiceCall, type VoiceCallOptions } from './voice-call.ts'

/** A store of Svelte. */
export interface ReadableStore<T> {
  readonly subscribe: (run: (value: T) => void) => () => void
}

/**
 * Creates a voice call for as long as the component lives. The call is a store of its snapshots: `$call.phase`.
 *
 * @example
 * const call = useVoiceCall({ token: '/api/session-token' })
 * const toggle = () => call.toggle()                // <button onclick={toggle}>{$call.phase}</button>
 */
export const useVoiceCall = (options: VoiceCallOptions): VoiceCall => {
  const call = createVoiceCall(options)
  onDestroy(call.stop)
  return call
}

/**
 * Returns a store of the transcript of a call, which changes only with its lines.
 *
 * @example
 * const call = useVoiceCall({ token: '/api/session-token' })
 * const transcript = transcriptOf(call)             // {#each $transcript as line}
 */
export const transcriptOf = ({ subscribe }: VoiceCall): ReadableStore<Transcript> => ({
  subscribe: (run) => {
    let before: Transcript | undefined
    return subscribe(({ transcript }) => {
      if (transcript === before) return
      before = transcript
      run(transcript)
    })
  },
})

/** The call and the side that an element shows. */
export interface MeterOptions {
  readonly call: VoiceCall
  readonly name: MeterName
}

/**
 * Action for an element whose CSS variable `--level` is the loudness of a side, from 0 to 1, in every animation frame of the
 * call: `<div use:meter={{ call, name: 'agent' }}>`.
 *
 * @example
 * const { destroy } = meter(bar, { call, name: 'agent' })
 */
export const meter = (
  element: MeterElement,
  { call, name }: MeterOptions,
): { readonly destroy: () => void } => ({ destroy: showLevel(call.meters, name, element) })
