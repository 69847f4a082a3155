import { callTransitions, type CallState } from './lifecycle.ts'

const states = Object.keys(callTransitions) as CallState[]

describe('callTransitions', () => {
  it('has a transition out of every state but the last, and one into each but the first', () => {
    expect(states.filter((state) => callTransitions[state].length === 0)).toEqual(['ended'])
    expect(new Set(Object.values(callTransitions).flat())).toEqual(
      new Set(states.filter((state) => state !== 'connecting')),
    )
  })

  it('leads from every state to the end', () => {
    expect(states.filter((state) => state !== 'ended' && !callTransitions[state].includes('ended'))).toEqual(
      [],
    )
  })
})
