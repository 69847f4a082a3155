import type { Clock } from '@vatel/core'

interface Timer {
  readonly atMs: number
  readonly order: number
  /** Nothing once it is cleared. */
  run: (() => void) | undefined
}

/** A clock whose time is drawn. */
export interface VirtualClock extends Clock {
  /** Lets time pass, and runs what falls due in it. */
  advance(ms: number): void
}

const isSooner = (one: Timer, other: Timer): boolean =>
  one.atMs < other.atMs || (one.atMs === other.atMs && one.order < other.order)

const isTimer = (value: unknown): value is Timer =>
  typeof value === 'object' && value !== null && 'run' in value

/** Makes a clock that stands still until it is advanced; its timers are kept in a heap. */
export const createVirtualClock = (): VirtualClock => {
  const heap: Timer[] = []
  let nowMs = 0
  let order = 0

  const at = (index: number): Timer | undefined => heap[index]
  const swap = (one: number, other: number): void => {
    const [first, second] = [at(one), at(other)]
    if (first !== undefined && second !== undefined) [heap[one], heap[other]] = [second, first]
  }
  const rise = (index: number): void => {
    const parent = (index - 1) >> 1
    const [child, above] = [at(index), at(parent)]
    if (index === 0 || child === undefined || above === undefined || !isSooner(child, above)) return
    swap(index, parent)
    rise(parent)
  }
  const sink = (index: number): void => {
    const soonest = [2 * index + 1, 2 * index + 2].reduce((best, child) => {
      const [one, other] = [at(child), at(best)]
      return one !== undefined && other !== undefined && isSooner(one, other) ? child : best
    }, index)
    if (soonest === index) return
    swap(index, soonest)
    sink(soonest)
  }
  const pop = (): void => {
    const last = heap.pop()
    if (last === undefined || heap.length === 0) return
    heap[0] = last
    sink(0)
  }

  return {
    performance: { now: () => nowMs },
    setTimeout: (run, ms) => {
      const timer: Timer = { atMs: nowMs + ms, order: order++, run }
      heap.push(timer)
      rise(heap.length - 1)
      return timer
    },
    clearTimeout: (timer) => {
      if (isTimer(timer)) timer.run = undefined
    },
    advance: (ms) => {
      const untilMs = nowMs + ms
      for (let due = heap[0]; due !== undefined && due.atMs <= untilMs; due = heap[0]) {
        pop()
        if (due.run === undefined) continue
        nowMs = due.atMs
        due.run()
      }
      nowMs = untilMs
    },
  }
}
