import { createClock } from '@sinonjs/fake-timers'
import { callTransitions, type CallState } from './call-state.ts'
import type { EndReason } from './end-reason.ts'
import { createLife } from './life.ts'

const states = Object.keys(callTransitions) as CallState[]
const hungUp: EndReason = { type: 'hung-up' }

/** The shortest way into each state. */
const ways: Readonly<Record<CallState, readonly CallState[]>> = {
  connecting: [],
  starting: ['starting'],
  live: ['starting', 'live'],
  suspect: ['starting', 'live', 'suspect'],
  closing: ['closing'],
  ended: ['ended'],
}

const lifeIn = (state: CallState) => {
  const told: unknown[] = []
  const clock = createClock()
  const life = createLife(clock, { changed: (next) => told.push(next), ended: (reason) => told.push(reason) })
  const go = (next: CallState) => (next === 'ended' ? life.end(hungUp) : life.enter(next))
  ways[state].forEach(go)
  return { life, go, clock, told }
}

describe('a call’s life', () => {
  const pairs = states.flatMap((from) => states.map((to) => [from, to] as const))

  it.each(pairs.filter(([from, to]) => callTransitions[from].includes(to)))(
    'goes from %s to %s',
    (from, to) => {
      const { life, go } = lifeIn(from)
      go(to)
      expect(life.state).toBe(to)
    },
  )

  it.each(pairs.filter(([from, to]) => !callTransitions[from].includes(to) && to !== 'ended'))(
    'never goes from %s to %s',
    (from, to) => {
      const { go } = lifeIn(from)
      expect(() => go(to)).toThrow(`a call cannot go from ${from} to ${to}`)
    },
  )

  it('has a step out of every state but the last, and a way into each', () => {
    expect(states.filter((state) => callTransitions[state].length === 0)).toEqual(['ended'])
    expect(new Set(Object.values(callTransitions).flat())).toEqual(
      new Set(states.filter((state) => state !== 'connecting')),
    )
  })

  it('ends once, with the first reason', () => {
    const { life, told } = lifeIn('live')
    life.end({ type: 'lost', code: 1006, reason: '' })
    life.end(hungUp)
    expect(told.slice(2)).toEqual(['ended', { type: 'lost', code: 1006, reason: '' }])
  })

  it('forgets the deadline of a stage that it has left', async () => {
    const { life, clock } = lifeIn('connecting')
    let late = 0
    life.within(10, () => (late += 1))
    life.enter('starting')
    await clock.tickAsync(20)
    expect(late).toBe(0)
    life.within(10, () => (late += 1))
    await clock.tickAsync(10)
    expect(late).toBe(1)
  })
})
