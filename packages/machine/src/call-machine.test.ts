import { tool, type EndReason } from '@vatel/core'
import * as t from 'io-ts'
import { createActor } from 'xstate'
import { testMicrophone } from '../test/devices.ts'
import { audioOf, message, outputsOf, soundOf } from '../test/messages.ts'
import { setUp, startCall } from '../test/start-call.ts'
import { callMachine } from './call-machine.ts'
import { phaseOf } from './phase.ts'
import { outcomeOf, selectEndReason, selectTranscript } from './selectors.ts'

describe('callMachine', () => {
  it('waits for call, connects, and listens once the session has begun', async () => {
    const call = setUp()
    expect(call.phase()).toBe('ended')
    expect(call.connections).toHaveLength(0)
    call.send('call')
    expect(call.phase()).toBe('connecting')
    await call.pass()
    expect(call.phase()).toBe('connecting')
    call.connection().start('call-7')
    await call.pass()
    expect(call.phase()).toBe('listening')
    expect(call.actor.getSnapshot().context.sessionId).toBe('call-7')
  })

  it('speaks for as long as the agent is heard, as the speaker reports it', async () => {
    const call = await startCall()
    await call.receive(message.audio(2_000), message.audio(2_000, 'turn-1', true))
    expect(call.phase()).toBe('listening')
    expect(call.speaker.written.map(({ pcm }) => pcm.length)).toEqual([48_000, 48_000])
    call.speaker.report('started')
    expect(call.phase()).toBe('agentSpeaking')
    await call.pass(60_000)
    expect(call.phase()).toBe('agentSpeaking')
    call.speaker.report('drained', 'turn-1', 96_000)
    await call.pass(400)
    expect(call.phase()).toBe('listening')
  })

  it('does not flicker in a gap of 300 ms between two chunks', async () => {
    const call = await startCall()
    call.speaker.report('started')
    for (const silence of ['underrun', 'drained'] as const) {
      call.speaker.report(silence)
      await call.pass(300)
      call.speaker.report('started')
    }
    await call.pass(1_000)
    expect(call.phases).toEqual(['ended', 'connecting', 'listening', 'agentSpeaking'])
  })

  it('counts the agent as heard for as long as its audio lasts when there is no speaker', async () => {
    const call = setUp()
    const actor = createActor(callMachine, { input: { connect: call.input.connect }, clock: call.clock })
    actor.start().send({ type: 'call' })
    await call.pass()
    call.connection().start()
    await call.receive(message.audio(400), message.audio(1_000), message.audio(600, 'turn-1', true))
    expect(phaseOf(actor.getSnapshot())).toBe('agentSpeaking')
    await call.pass(2_320)
    expect(phaseOf(actor.getSnapshot())).toBe('agentSpeaking')
    await call.pass(21)
    expect(phaseOf(actor.getSnapshot())).toBe('listening')
    expect(call.clock.countTimers()).toBe(0)
  })

  it('is interrupted at once, until the user has finished speaking', async () => {
    const call = await startCall()
    await call.receive(message.audio(2_000))
    call.speaker.report('started')
    await call.receive(message.voice(), message.interruption)
    expect(call.phase()).toBe('interrupted')
    expect(call.speaker.flushes).toBe(1)
    await call.receive(message.audio(100))
    expect(call.speaker.written).toHaveLength(1)
    await call.receive(message.silence)
    expect(call.phase()).toBe('listening')
    await call.receive(message.audio(100, 'turn-2'))
    expect(call.speaker.written).toHaveLength(2)
  })

  it('is not interrupted by an emulated start of speech', async () => {
    const call = await startCall()
    await call.receive(message.audio(2_000))
    call.speaker.report('started')
    await call.receive(message.voice(true))
    expect(call.phase()).toBe('agentSpeaking')
    expect(call.actor.getSnapshot().hasTag('user-speaking')).toBe(false)
    expect(call.speaker.flushes).toBe(0)
  })

  it('silences the agent for the interface even if the platform never reports an interruption', async () => {
    const call = await startCall()
    await call.receive(message.text('One, two, three.'), message.audio(2_000))
    call.speaker.report('started')
    call.send('interrupt')
    expect(call.phase()).toBe('interrupted')
    expect(call.speaker.flushes).toBe(1)
    await call.receive(message.audio(100), message.audio(100, 'turn-2'))
    expect(call.speaker.written.map(({ turnId }) => turnId)).toEqual(['turn-1', 'turn-2'])
    call.speaker.report('started', 'turn-2')
    expect(call.phase()).toBe('agentSpeaking')
    expect(selectTranscript(call.actor.getSnapshot())[0]).toMatchObject({ interrupted: true })
  })

  it('waits for tools and answers each once, while the agent may speak', async () => {
    const answers = new Map<string, (text: string) => void>()
    const get_weather = tool({
      args: t.type({ city: t.string }),
      run: ({ city }) => new Promise<string>((resolve) => answers.set(city, resolve)),
    })
    const call = await startCall({ tools: { get_weather } })
    await call.receive(message.tool('a'), message.tool('b', 'get_weather', 'Bruges'), message.tool('a'))
    expect(call.phase()).toBe('toolPending')
    call.speaker.report('started')
    expect(call.phase()).toBe('agentSpeaking')
    call.speaker.report('flushed')
    answers.get('Bruges')?.('rain')
    await call.pass()
    expect(call.phase()).toBe('toolPending')
    answers.get('Ghent')?.('sun')
    await call.pass()
    expect(call.phase()).toBe('listening')
    expect(outputsOf(call.connection())).toEqual([
      { toolCallId: 'b', output: 'rain' },
      { toolCallId: 'a', output: 'sun' },
    ])
  })

  it('sends the voice of the user, and silence of the same length while muted', async () => {
    const call = await startCall()
    call.microphone.capture(soundOf(20))
    call.send('mute')
    call.microphone.capture(soundOf(20))
    call.send('unmute')
    call.microphone.capture(soundOf(20))
    expect(audioOf(call.connection()).map((pcm) => [pcm.length, pcm[0]])).toEqual([
      [480, 1_000],
      [480, 0],
      [480, 1_000],
    ])
  })

  it('lets the last words be heard when the platform hangs up right after them', async () => {
    const call = await startCall()
    await call.receive(message.audio(2_000, 'turn-1', true))
    call.speaker.report('started')
    await call.receive(message.ended)
    expect(call.phase()).toBe('agentSpeaking')
    expect(call.microphone.state).toBe('closed')
    expect(call.connection().closeCount).toBe(1)
    call.speaker.report('drained', 'turn-1', 48_000)
    await call.pass(400)
    expect(call.phase()).toBe('ended')
    expect(outcomeOf(call.actor.getSnapshot())?.reason).toEqual({ type: 'session-ended' })
    expect(call.emitted).toEqual([{ type: 'call.ended', reason: { type: 'session-ended' } }])
  })

  it('leaves nothing running after hangUp', async () => {
    const call = await startCall()
    await call.receive(message.audio(2_000))
    call.speaker.report('started')
    call.send('hangUp')
    expect(call.phase()).toBe('ended')
    expect(call.microphone.state).toBe('closed')
    expect(call.connection().closeCount).toBe(1)
    expect(call.speaker.flushes).toBe(1)
    expect(call.speaker.listeners).toBe(0)
    expect(call.clock.countTimers()).toBe(0)
    expect(Object.keys(call.actor.getSnapshot().children)).toEqual([])
  })
})

