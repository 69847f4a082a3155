import type { ServerMessage } from '@vatel/core'
import { createSilenceWatch } from './silence-watch.ts'

const audio = (turn_id: string): ServerMessage => ({
  type: 'response_audio',
  data: { turn_id, audio: '', is_final: false },
})
const interruption: ServerMessage = { type: 'interruption', data: {} }
const speechStopped: ServerMessage = { type: 'speech_stopped', data: {} }

const loud = (length: number) => new Int16Array(length).fill(1_000)
const silence = new Int16Array(240)

/** The agent has been heard from 0 to 100 ms. */
const whileSpeaking = () => {
  const watch = createSilenceWatch()
  watch.message(audio('t1'), 0)
  for (let atMs = 0; atMs < 100; atMs += 10) watch.sound(loud(240), atMs)
  return watch
}

describe('createSilenceWatch', () => {
  it('measures to the end of the last sample that sounds', () => {
    const watch = whileSpeaking()
    watch.message(interruption, 93)
    expect(watch.silencings).toEqual([{ interruptedAtMs: 93, silentAfterMs: 7 }])
    const fading = new Int16Array(240)
    fading.set(loud(120))
    watch.sound(fading, 100)
    watch.sound(silence, 110)
    expect(watch.silencings).toEqual([{ interruptedAtMs: 93, silentAfterMs: 12 }])
  })

  it('finds sound that comes back', () => {
    const watch = whileSpeaking()
    watch.message(interruption, 100)
    watch.sound(silence, 100)
    watch.sound(loud(240), 400)
    expect(watch.silencings).toEqual([{ interruptedAtMs: 100, silentAfterMs: 310 }])
  })

  it('counts nothing when the agent was silent already', () => {
    const watch = whileSpeaking()
    watch.message(interruption, 150)
    expect(watch.silencings).toEqual([{ interruptedAtMs: 150, silentAfterMs: 0 }])
  })

  it('stops when the user has finished: what sounds then is the answer', () => {
    const watch = whileSpeaking()
    watch.message(interruption, 100)
    watch.message(speechStopped, 900)
    watch.sound(loud(240), 1_300)
    expect(watch.silencings).toEqual([{ interruptedAtMs: 100, silentAfterMs: 0 }])
  })

  it('takes the last bit of a fade for silence', () => {
    const watch = whileSpeaking()
    watch.message(interruption, 100)
    watch.sound(new Int16Array(240).fill(-1), 100)
    expect(watch.silencings[0]?.silentAfterMs).toBe(0)
  })

  it('names a cancelled turn that is heard again, and no other', () => {
    const watch = whileSpeaking()
    const heard = (turnId: string) => watch.playout({ type: 'started', turnId, heardSamples: 0, atMs: 0 })
    heard('t1')
    watch.message(interruption, 100)
    watch.playout({ type: 'flushed', turnId: 't1', heardSamples: 10, atMs: 100 })
    heard('t2')
    expect([...watch.staleTurns]).toEqual([])
    heard('t1')
    expect([...watch.staleTurns]).toEqual(['t1'])
  })
})
