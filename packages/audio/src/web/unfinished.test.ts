import { createUnfinished } from './unfinished.ts'

describe('turns that are not finished', () => {
  it('are those written and not heard to their end, with how far they were heard', () => {
    const turns = createUnfinished()
    turns.wrote('one')
    turns.wrote('two')
    turns.heard({ type: 'progress', turnId: 'one', heardSamples: 480 })
    expect(turns.all()).toEqual([
      { turnId: 'one', heardSamples: 480 },
      { turnId: 'two', heardSamples: 0 },
    ])
    turns.heard({ type: 'drained', turnId: 'one', heardSamples: 960 })
    turns.heard({ type: 'flushed', turnId: 'two', heardSamples: 0 })
    expect(turns.all()).toEqual([])
  })

  it('are refused for good once all are, and others are not', () => {
    const turns = createUnfinished()
    turns.wrote('one')
    turns.refuseAll()
    expect([turns.mayCome('one'), turns.mayCome('two')]).toEqual([false, true])
    turns.refuseAll()
    expect(turns.mayCome('one')).toBe(false)
  })

  it('remember a thousand refused turns', () => {
    const turns = createUnfinished()
    for (let i = 0; i < 1_500; i++) {
      turns.wrote(`turn ${i}`)
      turns.refuseAll()
    }
    expect([turns.mayCome('turn 499'), turns.mayCome('turn 500'), turns.mayCome('turn 1499')]).toEqual([
      true,
      false,
      false,
    ])
  })
})