type Call = Awaited<ReturnType<typeof startCall>>

const expectNothingRunning = ({ actor, clock, microphone, speaker }: Call): void => {
  expect(actor.getSnapshot().children).toEqual({})
  expect(microphone.state).not.toBe('listened')
  expect(speaker.listeners).toBe(0)
  expect(clock.countTimers()).toBe(0)
}

describe('ended', () => {
  const paths: readonly (readonly [string, EndReason, (call: Call) => void])[] = [
    ['the user hangs up', { type: 'hung-up' }, ({ send }) => send('hangUp')],
    [
      'the platform ends the session',
      { type: 'session-ended' },
      ({ connection }) => connection().receive(message.ended),
    ],
    [
      'the connection breaks',
      { type: 'lost', code: 1006, reason: '' },
      ({ connection }) => connection().end({ type: 'lost', code: 1006, reason: '' }),
    ],
    [
      'the connection cannot go on',
      { type: 'timed-out', stage: 'starting' },
      ({ connection }) => connection().end({ type: 'timed-out', stage: 'starting' }),
    ],
  ]

  it.each(paths)('is emitted once and leaves nothing running when %s', async (_, reason, end) => {
    const call = await startCall()
    call.speaker.report('started')
    call.speaker.report('underrun')
    end(call)
    await call.pass()
    expect(call.phase()).toBe('ended')
    expect(selectEndReason(call.actor.getSnapshot())).toEqual(reason)
    expect(call.emitted).toEqual([{ type: 'call.ended', reason }])
    expect(call.microphone.state).toBe('closed')
    expect(call.connection().closeCount).toBeGreaterThan(0)
    expectNothingRunning(call)
  })

  it('stops everything when the actor is stopped', async () => {
    const call = await startCall()
    await call.receive(message.audio())
    call.speaker.report('started')
    call.actor.stop()
    expect(call.microphone.state).toBe('closed')
    expect(call.connection().closeCount).toBe(1)
    expect(call.speaker.flushes).toBe(1)
    expect(call.clock.countTimers()).toBe(0)
  })

  it('aborts the tools that run, and answers for them before it hangs up', async () => {
    const signals: AbortSignal[] = []
    const get_weather = tool({
      args: t.type({ city: t.string }),
      run: (_, { signal }) => {
        signals.push(signal)
        return new Promise(() => undefined)
      },
    })
    const call = await startCall({ tools: { get_weather } })
    await call.receive(message.tool())
    call.send('hangUp')
    await call.pass()
    expect(signals.map(({ aborted }) => aborted)).toEqual([true])
    expect(outputsOf(call.connection())).toHaveLength(1)
    expect(outcomeOf(call.actor.getSnapshot())?.tools).toMatchObject([{ status: 'cancelled' }])
    expect(outcomeOf(call.actor.getSnapshot())?.transcript).toMatchObject([
      { who: 'tool', output: expect.stringContaining('moved on') as string },
    ])
    expectNothingRunning(call)
  })

  it('keeps the words that were heard until the end, and no more', async () => {
    const call = setUp()
    const { connect } = call.input
    const actor = createActor(callMachine, { input: { connect }, clock: call.clock }).start()
    actor.send({ type: 'call' })
    await call.pass()
    call.connection().start()
    await call.receive(message.text('One two three four.'), message.audio(2_000, 'turn-1', true))
    // After the last word about what was heard, and before the next.
    await call.pass(1_390)
    actor.send({ type: 'hangUp' })
    expect(selectTranscript(actor.getSnapshot())).toMatchObject([
      { who: 'agent', heardText: 'One two three', unheardText: ' four.' },
    ])
  })

  it.each(['call', 'retry'] as const)('begins a new call with a fresh context on %s', async (command) => {
    const microphones = [testMicrophone(), testMicrophone()]
    const waiting = [...microphones]
    const call = await startCall({ microphone: () => waiting.shift() ?? testMicrophone() })
    await call.receive(message.text('Hello.'), message.voice(), message.heard('Hi.'))
    call.connection().end({ type: 'lost', code: 1006, reason: '' })
    await call.pass()
    expect(outcomeOf(call.actor.getSnapshot())?.transcript).toHaveLength(2)
    call.send(command)
    expect(call.phase()).toBe('connecting')
    expect(call.actor.getSnapshot().context).toMatchObject({ sessionId: null, reason: null })
    expect(selectTranscript(call.actor.getSnapshot())).toEqual([])
    await call.pass()
    call.connection().start('call-2')
    await call.pass()
    expect(call.phase()).toBe('listening')
    expect(call.connections).toHaveLength(2)
    expect(call.actor.getSnapshot().context.sessionId).toBe('call-2')
    expect(microphones.map(({ state }) => state)).toEqual(['closed', 'listened'])
    call.send('hangUp')
    expect(call.emitted.map(({ type }) => type)).toEqual(['call.ended', 'call.ended'])
  })
})

