'use client'
import {
  createContext,
  createElement,
  useContext,
  useEffect,
  useMemo,
  useState,
  useSyncExternalStore,
  type ReactNode,
  type RefCallback,
} from 'react'
import type { Transcript } from '@vatel/core'
import { showLevel, type MeterElement, type MeterName } from './meters.ts'
import type { VoiceCallSnapshot } from './snapshot.ts'
import { createVoiceCallOf, type VoiceCall, type VoiceCallOptions } from './voice-call.ts'

/** A call and its snapshot in one object, for one render. */
export type VoiceCallView = VoiceCall & VoiceCallSnapshot

const CallContext = createContext<VoiceCall | undefined>(undefined)

/** Number of mounted components that own a call. */
const owners = new WeakMap<VoiceCall, number>()

/** Stops a call when its last owner is gone. StrictMode and fast refresh unmount and mount in one task, which is no end. */
const own = (call: VoiceCall): (() => void) => {
  const change = (by: number) => {
    owners.set(call, (owners.get(call) ?? 0) + by)
  }
  change(1)
  return () => {
    change(-1)
    queueMicrotask(() => {
      if (owners.get(call) === 0) call.stop()
    })
  }
}

/** Creates a call for as long as the component is mounted. Each start reads the options of the last render. */
const useOwnCall = (options: VoiceCallOptions | undefined): VoiceCall | undefined => {
  const [owned] = useState(() => {
    if (options === undefined) return undefined
    const latest = { options }
    return { latest, call: createVoiceCallOf(() => latest.options) }
  })
  useEffect(() => {
    if (owned !== undefined && options !== undefined) owned.latest.options = options
  })
  useEffect(() => (owned === undefined ? undefined : own(owned.call)), [owned])
  return owned?.call
}

/** Returns the given call, or that of the provider. */
const useCall = (given: VoiceCall | undefined): VoiceCall => {
  const provided = useContext(CallContext)
  const call = given ?? provided
  if (call === undefined)
    throw new Error(
      'no voice call: pass one, pass options to useVoiceCall, or render a VoiceCallProvider above',
    )
  return call
}

const selectAll = (snapshot: VoiceCallSnapshot): VoiceCallSnapshot => snapshot
const selectTranscript = ({ transcript }: VoiceCallSnapshot): Transcript => transcript

/**
 * Returns a part of the snapshot, and renders only when it changes. The selector has to return a part, and no new object.
 *
 * @example
 * const phase = useVoiceCallState(({ phase }) => phase)
 */
export const useVoiceCallState = <T>(selector: (snapshot: VoiceCallSnapshot) => T, call?: VoiceCall): T => {
  const { subscribe, getSnapshot } = useCall(call)
  const select = () => selector(getSnapshot())
  return useSyncExternalStore(subscribe, select, select)
}

/**
 * Creates a voice call for as long as the component is mounted, and returns it with its snapshot. Without options it is the
 * call of the `VoiceCallProvider` above. Renders at each change: for a part use `useVoiceCallState`.
 *
 * @example
 * const CallButton = () => {
 *   const call = useVoiceCall({ token: '/api/session-token' })
 *   return <button onClick={call.toggle}>{call.phase}</button>
 * }
 */
export const useVoiceCall = (options?: VoiceCallOptions): VoiceCallView => {
  const call = useCall(useOwnCall(options))
  const snapshot = useVoiceCallState(selectAll, call)
  return useMemo(
    () =>
      Object.defineProperties({} as VoiceCallView, {
        ...Object.getOwnPropertyDescriptors(call),
        ...Object.getOwnPropertyDescriptors(snapshot),
      }),
    [call, snapshot],
  )
}

/** Creates a voice call for all components below it. It renders nothing itself when the call changes. */
export const VoiceCallProvider = ({
  children,
  ...options
}: VoiceCallOptions & { readonly children?: ReactNode }) =>
  createElement(CallContext.Provider, { value: useOwnCall(options) }, children)

/** Returns the transcript of the given call, or of the provider's, and renders only when it changes. */
export const useTranscript = (call?: VoiceCall): Transcript => useVoiceCallState(selectTranscript, call)

/**
 * Returns a ref for an element whose CSS variable `--level` is the loudness of a side, from 0 to 1, in every animation
 * frame of the call. It renders nothing.
 *
 * @example
 * <div ref={useMeter('agent')} style={{ scale: 'calc(1 + 0.2 * var(--level))' }} />
 */
export const useMeter = (name: MeterName, call?: VoiceCall): RefCallback<MeterElement> => {
  const { meters } = useCall(call)
  const [element, setElement] = useState<MeterElement | null>(null)
  useEffect(() => (element === null ? undefined : showLevel(meters, name, element)), [element, meters, name])
  return setElement
}
