import type { OutputState } from '@vatel/core'
import { testSpeaker } from '../test/devices.ts'
import { says } from '../test/messages.ts'
import { startCall } from '../test/start-call.ts'

const callThrough = async (state: OutputState) => {
  const speaker = testSpeaker(state)
  const call = await startCall({ speaker })
  const tags = () =>
    (['needs-gesture', 'sound-interrupted'] as const).filter((tag) => call.actor.getSnapshot().hasTag(tag))
  return { ...call, speaker, tags }
}

describe('a speaker that may not sound', () => {
  it('says that it needs a gesture, from the start of the call until the user has made one', async () => {
    const call = await callThrough('needs-gesture')
    expect(call.tags()).toEqual(['needs-gesture'])
    expect(call.phase()).toBe('listening')
    await call.say(says.audio(500))
    expect(call.speaker.written).toHaveLength(1)
    call.speaker.become('running')
    expect(call.tags()).toEqual([])
    call.speaker.tell('started')
    expect(call.phase()).toBe('agentSpeaking')
  })

  it('says that the system holds the sound, and that it gives it back', async () => {
    const call = await callThrough('running')
    expect(call.tags()).toEqual([])
    call.speaker.become('interrupted')
    expect(call.tags()).toEqual(['sound-interrupted'])
    call.speaker.become('needs-gesture')
    expect(call.tags()).toEqual(['needs-gesture'])
    call.speaker.become('running')
    expect(call.tags()).toEqual([])
  })

  it.each(['needs-gesture', 'interrupted'] as const)(
    'is not waited for with the last words: %s',
    async (state) => {
      const call = await callThrough(state)
      await call.say(says.audio(2_000, 'turn-1', true), says.ended)
      expect(call.phase()).toBe('ended')
      expect(call.emitted).toEqual([{ type: 'ended', reason: { type: 'session-ended' } }])
    },
  )

  it('is watched for as long as the call lasts', async () => {
    const call = await callThrough('needs-gesture')
    expect(call.speaker.listeners).toBe(2)
    call.send('hangUp')
    expect(call.speaker.listeners).toBe(0)
  })

  it('tells no change that is none', async () => {
    const call = await callThrough('running')
    let updates = 0
    call.actor.subscribe(() => (updates += 1))
    call.speaker.become('running')
    expect(updates).toBe(0)
  })
})
