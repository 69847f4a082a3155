import { message } from '../test/messages.ts'
import { setUp, startCall } from '../test/start-call.ts'
import {
  outcomeOf,
  selectEndReason,
  selectLatency,
  selectPendingTools,
  selectSessionId,
  selectTools,
  selectTranscript,
} from './selectors.ts'

describe('the selectors', () => {
  it('are empty before the first call', () => {
    const snapshot = setUp().actor.getSnapshot()
    expect(selectSessionId(snapshot)).toBeNull()
    expect(selectEndReason(snapshot)).toBeNull()
    expect(outcomeOf(snapshot)).toBeNull()
    expect([selectTranscript, selectTools, selectPendingTools].map((select) => select(snapshot))).toEqual([
      [],
      [],
      [],
    ])
  })

  it('follow a call while it runs, and have its outcome only after it', async () => {
    const call = await startCall()
    await call.receive(message.voice(), message.silence, message.heard('Hi.'))
    await call.pass(700)
    await call.receive(message.text('Hello.'), message.tool())
    const during = call.actor.getSnapshot()
    expect(selectSessionId(during)).toBe('call-1')
    expect(selectTranscript(during)).toMatchObject([{ text: 'Hi.' }, { text: 'Hello.' }, { who: 'tool' }])
    expect(selectLatency(during).turns).toEqual([{ turnId: 'turn-1', firstByteMs: 700 }])
    expect(selectPendingTools(during)).toMatchObject([{ toolCallId: 'tool-1', status: 'pending' }])
    expect(selectEndReason(during)).toBeNull()
    expect(outcomeOf(during)).toBeNull()
    call.send('hangUp')
    const ended = call.actor.getSnapshot()
    expect(selectPendingTools(ended)).toEqual([])
    expect(selectTools(ended)).toMatchObject([{ toolCallId: 'tool-1', status: 'cancelled' }])
    expect(outcomeOf(ended)).toEqual({
      reason: selectEndReason(ended),
      sessionId: selectSessionId(ended),
      transcript: selectTranscript(ended),
      latency: selectLatency(ended),
      tools: selectTools(ended),
    })
  })
  it('have no outcome while the last words are still heard', async () => {
    const call = await startCall()
    await call.receive(message.audio(2_000, 'turn-1', true))
    call.speaker.report('started')
    await call.receive(message.ended)
    expect(selectEndReason(call.actor.getSnapshot())).toBeNull()
    expect(outcomeOf(call.actor.getSnapshot())).toBeNull()
    call.send('hangUp')
    expect(selectEndReason(call.actor.getSnapshot())).toEqual({ type: 'session-ended' })
  })
})
