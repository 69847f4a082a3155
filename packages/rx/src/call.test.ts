import { InvalidMessageError, type CallState, type EndReason } from '@vatel/core'
import { map, type Observable, share, Subject } from 'rxjs'
import { gather } from '../test/gather.ts'
import { serverMessages } from './testing/server-messages.ts'
import { createFakeConnection } from '../../core/test/fake-connection.ts'
import { settle } from '../test/settle.ts'
import { simulate } from '../test/simulate.ts'
import type { Call } from './call.ts'
import { callOf, trampoline } from './call.ts'

const everyStream = (call: Call) =>
  Object.entries(call).filter((entry): entry is [string, Observable<unknown>] => entry[0].endsWith('$'))

const ended: EndReason = { type: 'session-ended' }

describe('callOf', () => {
  it('emits each type of message on its own stream, and all messages on one', async () => {
    const connection = createFakeConnection()
    const call = callOf(connection)
    const all = gather(call.messages$)
    const streams = {
      session_started: gather(call.sessionStarted$),
      response_audio: gather(call.responseAudio$),
      response_text: gather(call.responseText$),
      input_audio_transcript: gather(call.inputAudioTranscript$),
      speech_started: gather(call.speechStarted$),
      speech_stopped: gather(call.speechStopped$),
      interruption: gather(call.interruption$),
      tool_call: gather(call.toolCall$),
      session_ended: gather(call.sessionEnded$),
    }
    const unknown = gather(call.unknown$)
    const messages = [
      serverMessages.started(),
      serverMessages.audio('1'),
      serverMessages.text('1', 'Hello'),
      serverMessages.user('hi'),
      serverMessages.speechStarted(),
      serverMessages.speechStopped,
      serverMessages.interruption,
      serverMessages.toolCall('t1', 'clock'),
      serverMessages.ended,
    ]
    const strange = { type: 'unknown', wireType: 'weather', data: 1 } as const
    connection.receive(...messages, strange)
    await settle()
    expect(all).toEqual([...messages, strange])
    for (const { type, data } of messages)
      if (type in streams) expect(Reflect.get(streams, type)).toEqual([data])
    expect(unknown).toEqual([strange])
  })

  it('replays events from before the first listener to all subscribers of the same task', async () => {
    const connection = createFakeConnection()
    const call = callOf(connection)
    connection.receive(serverMessages.started('early'), serverMessages.toolCall('t1', 'clock'))
    await settle()
    const first = gather(call.speechStarted$)
    const second = gather(call.sessionStarted$)
    const third = gather(call.toolCall$)
    await settle()
    expect([first, second, third.length]).toEqual([[], [{ id: 'early' }], 1])
  })

  it('shares one set of listeners, and removes it with the last subscriber', async () => {
    const connection = createFakeConnection()
    const call = callOf(connection)
    expect(connection.listenerCount).toBe(0)
    const one = call.responseText$.subscribe()
    const count = connection.listenerCount
    const two = call.toolCall$.subscribe()
    expect(connection.listenerCount).toBe(count)
    one.unsubscribe()
    two.unsubscribe()
    expect(connection.listenerCount).toBe(0)
    await settle()
  })

  it('completes every stream when the call ends, and leaves no listener', async () => {
    const connection = createFakeConnection()
    const call = callOf(connection)
    const streams = everyStream(call).map(([name, stream]) => [name, gather(stream)] as const)
    expect(streams).toHaveLength(15)
    connection.receive(serverMessages.audio('1', 'no base64'))
    connection.receiveInvalid()
    connection.end({ type: 'lost', code: 1006, reason: '' })
    await settle()
    for (const [name, seen] of streams) expect([name, seen.at(-1)]).toEqual([name, 'complete'])
    expect(connection.listenerCount).toBe(0)
  })

  it('completes every stream for subscribers after the end', async () => {
    const connection = createFakeConnection()
    connection.end(ended)
    const streams = everyStream(callOf(connection)).map(([name, stream]) => [name, gather(stream)] as const)
    await settle()
    for (const [name, seen] of streams) expect([name, seen.at(-1)]).toEqual([name, 'complete'])
    expect(connection.listenerCount).toBe(0)
  })

  it('emits the end once to each subscriber, before and after it', async () => {
    const connection = createFakeConnection()
    const { end$ } = callOf(connection)
    const early = gather(end$)
    connection.end(ended)
    const late = gather(end$)
    await settle()
    expect([early, late]).toEqual([
      [ended, 'complete'],
      [ended, 'complete'],
    ])
  })

  it('starts with the present state for early and late subscribers, suspect included', async () => {
    const connection = createFakeConnection()
    const { state$ } = callOf(connection)
    const early = gather<CallState>(state$)
    connection.enter('starting')
    connection.enter('live')
    connection.enter('suspect')
    const late = gather<CallState>(state$)
    connection.enter('live')
    connection.enter('closing')
    connection.end(ended)
    const after = gather<CallState>(state$)
    await settle()
    expect(early).toEqual([
      'connecting',
      'starting',
      'live',
      'suspect',
      'live',
      'closing',
      'ended',
      'complete',
    ])
    expect(late).toEqual(['suspect', 'live', 'closing', 'ended', 'complete'])
    expect(after).toEqual(['ended', 'complete'])
  })

  it('emits invalid messages, and errors reported later, on invalid$ and continues', async () => {
    const connection = createFakeConnection()
    const call = callOf(connection)
    const faults = gather(call.invalid$)
    const texts = gather(call.responseText$)
    const fault = new InvalidMessageError('response_audio', ['audio: must be base64'], 3)
    await settle()
    connection.receiveInvalid()
    call.reportInvalid(fault)
    connection.receive(serverMessages.text('1', 'still here'))
    await settle()
    expect(faults).toHaveLength(2)
    expect(faults[1]).toBe(fault)
    expect(texts).toHaveLength(1)
  })

  it('emits to every subscriber a message before the events that it causes', async () => {
    const connection = createFakeConnection()
    const call = callOf(connection)
    call.speechStarted$.subscribe(() => connection.receive(serverMessages.speechStopped))
    const types = gather(call.messages$.pipe(map(({ type }) => type)))
    await settle()
    connection.receive(serverMessages.speechStarted())
    expect(types).toEqual(['speech_started', 'speech_stopped'])
  })
})