describe('thinking', () => {
  const isThinking = (call: Awaited<ReturnType<typeof startCall>>) =>
    call.actor.getSnapshot().hasTag('thinking')

  it('lasts from the end of the user’s speech to the first sound that is heard', async () => {
    const call = await startCall()
    expect(isThinking(call)).toBe(false)
    await call.receive(message.voice())
    expect(isThinking(call)).toBe(false)
    await call.receive(message.silence)
    expect(isThinking(call)).toBe(true)
    await call.receive(message.heard('Hello?'), message.text('Hi.'), message.audio(500))
    expect(isThinking(call)).toBe(true)
    expect(call.phase()).toBe('listening')
    call.speaker.report('started')
    expect(isThinking(call)).toBe(false)
    call.speaker.report('drained', 'turn-1', 12_000)
    await call.pass(400)
    expect(call.phase()).toBe('listening')
    expect(isThinking(call)).toBe(false)
  })

  it.each<[string, (call: Awaited<ReturnType<typeof startCall>>) => unknown]>([
    ['the user speaks again', (call) => call.receive(message.voice())],
    ['it was a noise', (call) => call.receive(message.heard(''))],
    ['the answer is cancelled by the interface', (call) => call.send('interrupt')],
    [
      'the call goes on after a pause, in which the answer was discarded',
      (call) => {
        call.send('pause')
        call.send('resume')
      },
    ],
    ['the call ends', (call) => call.send('hangUp')],
  ])('ends when %s', async (_, act) => {
    const call = await startCall()
    await call.receive(message.voice(), message.silence)
    expect(isThinking(call)).toBe(true)
    await act(call)
    expect(isThinking(call)).toBe(false)
  })

  it('begins after an interruption, once the user has finished', async () => {
    const call = await startCall()
    await call.receive(message.audio(2_000))
    call.speaker.report('started')
    await call.receive(message.voice(), message.interruption)
    expect(isThinking(call)).toBe(false)
    await call.receive(message.silence)
    expect(isThinking(call)).toBe(true)
  })
})
