import { createOverflow } from './backpressure.ts'
import { createPausing } from './pausing.ts'

const setUp = (canPause: boolean) => {
  const told: string[] = []
  const state = { load: 0 }
  const options = {
    load: () => state.load,
    held: (isHeld: boolean) => told.push(isHeld ? 'held' : 'free'),
    overflowed: () => told.push('overflowed'),
  }
  const socket = { pause: () => told.push('pause'), resume: () => told.push('resume') }
  const backpressure = canPause ? createPausing(socket, options) : createOverflow(options)
  const at = (load: number, act: 'grew' | 'eased' | 'release') => {
    state.load = load
    backpressure[act]()
  }
  return { told, at }
}

describe('backpressure', () => {
  it('pauses when too much waits, and reads on when half of it is gone', () => {
    const { told, at } = setUp(true)
    at(1, 'grew')
    expect(told).toEqual([])
    at(1.01, 'grew')
    at(1.5, 'grew')
    expect(told).toEqual(['held', 'pause'])
    at(0.51, 'eased')
    expect(told).toHaveLength(2)
    at(0.5, 'eased')
    at(0.1, 'eased')
    expect(told.slice(2)).toEqual(['free', 'resume'])
  })

  it('reads on at the end, so that the goodbye of the peer comes through', () => {
    const { told, at } = setUp(true)
    at(2, 'grew')
    at(2, 'release')
    at(2, 'release')
    expect(told).toEqual(['held', 'pause', 'free', 'resume'])
  })

  it('overflows where it cannot pause', () => {
    const { told, at } = setUp(false)
    at(1, 'grew')
    expect(told).toEqual([])
    at(1.01, 'grew')
    expect(told).toEqual(['overflowed'])
  })
})
