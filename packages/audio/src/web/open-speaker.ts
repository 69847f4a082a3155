import { systemClock } from '../clock.ts'
import { createListeners } from '../listeners.ts'
import type { PlaybackEvent } from '../playout.ts'
import { openPlayout, sendTo } from './open-playout.ts'
import { outputStateOf, type OutputState } from './output-state.ts'
import type { PlayerOrder, PlayerReport } from './player.ts'
import { heardAtMs } from './playout-clock.ts'
import { closeContext, followContext } from './sound-contexts.ts'
import { createUnfinished } from './unfinished.ts'
import type { SpeakerOptions, WebSpeaker } from './web-speaker.ts'

/** How fast the volume changes, so that it does not click, in seconds. */
const volumeSeconds = 0.01
/** The fade after the last flush leaves the device within it, in milliseconds. */
const lastFadeMs = 50

/**
 * Opens a speaker: it plays turns through a jitter buffer at the rate of the device and says what is heard of them.
 * Opened without a click or a key it may have to wait for one; `watch` says so, and what is written meanwhile waits.
 *
 * @throws {SpeakerUnavailableError} with the `reason`.
 * @throws {WorkletNotLoadedError} when the file of the worklet is not where it was looked for.
 */
export const openSpeaker = async (options: SpeakerOptions = {}): Promise<WebSpeaker> => {
  const { context, port, volume } = await openPlayout(options)
  const events = createListeners<PlaybackEvent>(systemClock)
  const states = createListeners<OutputState>(systemClock)
  const unfinished = createUnfinished()
  let told = outputStateOf(context)
  let epoch = 0
  let level = -Infinity
  let wantedVolume = 1
  let isOpen = true

  const order = (what: PlayerOrder, moved: Transferable[] = []): void => port.postMessage(what, moved)

  port.onmessage = ({ data }: MessageEvent<PlayerReport>) => {
    level = data.level
    for (const { atSeconds, ...event } of data.events) {
      // What was told before a flush came through is old, but for what had been heard to its end.
      if (data.epoch !== epoch && event.type !== 'drained' && event.type !== 'flushed') continue
      unfinished.heard(event)
      events.tell({ ...event, atMs: heardAtMs(context, atSeconds, performance.now()) })
    }
  }

  const unfollow = followContext(context, () => {
    const state = outputStateOf(context)
    if (state === told || context.state === 'closed') return
    told = state
    states.tell(state)
  })

  const flush = (): void => {
    if (isOpen) order({ type: 'flush', epoch: ++epoch })
  }

  return {
    write: ({ turnId, pcm, isFinal }) => {
      if (!isOpen || !unfinished.mayCome(turnId)) return
      unfinished.wrote(turnId)
      // A copy: to post a part of a long array would copy the whole of it.
      const copy = pcm.slice()
      order({ type: 'write', turnId, pcm: copy, isFinal }, [copy.buffer])
    },
    flush,
    cancel: () => {
      unfinished.refuseAll()
      flush()
    },
    listen: events.add,
    watch: (listener) => {
      const leave = states.add(listener)
      listener(told)
      return leave
    },
    switchTo: (deviceId = '') => sendTo(context, deviceId),
    close: () => {
      if (!isOpen) return
      flush()
      isOpen = false
      port.onmessage = null
      unfollow()
      const atMs = performance.now()
      for (const heard of unfinished.all()) events.tell({ type: 'flushed', ...heard, atMs })
      events.clear()
      states.clear()
      if (context.state === 'running') setTimeout(() => closeContext(context), lastFadeMs)
      else closeContext(context)
    },
    get volume() {
      return wantedVolume
    },
    set volume(value) {
      wantedVolume = value
      volume.setTargetAtTime(value, context.currentTime, volumeSeconds)
    },
    get state() {
      return told
    },
    get level() {
      return level
    },
  }
}
