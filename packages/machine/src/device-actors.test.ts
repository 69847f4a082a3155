import type { Microphone, MicrophoneFrame, MicrophoneState, OutputState, ServerMessage } from '@vatel/core'
import { testMicrophone, testSpeaker } from '../test/devices.ts'
import { audioOf, message, soundOf } from '../test/messages.ts'
import { startCall } from '../test/start-call.ts'
import { selectTranscript } from './selectors.ts'

const encodeBytes = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')

describe('the sound of the agent', () => {
  it('ignores late events about a turn that was cut, as a speaker on another thread sends them', async () => {
    const call = await startCall()
    await call.receive(message.audio(2_000))
    call.speaker.report('started')
    await call.receive(message.voice(), message.interruption)
    call.speaker.report('progress')
    expect(call.phase()).toBe('interrupted')
    call.speaker.report('flushed')
    expect(call.phase()).toBe('interrupted')
  })

  it('goes on when one turn ends after the next has begun', async () => {
    const call = await startCall()
    await call.receive(message.audio(200), message.audio(200, 'turn-2'))
    call.speaker.report('started', 'turn-1')
    call.speaker.report('started', 'turn-2')
    call.speaker.report('drained', 'turn-1')
    await call.pass(1_000)
    expect(call.phase()).toBe('agentSpeaking')
  })

  it('goes on when the speaker refuses a part of it', async () => {
    const call = await startCall()
    await call.receive(message.audio(2_000))
    call.speaker.report('started')
    call.speaker.report('refused')
    expect(call.phase()).toBe('agentSpeaking')
  })

  it('does not come back after a pause: audio that came meanwhile is never played', async () => {
    const call = await startCall()
    await call.receive(message.audio(2_000))
    call.speaker.report('started')
    call.send('pause')
    expect(call.phase()).toBe('listening')
    expect(call.speaker.flushes).toBe(1)
    await call.receive(message.audio(200))
    call.send('resume')
    await call.receive(message.audio(400))
    expect(call.speaker.written.map(({ pcm }) => pcm.length)).toEqual([48_000, 9_600])
  })

  it('ignores late events about a turn that a pause has cut, and not those about its audio after the pause', async () => {
    const call = await startCall()
    await call.receive(message.audio(2_000))
    call.speaker.report('started')
    call.send('pause')
    call.speaker.report('progress', 'turn-1', 4_800)
    expect(call.phase()).toBe('listening')
    call.send('resume')
    call.speaker.report('progress', 'turn-1', 4_800)
    expect(call.phase()).toBe('listening')
    await call.receive(message.audio(400))
    call.speaker.report('started')
    expect(call.phase()).toBe('agentSpeaking')
  })

  it('does not wait at the end for audio that came during a pause', async () => {
    const call = await startCall()
    call.send('pause')
    await call.receive(message.audio(2_000, 'turn-1', true))
    call.send('resume')
    await call.receive(message.ended)
    expect(call.phase()).toBe('ended')
  })

  it('updates the transcript at most five times a second, however often the speaker reports', async () => {
    const call = await startCall()
    await call.receive(message.text('One two three four.'), message.audio(2_000))
    call.speaker.report('started')
    let updates = 0
    call.actor.subscribe(() => (updates += 1))
    for (let frame = 1; frame <= 100; frame += 1) call.speaker.report('progress', 'turn-1', frame * 480, 20)
    expect(updates).toBe(10)
    expect(selectTranscript(call.actor.getSnapshot())).toMatchObject([{ heardText: 'One two three' }])
  })

  const samples = Int16Array.from({ length: 6 }, (_, at) => 1_000 * at - 2_000)
  const audioOf = (audio: string, is_final = false): ServerMessage => ({
    type: 'response_audio',
    data: { turn_id: 'turn-1', audio, is_final },
  })
  /** A chunk of the bytes of `samples`. */
  const bytes = (from: number, to: number, is_final = false) =>
    audioOf(encodeBytes(new Uint8Array(samples.buffer).subarray(from, to)), is_final)
  const heard = ({ speaker }: Awaited<ReturnType<typeof startCall>>) =>
    speaker.written.flatMap(({ pcm }) => [...pcm])

  it('is whole where a chunk ends in the middle of a sample', async () => {
    const call = await startCall()
    await call.receive(bytes(0, 5), bytes(5, 8), bytes(8, 12, true))
    expect(heard(call)).toEqual([...samples])
    expect(call.emitted).toEqual([])
  })

  it.each(['interruption', 'interrupt'] as const)(
    'begins at a whole sample after %s, when the turn id is used again',
    async (cause) => {
      const call = await startCall()
      await call.receive(bytes(0, 5))
      if (cause === 'interrupt') call.send(cause)
      else await call.receive(message.interruption)
      await call.receive(message.silence, bytes(0, 12))
      expect(heard(call)).toEqual([...samples.subarray(0, 2), ...samples])
    },
  )

  it('begins at a whole sample after a pause in which a chunk completed one', async () => {
    const call = await startCall()
    await call.receive(bytes(0, 5))
    call.send('pause')
    await call.receive(bytes(5, 8))
    call.send('resume')
    await call.receive(bytes(8, 12))
    expect(heard(call)).toEqual([...samples.subarray(0, 2), ...samples.subarray(4)])
  })

  it('ends with the last chunk of its turn, also when that one is not base64 or empty', async () => {
    for (const audio of ['no base64!', '']) {
      const call = await startCall()
      await call.receive(message.audio(100), audioOf(audio), audioOf(audio, true))
      expect(call.speaker.written.map(({ isFinal }) => isFinal)).toEqual([false, true])
      expect(call.emitted.map(({ type }) => type)).toEqual(audio === '' ? [] : ['call.error', 'call.error'])
    }
  })

  it('is no last word that a call waits for when it is not base64', async () => {
    const call = await startCall()
    await call.receive(audioOf('no base64!'), { type: 'session_ended', data: {} })
    expect(call.emitted).toMatchObject([
      { type: 'call.error', error: { _tag: 'InvalidMessageError', type: 'response_audio' } },
      { type: 'call.ended' },
    ])
    expect(call.actor.getSnapshot().value).toBe('ended')
  })

  it('is reported as call.error when the speaker fails, and the call goes on', async () => {
    const cause = new Error('no device')
    const call = await startCall()
    call.speaker.fail(cause)
    await call.receive(message.audio(200))
    expect(call.emitted).toMatchObject([{ type: 'call.error', error: { _tag: 'DeviceFailedError', cause } }])
    expect(call.phase()).toBe('listening')
  })

  it.each(['listen', 'watch'] as const)(
    'is reported as call.error when %s of the speaker throws, and the call goes on to its end',
    async (method) => {
      const cause = new Error('no device')
      const speaker = Object.assign(testSpeaker(), {
        [method]: () => {
          throw cause
        },
      })
      const call = await startCall({ speaker })
      expect(call.emitted).toMatchObject([{ type: 'call.error', error: { device: 'speaker', cause } }])
      expect(call.phase()).toBe('listening')
      call.send('hangUp')
      expect(call.phase()).toBe('ended')
    },
  )
})