describe('trampoline', () => {
  it.each([
    ['-(ab)-c-|', '^-------!'],
    ['-a-#', '^--!'],
    ['-a-b-', '^----'],
  ])('emits %s unchanged', (source, subscribed) => {
    simulate(({ hot, expectObservable, expectSubscriptions }) => {
      const source$ = hot(source)
      expectObservable(source$.pipe(trampoline())).toBe(source)
      expectSubscriptions(source$.subscriptions).toBe(subscribed)
    })
  })

  it('emits a value to every subscriber before the values that it causes, in other streams too', () => {
    const [words$, ends$] = [new Subject<string>(), new Subject<string>()]
    const [shared$, other$] = [words$.pipe(trampoline(), share()), ends$.pipe(trampoline(), share())]
    shared$.subscribe((word) => {
      if (word === 'a') {
        words$.next('b')
        ends$.next('end')
        words$.complete()
      }
    })
    const seen: string[] = []
    shared$.subscribe((word) => seen.push(word))
    const all = gather(shared$)
    other$.subscribe((word) => seen.push(word))
    words$.next('a')
    expect(seen).toEqual(['a', 'b', 'end'])
    expect(all).toEqual(['a', 'b', 'complete'])
  })

  it('emits no queued value to a subscriber that has unsubscribed', () => {
    const source$ = new Subject<number>()
    const seen: number[] = []
    const subscription = source$.pipe(trampoline()).subscribe((value) => {
      seen.push(value)
      source$.next(value + 1)
      subscription.unsubscribe()
    })
    source$.next(1)
    expect(seen).toEqual([1])
    expect(source$.observed).toBe(false)
  })
})
