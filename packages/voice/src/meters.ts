import { createEmitter, type Emitter } from '@vatel/core'
import { createBandReader } from './bands.ts'
import { isPageHidden } from './page.ts'
import { follow } from './smoothing.ts'

/** The side of a call that is measured. */
export type MeterName = 'user' | 'agent'

/** Levels from 0 (silence) to 1 (loud), smoothed: they rise within 40 ms and fall within 160 ms. */
export interface Levels {
  /** Loudness of the user's voice that is sent, 0 while it is muted. */
  readonly user: number
  /** Loudness of the agent as it is heard. */
  readonly agent: number
}

/** The levels of a call, apart from its snapshots: reading them renders nothing. */
export interface Meters extends Levels {
  /**
   * Calls the listener at once and in every animation frame of a call; with `everyMs` after so many milliseconds, again and
   * again, without a frame. Returns the function that stops it. Without a call, and while the page is hidden, no frame comes and
   * no timer runs. A drawing that the browser moves by itself between two changes costs less with 60 milliseconds.
   */
  readonly subscribe: (listener: (levels: Levels) => void, everyMs?: number) => () => void
  /**
   * Fills the array with the loudness of as many bands of a voice, low ones first, from 0 to 1: the bands divide 200 to
   * 8,000 Hz as the ear does, and are smoothed as levels are. Pass the same array in each frame, for example from a listener of
   * `subscribe`; nothing is allocated.
   */
  readonly readBands: (name: MeterName, bands: Float32Array) => void
}

/** The part of an element that shows a level. */
export interface MeterElement {
  readonly style: { setProperty(name: string, value: string): void }
}

/** Sets the CSS variable `--level` of an element in every animation frame; returns the function that stops it. */
export const showLevel = ({ subscribe }: Meters, name: MeterName, { style }: MeterElement): (() => void) =>
  subscribe((levels) => style.setProperty('--level', levels[name].toFixed(3)))

/** Sources of a meter, in dBFS; -Infinity in silence. */
export interface MeterSources {
  readonly userDbfs: () => number
  readonly agentDbfs: () => number
  /** Fills the array with the spectrum as bytes; returns the width of a bin in Hz, 0 without a device. */
  readonly readSpectrum: (name: MeterName, bins: Uint8Array) => number
  readonly nowMs: () => number
}

/** Meters, and the functions that the call runs them by. */
export interface RunningMeters {
  readonly meters: Meters
  readonly start: () => void
  /** Lets the levels fall to 0. */
  readonly stop: () => void
}

const softestDbfs = -50
const loudestDbfs = -12

/** Converts a loudness to 0 to 1. */
export const levelOf = (dbfs: number): number =>
  Math.min(1, Math.max(0, (dbfs - softestDbfs) / (loudestDbfs - softestDbfs)))

interface MeterEvents {
  readonly levels: Levels
}

/** A listener of its own interval: it waits for its time, and in a hidden page for a frame, which comes once it is shown. */
interface Timed {
  readonly everyMs: number
  readonly emitter: Emitter<MeterEvents>
  /** Ends the wait; absent while nothing is waited for. */
  stop: (() => void) | undefined
}

/** Creates meters at rest. */
export const createMeters = ({ userDbfs, agentDbfs, readSpectrum, nowMs }: MeterSources): RunningMeters => {
  const emitter = createEmitter<MeterEvents>()
  const timed = new Set<Timed>()
  let isRunning = false
  let frame: number | undefined
  let levels: Levels = { user: 0, agent: 0 }
  let atMs = -Infinity
  const readBands = createBandReader({ readSpectrum, nowMs })

  /** Brings the levels up to the present. */
  const read = (): Levels => {
    const now = nowMs()
    const ms = now - atMs
    atMs = now
    const next = (level: number, dbfs: () => number) => follow(level, isRunning ? levelOf(dbfs()) : 0, ms)
    if (ms > 0) levels = { user: next(levels.user, userDbfs), agent: next(levels.agent, agentDbfs) }
    return levels
  }
  const isAtRest = () => !isRunning && levels.user === 0 && levels.agent === 0
  const wait = (each: Timed): void => {
    if (each.stop !== undefined) return
    const show = () => {
      each.stop = undefined
      each.emitter.emit('levels', read())
      if (timed.has(each) && !isAtRest()) wait(each)
    }
    const timer = setTimeout(() => {
      if (!isPageHidden()) {
        show()
        return
      }
      const id = requestAnimationFrame(show)
      each.stop = () => cancelAnimationFrame(id)
    }, each.everyMs)
    each.stop = () => clearTimeout(timer)
  }
  const request = (): void => {
    if (!isAtRest()) for (const each of timed) wait(each)
    if (frame !== undefined || !emitter.has('levels') || isAtRest()) return
    frame = requestAnimationFrame(() => {
      frame = undefined
      emitter.emit('levels', read())
      request()
    })
  }
  const addTimed = (listener: (levels: Levels) => void, everyMs: number) => {
    const each: Timed = { everyMs, emitter: createEmitter(), stop: undefined }
    each.emitter.on('levels', listener)
    timed.add(each)
    return () => {
      timed.delete(each)
      each.stop?.()
    }
  }
  const cancel = (): void => {
    if (frame !== undefined) cancelAnimationFrame(frame)
    frame = undefined
  }

  return {
    meters: {
      get user() {
        return read().user
      },
      get agent() {
        return read().agent
      },
      readBands,
      subscribe: (listener, everyMs) => {
        const isTimed = everyMs !== undefined
        const remove = isTimed ? addTimed(listener, everyMs) : emitter.on('levels', listener)
        listener(read())
        request()
        return () => {
          remove()
          if (!emitter.has('levels')) cancel()
        }
      },
    },
    start: () => {
      isRunning = true
      request()
    },
    stop: () => {
      isRunning = false
      request()
    },
  }
}