const callThrough = async (state: OutputState) => {
  const speaker = testSpeaker(state)
  const call = await startCall({ speaker })
  const tags = () =>
    (['needs-gesture', 'sound-interrupted'] as const).filter((tag) => call.actor.getSnapshot().hasTag(tag))
  return { ...call, speaker, tags }
}

describe('the output of a speaker', () => {
  it('needs a gesture from the start of the call until the user has made one', async () => {
    const call = await callThrough('needs-gesture')
    expect(call.tags()).toEqual(['needs-gesture'])
    expect(call.phase()).toBe('listening')
    await call.receive(message.audio(500))
    expect(call.speaker.written).toHaveLength(1)
    call.speaker.setOutput('running')
    expect(call.tags()).toEqual([])
    call.speaker.report('started')
    expect(call.phase()).toBe('agentSpeaking')
  })

  it('is interrupted while the system holds the sound', async () => {
    const call = await callThrough('running')
    expect(call.tags()).toEqual([])
    call.speaker.setOutput('interrupted')
    expect(call.tags()).toEqual(['sound-interrupted'])
    call.speaker.setOutput('needs-gesture')
    expect(call.tags()).toEqual(['needs-gesture'])
    call.speaker.setOutput('running')
    expect(call.tags()).toEqual([])
  })

  it.each(['needs-gesture', 'interrupted'] as const)(
    'does not delay the end of the call for last words: %s',
    async (state) => {
      const call = await callThrough(state)
      await call.receive(message.audio(2_000, 'turn-1', true), message.ended)
      expect(call.phase()).toBe('ended')
      expect(call.emitted).toEqual([{ type: 'call.ended', reason: { type: 'session-ended' } }])
    },
  )

  it('is watched for as long as the call lasts', async () => {
    const call = await callThrough('needs-gesture')
    expect(call.speaker.listeners).toBe(2)
    call.send('hangUp')
    expect(call.speaker.listeners).toBe(0)
  })

  it('is not reported again without a change', async () => {
    const call = await callThrough('running')
    let updates = 0
    call.actor.subscribe(() => (updates += 1))
    call.speaker.setOutput('running')
    expect(updates).toBe(0)
  })
})

