import {
  computed,
  onBeforeUnmount,
  onMounted,
  shallowRef,
  toValue,
  watch,
  type MaybeRefOrGetter,
  type Ref,
} from 'vue'
import type { Transcript } from '@vatel/core'
import { showLevel, type MeterElement, type MeterName } from './meters.ts'
import type { VoiceCallSnapshot } from './snapshot.ts'
import { createVoiceCallOf, type VoiceCall, type VoiceCallOptions } from './voice-call.ts'

/** A call, and its snapshot as a ref. */
export interface VueVoiceCall extends VoiceCall {
  readonly snapshot: Readonly<Ref<VoiceCallSnapshot>>
}

/**
 * Creates a voice call for as long as the component is mounted. Each start reads the options anew, so they may be a ref or
 * a getter.
 *
 * @example
 * const { snapshot, toggle } = useVoiceCall(() => ({ token: tokenUrl.value }))
 * watch(() => snapshot.value.phase, (phase) => show(phase))
 */
export const useVoiceCall = (options: MaybeRefOrGetter<VoiceCallOptions>): VueVoiceCall => {
  const call = createVoiceCallOf(() => toValue(options))
  const snapshot = shallowRef(call.getSnapshot())
  let unsubscribe = (): void => undefined
  onMounted(() => {
    unsubscribe = call.subscribe((next) => {
      snapshot.value = next
    })
  })
  onBeforeUnmount(() => {
    unsubscribe()
    call.stop()
  })
  return Object.defineProperties({ snapshot } as VueVoiceCall, Object.getOwnPropertyDescriptors(call))
}

/** Returns the transcript of a call, which changes only with its lines. */
export const useTranscript = ({ snapshot }: VueVoiceCall): Readonly<Ref<Transcript>> =>
  computed(() => snapshot.value.transcript)

/**
 * Returns a template ref for an element whose CSS variable `--level` is the loudness of a side, from 0 to 1, in every
 * animation frame of the call. It renders nothing.
 *
 * @example
 * const call = useVoiceCall({ token: '/api/session-token' })
 * const bar = useMeter('agent', call)               // <div ref="bar">
 */
export const useMeter = (name: MeterName, { meters }: VoiceCall): Ref<MeterElement | null> => {
  const element = shallowRef<MeterElement | null>(null)
  watch(element, (shown, _before, onCleanup) => {
    if (shown !== null) onCleanup(showLevel(meters, name, shown))
  })
  return element
}
