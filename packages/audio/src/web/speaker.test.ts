import { createWrittenTurns } from './speaker.ts'

describe('createWrittenTurns', () => {
  it('lists the turns not heard to their end, with the heard samples', () => {
    const turns = createWrittenTurns()
    turns.wrote('one')
    turns.wrote('two')
    turns.heard({ type: 'progress', turnId: 'one', heardSamples: 480 })
    expect(turns.unfinished()).toEqual([
      { turnId: 'one', heardSamples: 480 },
      { turnId: 'two', heardSamples: 0 },
    ])
    turns.heard({ type: 'drained', turnId: 'one', heardSamples: 960 })
    turns.heard({ type: 'flushed', turnId: 'two', heardSamples: 0 })
    expect(turns.unfinished()).toEqual([])
  })

  it('refuses the turns written before refuseAll, and no others', () => {
    const turns = createWrittenTurns()
    turns.wrote('one')
    turns.refuseAll()
    expect([turns.isRefused('one'), turns.isRefused('two')]).toEqual([true, false])
    turns.refuseAll()
    expect(turns.isRefused('one')).toBe(true)
  })

  it('remembers a thousand refused turns', () => {
    const turns = createWrittenTurns()
    for (let i = 0; i < 1_500; i++) {
      turns.wrote(`turn ${i}`)
      turns.refuseAll()
    }
    expect([499, 500, 1499].map((turn) => turns.isRefused(`turn ${turn}`))).toEqual([false, true, true])
  })
})
