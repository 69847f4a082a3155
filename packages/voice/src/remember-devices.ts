import type { VoiceCall } from './voice-call.ts'

/** The part of the browser's `Storage` that keeps the choices. */
export interface DeviceStorage {
  readonly getItem: (key: string) => string | null
  readonly setItem: (key: string, value: string) => void
}

/** Options of `rememberDevices`. */
export interface RememberDevicesOptions {
  /** The storage that keeps the choices. @defaultValue `localStorage` of the page */
  readonly storage?: DeviceStorage
  /** The key of the storage. @defaultValue `vatel-devices` */
  readonly key?: string
}

const kinds = ['microphone', 'speaker'] as const

/** Choices of the user; the storage may hold anything. */
type Choices = Partial<Record<(typeof kinds)[number] | 'volume', unknown>>

/**
 * Gives a call the microphone, the speaker and the volume that the user chose at the last visit, and keeps later choices. A
 * device is chosen once the browser lists it: one that is not connected leaves the default in use. The storage has the ids of
 * the devices, which a browser makes for this site alone, and the volume, unless it is 0; nothing leaves the browser. A storage
 * that is blocked or full is as an empty one. Returns the function that stops it, at the end of a call that runs.
 *
 * @example
 * const call = createVoiceCall({ token: '/api/session-token' })
 * const forget = rememberDevices(call)
 */
export const rememberDevices = (
  call: VoiceCall,
  { storage, key = 'vatel-devices' }: RememberDevicesOptions = {},
): (() => void) => {
  const attempt = <T>(use: (from: DeviceStorage) => T): T | undefined => {
    try {
      return use(storage ?? localStorage)
    } catch {
      return undefined
    }
  }
  const read = (): Choices => attempt((from) => JSON.parse(from.getItem(key) ?? '{}') as Choices | null) ?? {}
  const kept = read()
  const { volume } = kept
  if (typeof volume === 'number' && volume > 0) attempt(() => (call.volume = volume))
  let chosen: Choices = { microphone: '', speaker: '', volume: call.volume }
  const waiting = new Set(kinds)
  let isStopped = false
  let isOff = true

  const unsubscribe = call.subscribe(({ devices, ...snapshot }) => {
    const next = { ...chosen, volume: snapshot.speaker.volume || chosen.volume }
    for (const kind of kinds) {
      const { state, deviceId } = snapshot[kind]
      // In a call it is the device in use, which may be the default for one that is gone.
      if (state === 'off') next[kind] = deviceId
      const all = devices[`${kind}s`]
      if (all.length === 0 || isStopped || !waiting.delete(kind)) continue
      const known = all.find((each) => each.deviceId === kept[kind])
      const choose = kind === 'microphone' ? call.setMicrophone : call.setSpeaker
      if (known !== undefined) choose(known.deviceId).catch(() => undefined)
    }
    const changes = Object.entries(next).filter(([name, value]) => value !== chosen[name as keyof Choices])
    chosen = next
    if (changes.length > 0)
      attempt((to) => to.setItem(key, JSON.stringify({ ...read(), ...Object.fromEntries(changes) })))
    isOff = kinds.every((kind) => snapshot[kind].state === 'off')
    if (isStopped && isOff) unsubscribe()
  })
  return () => {
    isStopped = true
    if (isOff) unsubscribe()
  }
}
