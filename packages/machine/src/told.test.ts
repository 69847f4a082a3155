import { InvalidMessageError } from '@vatel/core'
import { createActor, waitFor } from 'xstate'
import { says } from '../test/messages.ts'
import { setUp, startCall } from '../test/start-call.ts'
import { callMachine, type CallSnapshot } from './call-machine.ts'
import { isPhase } from './phase.ts'
import { outcomeOf, selectTranscript } from './selectors.ts'

type Call = Awaited<ReturnType<typeof startCall>>

describe('what is told of the conversation', () => {
  it('is shown once for each message, and moves no state', async () => {
    const call = await startCall()
    const { value } = call.actor.getSnapshot()
    const shown: CallSnapshot[] = []
    call.actor.subscribe((snapshot) => shown.push(snapshot))
    await call.say(says.text('Hel', 'turn-1'), says.text('Hello.', 'turn-1'))
    expect(shown.map(selectTranscript)).toMatchObject([[{ text: 'Hel' }], [{ text: 'Hello.' }]])
    expect(shown.every((snapshot) => snapshot.value === value)).toBe(true)
  })

  it('stays out of a call that is begun while the last one is put down', async () => {
    const close = () => call.send('call')
    const call: Call = await startCall({ microphone: { listen: () => () => undefined, close } })
    await call.say(says.text('Hello.'), says.audio(500), says.audio(500))
    call.send('hangUp')
    expect(call.phase()).toBe('connecting')
    expect(selectTranscript(call.actor.getSnapshot())).toEqual([])
  })

  it.each<readonly [string, (call: Call) => void]>([
    ['the platform ends the call', ({ line }) => line().say(says.ended)],
    ['the connection breaks', ({ line }) => line().end({ type: 'lost', code: 1006, reason: '' })],
  ])('counts the audio that came last as soon as %s', async (_, end) => {
    const call = await startCall()
    await call.say(says.audio(500), says.audio(500))
    expect(selectTranscript(call.actor.getSnapshot())).toMatchObject([{ receivedSamples: 12_000 }])
    const over = waitFor(call.actor, isPhase('ended'))
    end(call)
    await call.pass(2_000)
    expect(outcomeOf(await over)?.transcript).toMatchObject([{ receivedSamples: 24_000 }])
  })

  it('counts the audio that came last before the user hangs up', async () => {
    const call = await startCall()
    await call.say(says.audio(500), says.audio(500))
    call.send('hangUp')
    expect(selectTranscript(call.actor.getSnapshot())).toMatchObject([{ receivedSamples: 24_000 }])
  })

  it('is kept by a machine that is provided with other actions as well', async () => {
    const { input, clock, line, pass } = setUp()
    const provided = callMachine.provide({ actions: { tellEnd: () => undefined } })
    const actor = createActor(provided, { input, clock }).start()
    actor.send({ type: 'call' })
    await pass()
    line().begin()
    line().say(says.text('Hello.'))
    await pass()
    expect(selectTranscript(actor.getSnapshot())).toMatchObject([{ text: 'Hello.' }])
  })
})

describe('a message that is not as documented', () => {
  it('is told as trouble once, before the call has begun, in one breath with its beginning, and after it', async () => {
    const call = setUp()
    call.send('call')
    await call.pass()
    const bad = (length: number) =>
      new InvalidMessageError('tool_call', ['toolName: expected string'], length)
    call.line().emit('invalid', bad(1))
    call.line().begin()
    call.line().emit('invalid', bad(2))
    await call.pass()
    expect(call.phase()).toBe('listening')
    call.line().emit('invalid', bad(3))
    expect(call.emitted).toMatchObject([1, 2, 3].map((length) => ({ type: 'trouble', error: { length } })))
  })
})