describe('a microphone', () => {
  it('is off when it fails, and the call goes on without it', async () => {
    const cause = new Error('unplugged')
    const close = jest.fn()
    const listen: Microphone['listen'] = () => {
      throw cause
    }
    const call = await startCall({ microphone: { listen, close } })
    expect(call.emitted).toMatchObject([{ type: 'call.error', error: { device: 'microphone', cause } }])
    expect(call.actor.getSnapshot().matches({ active: { microphone: 'off' } })).toBe(true)
    expect(call.phase()).toBe('listening')
    call.send('hangUp')
    expect(close).toHaveBeenCalledTimes(1)
  })

  it('reports frames without pcm as call.error, once, and the call goes on', async () => {
    const call = await startCall()
    for (const pcm of [undefined, undefined, soundOf(20)]) call.microphone.capture(pcm as Int16Array)
    call.send('mute')
    call.microphone.capture(undefined as never)
    expect(call.emitted).toMatchObject([
      { type: 'call.error', error: { _tag: 'DeviceFailedError', device: 'microphone' } },
    ])
    expect(audioOf(call.connection())).toEqual([soundOf(20)])
    expect(call.phase()).toBe('listening')
  })

  it('may have frames of any length: silence is as long as the frame that it replaces', async () => {
    let hear: (frame: MicrophoneFrame) => void = () => undefined
    const listen: Microphone['listen'] = (listener) => {
      hear = listener
      return () => undefined
    }
    const call = await startCall({ microphone: { listen, close: () => undefined } })
    call.send('mute')
    for (const ms of [20, 10, 20]) hear({ pcm: soundOf(ms), atMs: 0 })
    expect(audioOf(call.connection()).map((pcm) => [pcm.length, pcm.some((sample) => sample !== 0)])).toEqual(
      [
        [480, false],
        [240, false],
        [480, false],
      ],
    )
  })
})

