import type { ServerMessage } from '@vatel/core'
import { createInterruptionWatch } from './interruption-watch.ts'

const audio = (turn_id: string): ServerMessage => ({
  type: 'response_audio',
  data: { turn_id, audio: '', is_final: false },
})
const interruption: ServerMessage = { type: 'interruption', data: {} }
const speechStopped: ServerMessage = { type: 'speech_stopped', data: {} }

const loud = (length: number) => new Int16Array(length).fill(1_000)
const silence = new Int16Array(240)

/** The agent was audible from 0 to 100 ms. */
const whileSpeaking = () => {
  const watch = createInterruptionWatch()
  watch.message(audio('t1'), 0)
  for (let atMs = 0; atMs < 100; atMs += 10) watch.sound(loud(240), atMs)
  return watch
}

describe('createInterruptionWatch', () => {
  it('measures up to the last audible sample', () => {
    const watch = whileSpeaking()
    watch.message(interruption, 93)
    expect(watch.reactions).toEqual([{ interruptedAtMs: 93, silentAfterMs: 7 }])
    const fading = new Int16Array(240)
    fading.set(loud(120))
    watch.sound(fading, 100)
    watch.sound(silence, 110)
    expect(watch.reactions).toEqual([{ interruptedAtMs: 93, silentAfterMs: 12 }])
  })

  it('measures audio that returns', () => {
    const watch = whileSpeaking()
    watch.message(interruption, 100)
    watch.sound(silence, 100)
    watch.sound(loud(240), 400)
    expect(watch.reactions).toEqual([{ interruptedAtMs: 100, silentAfterMs: 310 }])
  })

  it('reports 0 when the agent was silent already', () => {
    const watch = whileSpeaking()
    watch.message(interruption, 150)
    expect(watch.reactions).toEqual([{ interruptedAtMs: 150, silentAfterMs: 0 }])
  })

  it('stops when the user has finished: later audio is the answer', () => {
    const watch = whileSpeaking()
    watch.message(interruption, 100)
    watch.message(speechStopped, 900)
    watch.sound(loud(240), 1_300)
    expect(watch.reactions).toEqual([{ interruptedAtMs: 100, silentAfterMs: 0 }])
  })

  it('counts the end of a fade as silence', () => {
    const watch = whileSpeaking()
    watch.message(interruption, 100)
    watch.sound(new Int16Array(240).fill(-1), 100)
    expect(watch.reactions[0]?.silentAfterMs).toBe(0)
  })

  it('reports a cancelled turn that is audible again, and no other', () => {
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
