import { initialLatency, initialTranscript, reduceLatency, reduceTranscript } from '@vatel/core'
import { createActor, waitFor } from 'xstate'
import { message } from '../test/messages.ts'
import { setUp, startCall } from '../test/start-call.ts'
import { callMachine, type CallSnapshot } from './call-machine.ts'
import { isPhase } from './phase.ts'
import { outcomeOf, selectLatency, selectTranscript } from './selectors.ts'

type Call = Awaited<ReturnType<typeof startCall>>

describe('the conversation', () => {
  it('is reported once for all messages of a task, and moves no state', async () => {
    const call = await startCall()
    const { value } = call.actor.getSnapshot()
    const shown: CallSnapshot[] = []
    call.actor.subscribe((snapshot) => shown.push(snapshot))
    await call.receive(message.text('Hel', 'turn-1'), message.text('Hello', 'turn-1'))
    await call.receive(message.text('Hello.', 'turn-1'))
    expect(shown.map(selectTranscript)).toMatchObject([[{ text: 'Hello' }], [{ text: 'Hello.' }]])
    expect(shown.map((snapshot) => snapshot.value)).toEqual([value, value])
  })

  it('is up to date in every step of the machine, whatever came before it in the same task', async () => {
    const call = await startCall()
    const shown: CallSnapshot[] = []
    call.actor.subscribe((snapshot) => shown.push(snapshot))
    await call.receive(message.heard('Hi', false), message.text('Hello.'), message.tool())
    expect(shown.map(selectTranscript)).toMatchObject([
      [{ text: 'Hi' }, { text: 'Hello.' }, { toolCallId: 'tool-1' }],
    ])
  })

  it('has in the context what core’s reducers make of the same messages', async () => {
    const call = await startCall()
    const messages = [
      message.voice(),
      message.heard('Hi', false),
      message.silence,
      message.heard('Hi.'),
      message.text('Hello.'),
      message.audio(500),
      message.voice(),
      message.interruption,
      message.silence,
      message.tool(),
    ]
    const now = () => call.actor.getSnapshot()
    let transcript = initialTranscript
    let latency = initialLatency
    for (const each of messages) {
      transcript = reduceTranscript(transcript, each)
      latency = reduceLatency(latency, each, call.clock.now())
      await call.receive(each)
      // A chunk of audio alone is reported with the next change.
      if (each.type !== 'response_audio')
        expect([selectTranscript(now()), selectLatency(now())]).toEqual([transcript, latency])
      await call.pass(100)
    }
  })

  it('has the same list of lines until they change, also in a long call', async () => {
    const call = await startCall()
    for (let turn = 0; turn < 500; turn += 1)
      await call.receive(message.text(`Turn ${String(turn)}.`, `turn-${String(turn)}`))
    const lines = () => selectTranscript(call.actor.getSnapshot())
    const before = lines()
    expect(before).toHaveLength(500)
    await call.receive(message.silence)
    expect(lines()).toBe(before)
    expect(selectTranscript(JSON.parse(JSON.stringify(call.actor.getSnapshot())) as CallSnapshot)).toEqual(
      before,
    )
    await call.receive(message.text('More.', 'turn-499'))
    expect(lines()).not.toBe(before)
    expect(lines()[0]).toBe(before[0])
  })

  it('stays out of a call that begins while the last one is torn down', async () => {
    const close = () => call.send('call')
    const call: Call = await startCall({ microphone: { listen: () => () => undefined, close } })
    await call.receive(message.text('Hello.'), message.audio(500), message.audio(500))
    call.send('hangUp')
    expect(call.phase()).toBe('connecting')
    expect(selectTranscript(call.actor.getSnapshot())).toEqual([])
  })

  it.each<readonly [string, (call: Call) => void]>([
    ['the platform ends the call', ({ connection }) => connection().receive(message.ended)],
    ['the connection breaks', ({ connection }) => connection().end({ type: 'lost', code: 1006, reason: '' })],
  ])('counts the audio that came last as soon as %s', async (_, end) => {
    const call = await startCall()
    await call.receive(message.audio(500))
    await call.receive(message.audio(500))
    expect(selectTranscript(call.actor.getSnapshot())).toMatchObject([{ receivedSamples: 12_000 }])
    const over = waitFor(call.actor, isPhase('ended'))
    end(call)
    await call.pass(2_000)
    expect(outcomeOf(await over)?.transcript).toMatchObject([{ receivedSamples: 24_000 }])
  })

  it('counts the audio that came last before the user hangs up', async () => {
    const call = await startCall()
    await call.receive(message.audio(500), message.audio(500))
    call.send('hangUp')
    expect(selectTranscript(call.actor.getSnapshot())).toMatchObject([{ receivedSamples: 24_000 }])
  })

  it.each<readonly [string, (call: Call) => void]>([
    ['the user hangs up', ({ send }) => send('hangUp')],
    ['the connection breaks', ({ connection }) => connection().end({ type: 'lost', code: 1006, reason: '' })],
  ])('has no unfinished line of the user once %s', async (_, end) => {
    const call = await startCall()
    await call.receive(message.voice(), message.heard('Good', false), message.text('Hello.'), message.voice())
    const now = () => selectTranscript(call.actor.getSnapshot())
    expect(now()).toMatchObject([{ text: 'Good', final: false }, { text: 'Hello.' }, { text: '' }])
    await call.receive(message.audio(500))
    end(call)
    await call.pass(2_000)
    expect(now()).toMatchObject([{ text: 'Good', final: true }, { text: 'Hello.' }])
    expect(call.phase()).toBe('ended')
  })

  it('is kept by a machine with other actions provided', async () => {
    const { input, clock, connection, pass } = setUp()
    const provided = callMachine.provide({ actions: { emitEnd: () => undefined } })
    const actor = createActor(provided, { input, clock }).start()
    actor.send({ type: 'call' })
    await pass()
    connection().start()
    connection().receive(message.text('Hello.'))
    await pass()
    expect(selectTranscript(actor.getSnapshot())).toMatchObject([{ text: 'Hello.' }])
  })

  it('updates the machine once for a message, and not for one that changes nothing', async () => {
    const call = await startCall()
    let updates = 0
    call.actor.subscribe(() => (updates += 1))
    await call.receive(message.voice())
    expect(updates).toBe(1)
    await call.receive({ type: 'session_started', data: { id: 'again' } })
    expect(updates).toBe(1)
    await call.receive(message.text('Hello.'))
    expect(updates).toBe(2)
  })

  it('sends the machine no event for the chunks of a turn after the first', async () => {
    const call = await startCall()
    await call.receive(message.voice(), message.silence, message.audio(200))
    let updates = 0
    call.actor.subscribe(() => (updates += 1))
    await call.receive(...Array.from({ length: 50 }, () => message.audio(200)))
    await call.pass()
    await call.pass()
    expect(updates).toBe(0)
    expect(call.speaker.written).toHaveLength(51)
  })
})
