import { createWrittenTurns, type PlaybackEvent, type WrittenTurns } from './playback.ts'

const event = (
  type: PlaybackEvent['type'],
  turnId: string,
  heardSamples: number,
  atMs = 0,
): PlaybackEvent => ({ type, turnId, heardSamples, atMs })

/** Times of events as the record corrects them. */
const timesOf = (turns: WrittenTurns, events: readonly PlaybackEvent[]): readonly number[] =>
  events.map((one) => turns.follow(one, false).atMs)

describe('createWrittenTurns', () => {
  it('lists the turns not heard to their end, with the heard and the unheard samples', () => {
    const turns = createWrittenTurns()
    turns.wrote('one', 960, 0)
    turns.wrote('two', 480, 0)
    turns.follow(event('progress', 'one', 480), false)
    expect(turns.unfinished()).toEqual([
      { turnId: 'one', heardSamples: 480, unheardSamples: 480 },
      { turnId: 'two', heardSamples: 0, unheardSamples: 480 },
    ])
    turns.follow(event('drained', 'one', 960), false)
    expect(turns.unfinished()).toEqual([{ turnId: 'two', heardSamples: 0, unheardSamples: 480 }])
  })

  it('lists a flushed turn until the speaker has reported it, and beside it what was written since', () => {
    const turns = createWrittenTurns()
    turns.wrote('one', 960, 0)
    turns.follow(event('progress', 'one', 480), false)
    turns.flush()
    turns.wrote('one', 240, 0)
    expect(turns.unfinished()).toEqual([
      { turnId: 'one', heardSamples: 480, unheardSamples: 0 },
      { turnId: 'one', heardSamples: 0, unheardSamples: 240 },
    ])
    turns.follow(event('flushed', 'one', 500), false)
    turns.follow(event('progress', 'one', 120), false)
    expect(turns.unfinished()).toEqual([{ turnId: 'one', heardSamples: 120, unheardSamples: 120 }])
  })

  it('moves no time before the write of the chunk of which an event reports', () => {
    const turns = createWrittenTurns()
    turns.wrote('one', 480, 1_000)
    turns.wrote('one', 480, 2_000)
    const events = [
      event('started', 'one', 0, 840),
      event('progress', 'one', 480, 900),
      event('underrun', 'one', 480, 1_100),
      event('started', 'one', 480, 1_500),
      event('drained', 'one', 960, 2_200),
    ]
    expect(timesOf(turns, events)).toEqual([1_000, 1_000, 1_100, 2_000, 2_200])
  })

  it('moves no time before that of an earlier event of the turn, also across a flush', () => {
    const turns = createWrittenTurns()
    turns.wrote('one', 480, 0)
    turns.wrote('two', 480, 0)
    expect(timesOf(turns, [event('started', 'one', 0, 50), event('progress', 'one', 240, 20)])).toEqual([
      50, 50,
    ])
    expect(timesOf(turns, [event('started', 'two', 0, 30)])).toEqual([30])
    turns.flush()
    turns.wrote('one', 480, 55)
    expect(timesOf(turns, [event('flushed', 'one', 300, 70), event('started', 'one', 0, 60)])).toEqual([
      70, 70,
    ])
  })

  it('refuses the turns written before refuseAll and those that it names, and no others', () => {
    const turns = createWrittenTurns()
    turns.wrote('one', 480, 0)
    turns.refuseAll(['waiting'])
    expect(['one', 'waiting', 'two'].map(turns.isRefused)).toEqual([true, true, false])
    turns.refuseAll([])
    expect(turns.isRefused('one')).toBe(true)
  })

  it('remembers a thousand turns', () => {
    const turns = createWrittenTurns()
    for (let i = 0; i < 1_500; i++) {
      turns.wrote(`turn ${i}`, 480, 0)
      turns.refuseAll([])
    }
    expect([499, 500, 1499].map((turn) => turns.isRefused(`turn ${turn}`))).toEqual([false, true, true])
    expect(turns.unfinished()).toHaveLength(1_000)
  })
})
