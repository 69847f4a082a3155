import { says } from '../test/messages.ts'
import { startCall } from '../test/start-call.ts'

describe('what is heard', () => {
  it('is not moved by what a speaker on another thread still tells of a turn that was cut', async () => {
    const call = await startCall()
    await call.say(says.audio(2_000))
    call.speaker.tell('started')
    await call.say(says.voice(), says.interruption)
    call.speaker.tell('progress')
    expect(call.phase()).toBe('interrupted')
    call.speaker.tell('flushed')
    expect(call.phase()).toBe('interrupted')
  })

  it('goes on when one turn ends after the next has begun', async () => {
    const call = await startCall()
    await call.say(says.audio(200), says.audio(200, 'turn-2'))
    call.speaker.tell('started', 'turn-1')
    call.speaker.tell('started', 'turn-2')
    call.speaker.tell('drained', 'turn-1')
    await call.pass(1_000)
    expect(call.phase()).toBe('agentSpeaking')
  })

  it('does not come back after a pause: what came meanwhile is never played', async () => {
    const call = await startCall()
    await call.say(says.audio(2_000))
    call.speaker.tell('started')
    call.send('pause')
    expect(call.phase()).toBe('listening')
    expect(call.speaker.flushes).toBe(1)
    await call.say(says.audio(200))
    call.send('resume')
    await call.say(says.audio(400))
    expect(call.speaker.written.map(({ pcm }) => pcm.length)).toEqual([48_000, 9_600])
  })

  it('goes into the transcript a few times a second, however often the speaker tells', async () => {
    const call = await startCall()
    await call.say(says.text('One two three four.'), says.audio(2_000))
    call.speaker.tell('started')
    let updates = 0
    call.actor.subscribe(() => (updates += 1))
    for (let frame = 1; frame <= 100; frame += 1) call.speaker.tell('progress', 'turn-1', frame * 480, 20)
    expect(updates).toBe(10)
    expect(call.actor.getSnapshot().context.transcript).toMatchObject([{ heardText: 'One two three' }])
  })

  it('is told to the interface as trouble when the speaker fails, and the call goes on', async () => {
    const cause = new Error('no device')
    const call = await startCall()
    call.speaker.breakDown(cause)
    await call.say(says.audio(200))
    expect(call.emitted).toMatchObject([{ type: 'trouble', error: { _tag: 'DeviceFailedError', cause } }])
    expect(call.phase()).toBe('listening')
  })

  it('takes one step for a message, and none for one that changes nothing', async () => {
    const call = await startCall()
    let updates = 0
    call.actor.subscribe(() => (updates += 1))
    await call.say(says.voice())
    expect(updates).toBe(1)
    await call.say({ type: 'session_started', data: { id: 'again' } })
    expect(updates).toBe(1)
    await call.say(says.text('Hello.'))
    expect(updates).toBe(2)
  })

  it('costs the machine no event for the chunks of a turn after the first', async () => {
    const call = await startCall()
    await call.say(says.voice(), says.silence, says.audio(200))
    let updates = 0
    call.actor.subscribe(() => (updates += 1))
    await call.say(...Array.from({ length: 50 }, () => says.audio(200)))
    await call.pass()
    await call.pass()
    expect(updates).toBe(0)
    expect(call.speaker.written).toHaveLength(51)
  })
})
