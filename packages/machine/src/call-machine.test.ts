import { tool } from '@vatel/core'
import * as t from 'io-ts'
import { createActor } from 'xstate'
import { says, soundOf } from '../test/messages.ts'
import { setUp, startCall } from '../test/start-call.ts'
import { callMachine } from './call-machine.ts'
import { phaseOf } from './phase.ts'
import { outcomeOf } from './selectors.ts'

describe('callMachine', () => {
  it('waits for call, connects, and listens once the session has begun', async () => {
    const call = setUp()
    expect(call.phase()).toBe('ended')
    expect(call.connections).toHaveLength(0)
    call.send('call')
    expect(call.phase()).toBe('connecting')
    await call.pass()
    expect(call.phase()).toBe('connecting')
    call.line().begin('call-7')
    await call.pass()
    expect(call.phase()).toBe('listening')
    expect(call.actor.getSnapshot().context.sessionId).toBe('call-7')
  })

  it('speaks for as long as the agent is heard, by the word of the speaker', async () => {
    const call = await startCall()
    await call.say(says.audio(2_000), says.audio(2_000, 'turn-1', true))
    expect(call.phase()).toBe('listening')
    expect(call.speaker.written.map(({ pcm }) => pcm.length)).toEqual([48_000, 48_000])
    call.speaker.tell('started')
    expect(call.phase()).toBe('agentSpeaking')
    await call.pass(60_000)
    expect(call.phase()).toBe('agentSpeaking')
    call.speaker.tell('drained', 'turn-1', 96_000)
    await call.pass(400)
    expect(call.phase()).toBe('listening')
  })

  it('does not flicker in a gap of 300 ms between two chunks', async () => {
    const call = await startCall()
    call.speaker.tell('started')
    for (const silence of ['underrun', 'drained'] as const) {
      call.speaker.tell(silence)
      await call.pass(300)
      call.speaker.tell('started')
    }
    await call.pass(1_000)
    expect(call.phases).toEqual(['ended', 'connecting', 'listening', 'agentSpeaking'])
  })

  it('takes the agent to be heard for as long as its audio lasts when there is no speaker', async () => {
    const call = setUp()
    const actor = createActor(callMachine, { input: { connect: call.input.connect }, clock: call.clock })
    actor.start().send({ type: 'call' })
    await call.pass()
    call.line().begin()
    await call.say(says.audio(400), says.audio(1_000), says.audio(600, 'turn-1', true))
    expect(phaseOf(actor.getSnapshot())).toBe('agentSpeaking')
    await call.pass(2_320)
    expect(phaseOf(actor.getSnapshot())).toBe('agentSpeaking')
    await call.pass(21)
    expect(phaseOf(actor.getSnapshot())).toBe('listening')
    expect(call.clock.countTimers()).toBe(0)
  })

  it('is interrupted at once, until the user has finished speaking', async () => {
    const call = await startCall()
    await call.say(says.audio(2_000))
    call.speaker.tell('started')
    await call.say(says.voice(), says.interruption)
    expect(call.phase()).toBe('interrupted')
    expect(call.speaker.flushes).toBe(1)
    await call.say(says.audio(100))
    expect(call.speaker.written).toHaveLength(1)
    await call.say(says.silence)
    expect(call.phase()).toBe('listening')
    await call.say(says.audio(100, 'turn-2'))
    expect(call.speaker.written).toHaveLength(2)
  })

  it('is interrupted by nobody when a start is emulated', async () => {
    const call = await startCall()
    await call.say(says.audio(2_000))
    call.speaker.tell('started')
    await call.say(says.voice(true))
    expect(call.phase()).toBe('agentSpeaking')
    expect(call.actor.getSnapshot().hasTag('user-speaking')).toBe(false)
    expect(call.speaker.flushes).toBe(0)
  })

  it('silences the agent for the interface even if the platform never says so', async () => {
    const call = await startCall()
    await call.say(says.text('One, two, three.'), says.audio(2_000))
    call.speaker.tell('started')
    call.send('interrupt')
    expect(call.phase()).toBe('interrupted')
    expect(call.speaker.flushes).toBe(1)
    await call.say(says.audio(100), says.audio(100, 'turn-2'))
    expect(call.speaker.written.map(({ turnId }) => turnId)).toEqual(['turn-1', 'turn-2'])
    call.speaker.tell('started', 'turn-2')
    expect(call.phase()).toBe('agentSpeaking')
    expect(call.actor.getSnapshot().context.transcript[0]).toMatchObject({ interrupted: true })
  })

  it('waits for tools, answers each once, and talks meanwhile', async () => {
    const answers = new Map<string, (text: string) => void>()
    const get_weather = tool({
      args: t.type({ city: t.string }),
      run: ({ city }) => new Promise<string>((resolve) => answers.set(city, resolve)),
    })
    const call = await startCall({ tools: { get_weather } })
    await call.say(says.tool('a'), says.tool('b', 'get_weather', 'Bruges'), says.tool('a'))
    expect(call.phase()).toBe('toolPending')
    call.speaker.tell('started')
    expect(call.phase()).toBe('agentSpeaking')
    call.speaker.tell('flushed')
    answers.get('Bruges')?.('rain')
    await call.pass()
    expect(call.phase()).toBe('toolPending')
    answers.get('Ghent')?.('sun')
    await call.pass()
    expect(call.phase()).toBe('listening')
    expect(call.line().outputs).toEqual([
      { toolCallId: 'b', output: 'rain' },
      { toolCallId: 'a', output: 'sun' },
    ])
  })

  it('sends the voice of the user, and silence of the same length while muted', async () => {
    const call = await startCall()
    call.microphone.hear(soundOf(20))
    call.send('mute')
    call.microphone.hear(soundOf(20))
    call.send('unmute')
    call.microphone.hear(soundOf(20))
    expect(call.line().sentAudio.map((pcm) => [pcm.length, pcm[0]])).toEqual([
      [480, 1_000],
      [480, 0],
      [480, 1_000],
    ])
  })

  it('lets the last words be heard when the platform hangs up in the same breath', async () => {
    const call = await startCall()
    await call.say(says.audio(2_000, 'turn-1', true))
    call.speaker.tell('started')
    await call.say(says.ended)
    expect(call.phase()).toBe('agentSpeaking')
    expect(call.microphone.state).toBe('closed')
    expect(call.line().closed).toBe(1)
    call.speaker.tell('drained', 'turn-1', 48_000)
    await call.pass(400)
    expect(call.phase()).toBe('ended')
    expect(outcomeOf(call.actor.getSnapshot())?.reason).toEqual({ type: 'session-ended' })
    expect(call.emitted).toEqual([{ type: 'ended', reason: { type: 'session-ended' } }])
  })

  it('leaves nothing running after hangUp', async () => {
    const call = await startCall()
    await call.say(says.audio(2_000))
    call.speaker.tell('started')
    call.send('hangUp')
    expect(call.phase()).toBe('ended')
    expect(call.microphone.state).toBe('closed')
    expect(call.line().closed).toBe(1)
    expect(call.speaker.flushes).toBe(1)
    expect(call.speaker.listeners).toBe(0)
    expect(call.clock.countTimers()).toBe(0)
    expect(Object.keys(call.actor.getSnapshot().children)).toEqual([])
  })
})
