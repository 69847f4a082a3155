import { callTransitions, type CallState } from './lifecycle.ts'
import { createLifecycle, enter, isOver } from './call-model.ts'

const states = Object.keys(callTransitions) as CallState[]

/** The shortest way into each state. */
const ways: Readonly<Record<CallState, readonly CallState[]>> = {
  connecting: [],
  starting: ['starting'],
  live: ['starting', 'live'],
  suspect: ['starting', 'live', 'suspect'],
  closing: ['closing'],
  ended: ['ended'],
}

const lifecycleIn = (state: CallState) => {
  const lifecycle = createLifecycle(0)
  for (const next of ways[state]) enter(lifecycle, next)
  return lifecycle
}

describe('the lifecycle of a call', () => {
  const pairs = states.flatMap((from) => states.map((to) => [from, to] as const))

  it.each(pairs.filter(([from, to]) => callTransitions[from].includes(to)))(
    'goes from %s to %s',
    (from, to) => {
      const lifecycle = lifecycleIn(from)
      enter(lifecycle, to)
      expect(lifecycle.state).toBe(to)
    },
  )

  it.each(pairs.filter(([from, to]) => !callTransitions[from].includes(to)))(
    'never goes from %s to %s',
    (from, to) => {
      const lifecycle = lifecycleIn(from)
      expect(() => enter(lifecycle, to)).toThrow(`a call cannot go from ${from} to ${to}`)
      expect(lifecycle.state).toBe(from)
    },
  )

  it('has a transition out of every state but the last, and one into each but the first', () => {
    expect(states.filter((state) => callTransitions[state].length === 0)).toEqual(['ended'])
    expect(new Set(Object.values(callTransitions).flat())).toEqual(
      new Set(states.filter((state) => state !== 'connecting')),
    )
  })

  it('is over once it closes', () => {
    expect(states.filter((state) => isOver(lifecycleIn(state)))).toEqual(['closing', 'ended'])
  })

  it('forgets the deadline of a stage that it has left', () => {
    const lifecycle = createLifecycle(500)
    expect(lifecycle.deadlineMs).toBe(10_500)
    enter(lifecycle, 'starting', 11_000)
    expect(lifecycle.deadlineMs).toBe(11_000)
    enter(lifecycle, 'live')
    expect(lifecycle.deadlineMs).toBe(Infinity)
  })
})