describe('the state of a microphone', () => {
  const tags = (call: Awaited<ReturnType<typeof startCall>>) =>
    (
      [
        'user-inaudible',
        'microphone-silent',
        'microphone-muted',
        'microphone-interrupted',
        'microphone-lost',
        'needs-gesture',
      ] as const
    ).filter((tag) => call.actor.getSnapshot().hasTag(tag))

  it.each<[MicrophoneState, string, readonly string[]]>([
    ['silent', 'silent', ['user-inaudible', 'microphone-silent']],
    ['muted', 'muted', ['user-inaudible', 'microphone-muted']],
    ['muted-by-system', 'mutedBySystem', ['user-inaudible', 'microphone-muted']],
    ['needs-gesture', 'needsGesture', ['user-inaudible', 'needs-gesture']],
    ['interrupted', 'interrupted', ['user-inaudible', 'microphone-interrupted']],
    ['lost', 'lost', ['user-inaudible', 'microphone-lost']],
  ])('%s is the state %s of the input until it captures again', async (state, input, expected) => {
    const call = await startCall()
    expect(tags(call)).toEqual([])
    call.microphone.setState(state)
    expect(call.actor.getSnapshot().matches({ active: { input } } as never)).toBe(true)
    expect(tags(call)).toEqual(expected)
    expect(call.phase()).toBe('listening')
    const stored: unknown = JSON.parse(JSON.stringify(call.actor.getPersistedSnapshot()))
    expect(stored).toMatchObject({ value: { active: { input } } })
    call.microphone.setState('live')
    expect(tags(call)).toEqual([])
  })

  it('is known from the beginning of the call, and kept while the call is muted', async () => {
    const microphone = testMicrophone()
    microphone.setState('muted-by-system')
    const call = await startCall({ microphone })
    expect(tags(call)).toEqual(['user-inaudible', 'microphone-muted'])
    call.send('mute')
    microphone.setState('lost')
    call.send('unmute')
    expect(tags(call)).toEqual(['user-inaudible', 'microphone-lost'])
  })

  it('has the reason of a lost device in the context, in one word, for as long as it is lost', async () => {
    const call = await startCall()
    const reasons = () => call.actor.getSnapshot().context.deviceReasons
    call.microphone.setState('lost', Object.assign(new Error('unplugged'), { reason: 'ended' }))
    expect(reasons()).toEqual({ microphone: 'ended', speaker: null })
    call.microphone.setState('live')
    expect(reasons()).toEqual({ microphone: null, speaker: null })
    call.microphone.setState('lost', new Error('a sentence that may hold a secret'))
    expect(reasons()).toEqual({ microphone: null, speaker: null })
  })

  it('is not listened to after the call', async () => {
    const call = await startCall()
    expect(call.microphone.listeners).toBe(2)
    call.send('hangUp')
    expect(call.microphone.listeners).toBe(0)
    call.microphone.setState('lost')
    expect(call.actor.getSnapshot().hasTag('microphone-lost')).toBe(false)
  })

  it('is live for a source of frames that reports none', async () => {
    const call = await startCall({ microphone: { listen: () => () => undefined, close: () => undefined } })
    expect(call.actor.getSnapshot().matches({ active: { input: 'live' } })).toBe(true)
  })
})

describe('a state that is not known', () => {
  it.each(['microphone', 'speaker'] as const)(
    'of a %s is reported as call.error, once, and the call goes on with the states after it',
    async (device) => {
      const call = await startCall()
      const setState = (state: string) =>
        device === 'speaker'
          ? call.speaker.setOutput(state as OutputState)
          : call.microphone.setState(state as MicrophoneState)
      setState('suspended')
      setState('suspended')
      expect(call.emitted).toMatchObject([
        { type: 'call.error', error: { _tag: 'InvalidArgumentError', field: `${device}.watch` } },
      ])
      expect(call.actor.getSnapshot().status).toBe('active')
      setState('needs-gesture')
      expect(call.actor.getSnapshot().hasTag('needs-gesture')).toBe(true)
    },
  )
})

describe('a lost output', () => {
  it('is a state of its own with its reason, and the sound that waits is not waited for at the end', async () => {
    const call = await startCall()
    call.speaker.setOutput('lost', Object.assign(new Error('unplugged'), { reason: 'ended' }))
    const snapshot = call.actor.getSnapshot()
    expect(snapshot.matches({ active: { output: 'lost' } })).toBe(true)
    expect(snapshot.hasTag('sound-lost')).toBe(true)
    expect(snapshot.hasTag('sound-interrupted')).toBe(false)
    expect(snapshot.context.deviceReasons).toEqual({ microphone: null, speaker: 'ended' })
    call.speaker.setOutput('running')
    expect(call.actor.getSnapshot().hasTag('sound-lost')).toBe(false)
    expect(call.actor.getSnapshot().context.deviceReasons.speaker).toBeNull()
    call.speaker.setOutput('lost')
    await call.receive(message.audio(2_000), message.ended)
    expect(call.phase()).toBe('ended')
  })
})

describe('audio that the speaker refuses', () => {
  it('is emitted with its turn and milliseconds, and is unheard in the transcript', async () => {
    const call = await startCall()
    const text = 'One two three four five six.'
    await call.receive(message.text(text), message.audio(2_000, 'turn-1', true))
    call.speaker.refuse('turn-1', 1_000)
    expect(call.emitted).toEqual([{ type: 'audio.refused', turnId: 'turn-1', refusedMs: 1_000 }])
    call.speaker.report('started')
    call.speaker.report('drained', 'turn-1', 24_000)
    const [line] = selectTranscript(call.actor.getSnapshot())
    expect(line).toMatchObject({ receivedSamples: 48_000, heardSamples: 24_000 })
    expect(line).toHaveProperty('heardText', 'One two three')
    expect(line).toHaveProperty('unheardText', ' four five six.')
  })
})
