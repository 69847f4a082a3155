import type { Clock } from '../clock.ts'
import { callTransitions, type CallState } from './call-state.ts'
import type { EndReason } from './end-reason.ts'

/** A call's state and the deadline of its present stage. */
export interface Life {
  readonly state: CallState
  /** Takes a step; the deadline of the stage that is left is forgotten. */
  enter(state: Exclude<CallState, 'ended'>): void
  /** Calls back unless the stage has been left by then. */
  within(limitMs: number, late: () => void): void
  /** Ends it: the first reason counts, later ones are no news. */
  end(reason: EndReason): void
}

/** Whom a life tells. */
export interface LifeListener {
  changed(state: CallState): void
  ended(reason: EndReason): void
}

/** Begins a call's life in `opening`. */
export const createLife = (clock: Clock, listener: LifeListener): Life => {
  let state: CallState = 'connecting'
  let timer: unknown
  const step = (next: CallState) => {
    if (!callTransitions[state].includes(next)) throw new Error(`a call cannot go from ${state} to ${next}`)
    clock.clearTimeout(timer)
    state = next
    listener.changed(next)
  }
  return {
    get state() {
      return state
    },
    enter: step,
    within(limitMs, late) {
      timer = clock.setTimeout(late, limitMs)
    },
    end(reason) {
      if (state === 'ended') return
      step('ended')
      listener.ended(reason)
    },
  }
}
