import { DestroyRef, effect, inject, signal, type Signal } from '@angular/core'
import { showLevel, type MeterElement, type MeterName } from './meters.ts'
import type { VoiceCallSnapshot } from './snapshot.ts'
import { createVoiceCallOf, type VoiceCall, type VoiceCallOptions } from './voice-call.ts'

/** A call, and its snapshot as a signal. */
export interface AngularVoiceCall extends VoiceCall {
  readonly snapshot: Signal<VoiceCallSnapshot>
}

/**
 * Creates a voice call for as long as the component or service that injects it lives. Each start reads the options anew, so
 * they may be a signal or a function. Call it in an injection context: a field of a class or a constructor.
 *
 * @example
 * class CallPage {
 *   readonly call = injectVoiceCall({ token: '/api/session-token' })
 * }
 */
export const injectVoiceCall = (options: VoiceCallOptions | (() => VoiceCallOptions)): AngularVoiceCall => {
  const call = createVoiceCallOf(() => (typeof options === 'function' ? options() : options))
  const snapshot = signal(call.getSnapshot())
  const unsubscribe = call.subscribe((next) => snapshot.set(next))
  inject(DestroyRef).onDestroy(() => {
    unsubscribe()
    call.stop()
  })
  return Object.defineProperties(
    { snapshot: snapshot.asReadonly() } as AngularVoiceCall,
    Object.getOwnPropertyDescriptors(call),
  )
}

/** An element of a template, as `viewChild` returns it. */
export interface MeterElementRef {
  readonly nativeElement: MeterElement
}

/**
 * Sets the CSS variable `--level` of an element to the loudness of a side, from 0 to 1, in every animation frame of the call.
 * It changes no signal. Call it in an injection context.
 *
 * @example
 * class CallPage {
 *   readonly call = injectVoiceCall({ token: '/api/session-token' })
 *   readonly bar = viewChild<ElementRef<HTMLElement>>('bar')
 *   constructor() {
 *     injectMeter('agent', this.call, this.bar)
 *   }
 * }
 */
export const injectMeter = (
  name: MeterName,
  { meters }: VoiceCall,
  element: () => MeterElementRef | undefined,
): void => {
  effect((onCleanup) => {
    const shown = element()
    if (shown !== undefined) onCleanup(showLevel(meters, name, shown.nativeElement))
  })
}
