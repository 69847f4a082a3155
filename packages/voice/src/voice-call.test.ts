import { createClock } from '@sinonjs/fake-timers'
import { InvalidOptionError } from '@vatel/audio'
import { MicrophoneUnavailableError, WorkletNotLoadedError } from '@vatel/audio/web'
import { InvalidArgumentError, RefusedError, tool, type WebSocketClass } from '@vatel/core'
import * as t from 'io-ts'
import { createTestDevices } from '../test/devices.ts'
import { setUp } from '../test/set-up.ts'
import { createVoiceCall } from './voice-call.ts'

/** A frame of a voice that the platform detects. */
const voice = Int16Array.from({ length: 480 }, (_, at) => ((at % 160) / 160 - 0.5) * 16_000)

const silence = new Int16Array(480)

describe('createVoiceCall', () => {
  const printed = { error: jest.spyOn(console, 'error').mockReturnValue() }
  beforeEach(() => printed.error.mockClear())
  afterAll(() => jest.restoreAllMocks())

  it('does nothing until it is started', async () => {
    const { call, devices, clock, pass, unsubscribe } = setUp()
    await pass(1_000)
    expect(call.getSnapshot()).toMatchObject({ phase: 'idle', end: null, problems: [] })
    expect(devices.calls).toEqual([])
    unsubscribe()
    expect(clock.countTimers()).toBe(0)
    expect(devices.watchers).toBe(0)
  })

  it('calls every listener when one throws, whose error is thrown on a task of its own', () => {
    const { call, unsubscribe } = setUp()
    const later = jest.spyOn(globalThis, 'setTimeout').mockImplementation()
    const seen: unknown[] = []
    const stops = [
      call.subscribe(() => {
        throw new Error('a bad listener')
      }),
      call.subscribe(({ speaker }) => seen.push(speaker.volume)),
    ]
    call.volume = 0.5
    const thrown = later.mock.calls.map(([task]) => task)
    later.mockRestore()
    expect(seen).toEqual([1, 0.5])
    expect(thrown).toHaveLength(2)
    for (const task of thrown) expect(task).toThrow('a bad listener')
    for (const stop of stops) stop()
    unsubscribe()
  })

  it.each([
    ['an API key', { token: 'sk_live_0123456789' }, 'never an API key'],
    ['an API key as an option of its own', { token: '/api', apiKey: 'sk' }, 'must stay on your server'],
    ['the address of the platform', { token: 'https://api.vatel.ai/v1/session-token' }, 'your own server'],
    ['nothing', {}, 'token: must be the address of your server'],
    ['no options', undefined, 'token: must be the address of your server'],
    ['the address alone', '/api/session-token', 'token: must be the address of your server'],
    [
      'an address without its first slash',
      { token: 'api/session-token' },
      "such as '/api/session-token' with its slash, not 'api/session-token', a function",
    ],
    ['a list', { token: ['sk_live_0123456789'] }, 'must be the address of your server'],
    [
      'a misspelt option',
      { token: '/api', baseURL: 'http://127.0.0.1:8080' },
      'baseURL: must be left out: there are only token, tools, pushToTalk, audio, baseUrl, devices, fetch, clock, inspect',
    ],
    ['a misspelt token', { tokn: '/api' }, 'tokn: must be left out: there are only token, '],
    [
      'a misspelt option of the microphone',
      { token: '/api', audio: { echoCancelation: false } },
      'echoCancelation: must be left out: there are only echoCancellation, noiseSuppression, autoGainControl, ',
    ],
  ])('refuses %s with a sentence', (_what, options, sentence) => {
    const create = () => createVoiceCall(options as { readonly token: string })
    expect(create).toThrow(InvalidArgumentError)
    expect(create).toThrow(sentence)
  })

  it('holds a whole call, and lets go of everything at its end', async () => {
    const { call, clock, devices, phases, until, pass, unsubscribe } = setUp()
    call.start()
    expect(devices.calls.slice(0, 3)).toEqual(['unlockAudio', 'openSpeaker', 'openMicrophone'])
    await until(({ phase }) => phase === 'agentSpeaking')
    expect(call.getSnapshot()).toMatchObject({
      microphone: { state: 'live', isTalking: true, isMuted: false },
      speaker: { state: 'running', volume: 1 },
      can: { start: false, stop: true, mute: true, interrupt: true },
    })
    await until(({ transcript }) => transcript.length > 0)
    call.stop()
    expect(call.getSnapshot()).toMatchObject({
      phase: 'ended',
      end: { reason: { type: 'hung-up' }, text: 'You ended the call.', retryable: false },
      microphone: { state: 'off', isTalking: false },
      can: { start: true, stop: false },
    })
    expect(phases.slice(0, 4)).toEqual(['idle', 'connecting', 'listening', 'agentSpeaking'])
    expect(devices.microphones.map(({ isClosed }) => isClosed)).toEqual([true])
    expect(devices.speakers.map(({ isClosed }) => isClosed)).toEqual([true])
    unsubscribe()
    await pass(60_000)
    expect(clock.countTimers()).toBe(0)
    expect(devices.watchers).toBe(0)
  })

  it('calls again, with other parameters each time', async () => {
    const given: unknown[] = []
    const { call, platform, until, devices } = setUp({
      token: (parameters) => {
        given.push(parameters)
        return platform
      },
    })
    call.start({ first_message: 'Good morning' })
    await until(({ phase }) => phase === 'agentSpeaking')
    call.toggle()
    expect(call.getSnapshot().phase).toBe('ended')
    call.toggle({ first_message: 'Good evening' })
    await until(({ phase }) => phase === 'agentSpeaking')
    call.stop()
    expect(given).toEqual([{ first_message: 'Good morning' }, { first_message: 'Good evening' }])
    expect(devices.microphones).toHaveLength(2)
  })

  it('takes the event of a button for no parameters', async () => {
    const given: unknown[] = []
    const { call, pass } = setUp({
      token: (parameters) => {
        given.push(parameters)
        throw new RefusedError(429, '')
      },
    })
    const { toggle } = call
    toggle(new Event('click'))
    await pass()
    expect(given).toEqual([{}])
    expect(call.getSnapshot().end?.text).toBe('The line is busy. Call again later.')
  })

  it('does not end with the second click of a double click', async () => {
    const { call, until } = setUp()
    const click = (detail: number) => Object.assign(new Event('click'), { detail })
    call.toggle(click(1))
    call.toggle(click(2))
    await until(({ phase }) => phase === 'listening')
    call.toggle(click(1))
    expect(call.getSnapshot().phase).toBe('ended')
  })

  it.each([
    [
      'an API key for a token',
      200,
      '{"token":"vk_live_0123456789"}',
      'This page is not set up to call. Tell those who run it.',
      'no API key',
    ],
    [
      'a page for a token',
      200,
      '<!doctype html>',
      'This page is not set up to call. Tell those who run it.',
      'must be in the answer of /api/session-token: answer the POST with the JSON { "token": "…" }',
    ],
    ['a failure', 500, 'Internal Server Error', 'The call was refused (500). Call again later.', undefined],
    ['too early', 425, '', 'The call was refused (425). Call again later.', undefined],
    [
      'what it will never do',
      501,
      '',
      'The call was refused (501). Tell those who run this page.',
      '/api/session-token answered with 501: look at the address in `token`, which may serve no tokens, and the id of the agent',
    ],
    [
      'the word of a static host',
      405,
      '',
      'The call was refused (405). Tell those who run this page.',
      '/api/session-token answered with 405: look at the address in `token`, which may serve no tokens, and the id of the agent',
    ],
    [
      'the word of a proxy that it does not run',
      502,
      '<h1>Bad Gateway</h1>',
      'The call was refused (502). Call again later.',
      '/api/session-token answered with 502: is your server running?',
    ],
    [
      'the word of a proxy that it is too slow',
      504,
      '',
      'The call was refused (504). Call again later.',
      '/api/session-token answered with 504: is your server running?',
    ],
    [
      'no such address',
      404,
      '<h1>Not found</h1>',
      'There is no such agent, or this page asks at a wrong address.',
      '/api/session-token answered with 404: look at the address in `token`, which may serve no tokens, and the id of the agent',
    ],
    [
      'a reason',
      403,
      '{"error":"no calls at night"}',
      'This call is not allowed. The answer was: no calls at night',
      '/api/session-token answered with 403 (no calls at night): look at the API key of your server',
    ],
    [
      'JSON without a sentence',
      400,
      '{"detail":["x"]}',
      'The call was refused (400). Tell those who run this page.',
      '/api/session-token answered with 400: look at the API key of your server',
    ],
    [
      'a busy line',
      429,
      '{"error":"busy"}',
      'The line is busy. Call again later. The answer was: busy',
      undefined,
    ],
  ])(
    'says what to do when the server of the page answers with %s, and tells developers of a fault in the set-up',
    async (_what, status, body, text, printedPart) => {
      const { call, until } = setUp({
        token: '/api/session-token',
        fetch: () => Promise.resolve(new Response(body, { status })),
      })
      call.start()
      await until(({ phase }) => phase === 'ended')
      expect(call.getSnapshot().end?.text).toBe(text)
      expect(printed.error.mock.calls).toEqual(
        printedPart === undefined ? [] : [[expect.stringContaining(printedPart) as unknown]],
      )
    },
  )

  it('tells developers that the platform refused the call', async () => {
    const { call, until } = setUp({ platform: { faults: { refuse: 403 } } })
    call.start()
    await until(({ phase }) => phase === 'ended')
    expect(printed.error.mock.calls).toEqual([
      [expect.stringMatching(/^@vatel\/voice: the call was refused with 403 \(.+\): look at the API key/)],
    ])
  })

  it.each([
    [
      'the server of this page',
      { token: '/api/session-token' },
      'the same `baseUrl` (`base-url` of an element)',
    ],
    [
      'https://tokens.example',
      { token: 'https://tokens.example/api/session-token' },
      'this page in its `origins`',
    ],
  ])('tells developers that %s cannot be reached, and the remedy', async (origin, options, option) => {
    const { call, until } = setUp({
      ...options,
      fetch: () => Promise.reject(new TypeError('Failed to fetch')),
    })
    call.start()
    await until(({ phase }) => phase === 'ended')
    expect(call.getSnapshot().end?.text).toBe(
      'The server could not be reached. Look at the network, and call again.',
    )
    expect(printed.error.mock.calls).toEqual([
      [`@vatel/voice: cannot reach ${origin}: is your server running, with ${option}?`],
    ])
  })

  it('tells developers which platform cannot be reached', async () => {
    const blocked = () => {
      throw new Error('blocked')
    }
    const WebSocket = jest.fn(blocked) as unknown as WebSocketClass
    const { call, until } = setUp({
      token: { url: 'https://api.vatel.ai', WebSocket, mintToken: () => 'a-token' },
    })
    call.start()
    await until(({ phase }) => phase === 'ended')
    expect(printed.error.mock.calls).toEqual([
      [
        expect.stringContaining(
          'cannot reach wss://api.vatel.ai: is your server running, with the same `baseUrl` (`base-url` of an element)?',
        ),
      ],
    ])
  })

  it.each([
    ['an object', { token: 'a-token' }, 'object'],
    ['a response', new Response('{"token":"a-token"}'), 'object'],
    ['nothing', undefined, 'undefined'],
  ])('says what a function for tokens has to return when it returns %s', async (_what, returned, kind) => {
    const { call, until } = setUp({ token: () => returned as unknown as string })
    call.start()
    await until(({ phase }) => phase === 'ended')
    const { end } = call.getSnapshot()
    const message = `token: must return a text, and returned ${kind}: return (await response.json()).token`
    expect(end?.reason).toMatchObject({ type: 'failed', error: { _tag: 'InvalidArgumentError', message } })
    expect(printed.error.mock.calls).toEqual([[`@vatel/voice: ${message}`]])
  })

  it.each(['openMicrophone', 'openSpeaker'] as const)(
    'names the file that is missing when %s cannot load its worklet, to users and to developers',
    async (open) => {
      const clock = createClock()
      const error = new WorkletNotLoadedError('https://page.example/worklets/voice.js')
      const { call, until } = setUp({
        devices: { ...createTestDevices(clock), [open]: () => Promise.reject(error) },
      })
      call.start()
      await until(({ phase }) => phase === 'ended')
      const text =
        'This page is not set up to call: the file https://page.example/worklets/voice.js did not load. Tell those who run it.'
      expect(call.getSnapshot()).toMatchObject({ end: { text }, problems: [{ text }] })
      expect(printed.error.mock.calls).toEqual([[`@vatel/voice: ${error.message}`]])
    },
  )

  it('refuses a wrong address of the platform when it is created', () => {
    const create = () => createVoiceCall({ token: '/api/session-token', baseUrl: 'api.vatel.ai' })
    expect(create).toThrow(InvalidArgumentError)
    expect(create).toThrow('baseUrl: must be an absolute URL')
  })

  it.each([
    ['seconds', '30'],
    ['a date', 'Fri, 06 Nov 2026 10:00:30 GMT'],
  ])('reads from Retry-After in %s when to call again', async (_what, retryAfter) => {
    const { call, until } = setUp({
      token: '/api/session-token',
      fetch: () =>
        Promise.resolve(
          new Response('{"error":"busy"}', {
            status: 429,
            headers: { 'retry-after': retryAfter, date: 'Fri, 06 Nov 2026 10:00:00 GMT' },
          }),
        ),
    })
    call.start()
    await until(({ phase }) => phase === 'ended')
    expect(call.getSnapshot().end).toMatchObject({ reason: { retryAfterMs: 30_000 } })
  })

  it('ignores a second start', async () => {
    const { call, devices, until } = setUp()
    call.start()
    call.start()
    await until(({ phase }) => phase === 'listening')
    call.start()
    call.stop()
    expect(devices.microphones).toHaveLength(1)
  })

  it('opens the connection and the microphone side by side', async () => {
    const { call, devices, platform, pass, until } = setUp({
      held: true,
      token: () => {
        minted += 1
        return platform
      },
    })
    let minted = 0
    call.start()
    await pass(100)
    expect(minted).toBe(1)
    expect(call.getSnapshot().phase).toBe('connecting')
    devices.answer?.open()
    await until(({ phase }) => phase === 'listening')
    call.stop()
  })

  it('waits with the connection while the user is asked for the microphone', async () => {
    const { call, devices, platform, pass, until } = setUp({
      held: true,
      asks: true,
      token: () => {
        minted += 1
        return platform
      },
    })
    let minted = 0
    call.start()
    await pass(300_000)
    expect(minted).toBe(0)
    devices.answer?.open()
    await until(({ phase }) => phase === 'listening')
    expect(minted).toBe(1)
    call.stop()
  })

  it.each([false, true])('ends a call whose microphone is refused (asked: %p)', async (asks) => {
    const { call, devices, pass, clock, unsubscribe } = setUp({ held: true, asks })
    call.start()
    await pass(100)
    devices.answer?.refuse(new MicrophoneUnavailableError('denied'))
    await pass(100)
    const text = 'The microphone is not allowed. Allow it for this page in the browser, and call again.'
    expect(call.getSnapshot()).toMatchObject({
      phase: 'ended',
      end: { text, retryable: false },
      problems: [{ type: 'microphone-denied', text }],
    })
    expect(printed.error).not.toHaveBeenCalled()
    expect(devices.speakers[0]?.isClosed).toBe(true)
    unsubscribe()
    await pass(10_000)
    expect(clock.countTimers()).toBe(0)
  })

  it('turns off a microphone that opens after the end', async () => {
    const { call, devices, pass } = setUp({ held: true })
    call.start()
    await pass(20)
    call.stop()
    devices.answer?.open()
    await pass(20)
    expect(devices.microphones[0]?.isClosed).toBe(true)
    expect(call.getSnapshot().microphone.state).toBe('off')
  })

  it('sends the words that were said while connecting', async () => {
    const { call, devices, received, pass, until } = setUp({ platform: { faults: { latencyMs: 400 } } })
    call.start()
    await pass(20)
    const [microphone] = devices.microphones
    for (let at = 0; at < 10; at += 1) microphone?.capture(voice)
    expect(received).toEqual([])
    await until(({ phase }) => phase === 'listening')
    expect(received.filter((text) => text.includes('input_audio')).length).toBe(10)
    call.stop()
  })

  it('shows that it thinks from the end of the speech to the first sound', async () => {
    const { call, say, until } = setUp()
    call.start()
    await until(({ phase }) => phase === 'agentSpeaking')
    await until(({ phase }) => phase === 'listening')
    await say(voice, 1_000)
    expect(call.getSnapshot()).toMatchObject({ isUserSpeaking: true, isThinking: false })
    await say(silence, 60_000, ({ isThinking }) => isThinking)
    expect(call.getSnapshot()).toMatchObject({ isThinking: true, isUserSpeaking: false })
    await say(silence, 60_000, ({ phase }) => phase === 'agentSpeaking')
    expect(call.getSnapshot().isThinking).toBe(false)
    call.stop()
  })

  it('mutes and puts on hold, each as its flag says', async () => {
    const { call, until } = setUp()
    call.start()
    await until(({ phase }) => phase === 'listening')
    call.mute()
    expect(call.getSnapshot()).toMatchObject({
      microphone: { isMuted: true, isTalking: false },
      can: { unmute: true },
    })
    call.unmute()
    call.pause()
    expect(call.getSnapshot()).toMatchObject({
      isPaused: true,
      microphone: { isTalking: false },
      can: { resume: true },
    })
    call.resume()
    expect(call.getSnapshot()).toMatchObject({ isPaused: false, microphone: { isTalking: true } })
    call.stop()
  })

  it('talks only while pressed, with push-to-talk', async () => {
    const { call, until } = setUp({ pushToTalk: true })
    const isTalking = () => call.getSnapshot().microphone.isTalking
    call.start()
    await until(({ phase }) => phase === 'listening')
    expect(isTalking()).toBe(false)
    call.pressToTalk()
    expect(isTalking()).toBe(true)
    call.releaseToTalk()
    expect(isTalking()).toBe(false)
    call.stop()
  })

  it.each([
    ['lost', 'microphone-lost'],
    ['silent', 'microphone-silent'],
    ['muted-by-system', 'microphone-muted-by-system'],
    ['needs-gesture', 'needs-gesture'],
    ['interrupted', 'sound-interrupted'],
  ] as const)('shows a microphone that is %s as a problem for as long as it is', async (state, type) => {
    const { call, devices, until } = setUp()
    call.start()
    await until(({ phase }) => phase === 'listening')
    devices.microphones[0]?.become(state)
    expect(call.getSnapshot().problems).toMatchObject([{ type }])
    devices.microphones[0]?.become('live')
    expect(call.getSnapshot().problems).toEqual([])
    call.stop()
  })

  it.each([
    ['lost', 'speaker-lost'],
    ['needs-gesture', 'needs-gesture'],
    ['interrupted', 'sound-interrupted'],
  ] as const)('shows a speaker that is %s as a problem for as long as it is', async (state, type) => {
    const { call, devices, until } = setUp()
    call.start()
    await until(({ phase }) => phase === 'listening')
    devices.speakers[0]?.become(state)
    expect(call.getSnapshot().problems).toMatchObject([{ type }])
    devices.speakers[0]?.become('running')
    expect(call.getSnapshot().problems).toEqual([])
    call.stop()
  })

  it('shows a line that is suspect as a problem until it is lost', async () => {
    const { call, until } = setUp({ platform: { faults: { halfOpenAfterMs: 2_000 } } })
    const types = () => call.getSnapshot().problems.map(({ type }) => type)
    call.start()
    await until(() => types().includes('line-suspect'))
    expect(call.getSnapshot().phase).not.toBe('ended')
    await until(({ phase }) => phase === 'ended')
    expect([types(), call.getSnapshot().end?.reason.type]).toEqual([[], 'lost'])
  })

  it('ends when no token has come within 20 s', async () => {
    const { call, until } = setUp({ token: () => new Promise<never>(() => undefined) })
    call.start()
    await until(({ phase }) => phase === 'ended', 20_100)
    expect(call.getSnapshot().end?.reason).toMatchObject({
      type: 'failed',
      error: { _tag: 'TimeoutError', stage: 'token', afterMs: 20_000 },
    })
  })

  it('shows a message that could not be read, until the next call', async () => {
    const { call, until } = setUp({ platform: { faults: { malformedJson: true } } })
    call.start()
    await until(({ problems }) => problems.length > 0)
    expect(call.getSnapshot().problems).toMatchObject([{ type: 'invalid-message' }])
    call.stop()
    expect(call.getSnapshot().problems).toHaveLength(1)
    call.start()
    expect(call.getSnapshot().problems).toEqual([])
    call.stop()
  })

  it('uses the default devices when the chosen ones are not connected', async () => {
    const { call, devices, until } = setUp()
    await call.setMicrophone('headset')
    await call.setSpeaker('headset')
    devices.unplugged.add('headset')
    call.start()
    await until(({ phase }) => phase === 'listening')
    const { microphone, speaker } = call.getSnapshot()
    expect([microphone.deviceId, speaker.deviceId]).toEqual(['', ''])
    call.stop()
  })

  it('uses the devices that were chosen, in this call and the next', async () => {
    const { call, devices, until } = setUp()
    await call.setMicrophone('headset')
    call.start()
    await until(({ phase }) => phase === 'listening')
    expect(call.getSnapshot().microphone.deviceId).toBe('headset')
    await call.setMicrophone('desk')
    expect(devices.microphones[0]?.deviceId).toBe('desk')
    await expect(call.setMicrophone('broken')).rejects.toThrow('no such microphone')
    await call.setSpeaker('room')
    call.volume = 0.5
    call.stop()
    call.start()
    await until(({ phase }) => phase === 'listening')
    expect(devices.microphones[1]?.deviceId).toBe('desk')
    expect(devices.speakers[1]?.volume).toBe(0.5)
    expect(call.getSnapshot().speaker).toMatchObject({ deviceId: 'room', volume: 0.5 })
    call.stop()
  })

  it('refuses a volume that is no number from 0 on, before and in a call', async () => {
    const { call, devices, until } = setUp()
    const refused = () => {
      for (const volume of [NaN, -1, Infinity, 'loud' as unknown as number])
        expect(() => (call.volume = volume)).toThrow(InvalidOptionError)
      expect(call.volume).toBe(1)
    }
    refused()
    call.start()
    await until(({ phase }) => phase === 'listening')
    refused()
    expect([devices.speakers[0]?.volume, call.getSnapshot().speaker.volume]).toEqual([1, 1])
    call.stop()
  })

  it('uses in a call the devices that are chosen while it connects', async () => {
    const { call, devices, pass, until } = setUp({ held: true })
    call.start()
    const chosen = Promise.all([call.setMicrophone('desk'), call.setSpeaker('room')])
    await pass(100)
    expect(call.getSnapshot().phase).toBe('connecting')
    devices.answer?.open()
    await until(({ phase }) => phase === 'listening')
    await chosen
    expect(call.getSnapshot()).toMatchObject({
      microphone: { deviceId: 'desk' },
      speaker: { deviceId: 'room' },
    })
    call.stop()
  })

  it('uses a device that is chosen while a call connects in the call after it, when that one ends', async () => {
    const { call, devices, pass, until } = setUp({ held: true })
    call.start()
    const chosen = call.setMicrophone('desk')
    await pass(100)
    call.stop()
    devices.answer?.open()
    call.start()
    await pass(100)
    devices.answer?.open()
    await until(({ phase }) => phase === 'listening')
    await chosen
    expect(call.getSnapshot().microphone.deviceId).toBe('desk')
    call.stop()
  })

  it('makes two choices for the microphone one after the other, so that none aborts the other', async () => {
    const { call, until } = setUp()
    call.start()
    await until(({ phase }) => phase === 'listening')
    await Promise.all([
      call.setProcessing({ noiseSuppression: false }),
      call.setMicrophone('desk'),
      call.setMicrophone('headset'),
    ])
    expect(call.getSnapshot().microphone).toMatchObject({ deviceId: 'headset', noiseSuppression: false })
    call.stop()
  })

  it('turns noise suppression and echo cancellation on and off, in this call and the next', async () => {
    const { call, devices, until } = setUp({ audio: { echoCancellation: 'all' } })
    expect(call.getSnapshot().microphone).toMatchObject({ echoCancellation: true, noiseSuppression: true })
    await call.setProcessing({ noiseSuppression: false })
    expect(call.getSnapshot().microphone).toMatchObject({ echoCancellation: true, noiseSuppression: false })
    call.start()
    // The microphone is not open yet: the choice waits for it.
    await call.setProcessing({ echoCancellation: false })
    await until(({ phase }) => phase === 'listening')
    expect(devices.given.microphone).toMatchObject({ echoCancellation: 'all', noiseSuppression: false })
    expect(call.getSnapshot().microphone).toMatchObject({ echoCancellation: false, noiseSuppression: false })
    // Two choices at once both count.
    await Promise.all([
      call.setProcessing({ echoCancellation: true }),
      call.setProcessing({ noiseSuppression: true }),
    ])
    expect(devices.microphones[0]?.processings).toEqual([
      { echoCancellation: false, noiseSuppression: false },
      { echoCancellation: 'all', noiseSuppression: false },
      { echoCancellation: 'all', noiseSuppression: true },
    ])
    await call.setProcessing({ echoCancellation: false })
    call.stop()
    call.start()
    await until(({ phase }) => phase === 'listening')
    expect(devices.given.microphone).toMatchObject({ echoCancellation: false, noiseSuppression: true })
    call.stop()
  })

  it('keeps the processing when the microphone cannot be opened anew, and the choice when the call ends', async () => {
    const { call, devices, until } = setUp()
    call.start()
    await until(({ phase }) => phase === 'listening')
    const microphone = devices.microphones[0]
    if (microphone === undefined) throw new Error('no microphone')
    microphone.switchTo = () => Promise.reject(new Error('in use'))
    await expect(call.setProcessing({ noiseSuppression: false })).rejects.toThrow('in use')
    expect(call.getSnapshot().microphone.noiseSuppression).toBe(true)
    microphone.switchTo = () => {
      call.stop()
      return Promise.reject(new Error('closed'))
    }
    await call.setProcessing({ noiseSuppression: false })
    expect(call.getSnapshot().microphone.noiseSuppression).toBe(false)
  })

  it('passes to each device the options that it has', async () => {
    const { call, devices, until } = setUp({
      audio: { echoCancellation: false, workletUrl: '/voice.js', maxWaitMs: 2_000 },
    })
    call.start()
    await until(({ phase }) => phase === 'listening')
    call.stop()
    expect(devices.given).toMatchObject({
      microphone: { echoCancellation: false, workletUrl: '/voice.js' },
      speaker: { workletUrl: '/voice.js', maxWaitMs: 2_000 },
    })
    expect(devices.given.speaker).not.toHaveProperty('echoCancellation')
  })

  it('lists the devices that can be chosen', async () => {
    const { call, devices } = setUp()
    const device = (deviceId: string) => ({ deviceId, label: deviceId })
    devices.change({ microphones: [device('default'), device('desk'), device('')], speakers: [] })
    expect(call.getSnapshot().devices.microphones).toEqual([device('desk')])
    await Promise.resolve()
  })

  it('returns the same parts until they change', async () => {
    const { call, snapshots, until } = setUp()
    call.start()
    await until(({ phase }) => phase === 'agentSpeaking')
    call.stop()
    for (const [at, snapshot] of snapshots.entries()) {
      expect(Object.isFrozen(snapshot)).toBe(true)
      const before = snapshots[at - 1]
      if (before === undefined) continue
      expect(snapshot).not.toBe(before)
      for (const part of ['can', 'microphone', 'speaker', 'problems', 'end'] as const)
        if (snapshot[part] !== before[part]) expect(snapshot[part]).not.toEqual(before[part])
    }
  })

  it('asks before a tool runs that wants approval', async () => {
    const runs: string[] = []
    const run = ({ name }: { readonly name: string }) => `available: ${runs.push(name)}`
    const tools = { find_person: tool({ args: t.type({ name: t.string }), approval: 'ask', run }) }
    const { call, say, until } = setUp({ tools })
    call.start()
    await until(({ phase }) => phase === 'agentSpeaking')
    await until(({ phase }) => phase === 'listening')
    await say(voice, 1_000)
    await say(silence, 60_000, ({ can }) => can.approve)
    const { tools: pending, phase } = call.getSnapshot()
    expect(phase).toBe('toolPending')
    expect(pending).toMatchObject([{ toolName: 'find_person', status: 'asking' }])
    expect(runs).toEqual([])
    call.approve(pending[0]?.toolCallId ?? '')
    await until(({ tools: [done] }) => done?.status === 'result')
    expect(runs).toEqual(['Miller'])
    call.stop()
  })

  it('declines a tool: it does not run, and the agent gets the outcome', async () => {
    const run = jest.fn(() => 'available')
    const tools = { find_person: tool({ args: t.type({ name: t.string }), approval: 'ask', run }) }
    const { call, received, say, until } = setUp({ tools })
    call.start()
    await until(({ phase }) => phase === 'agentSpeaking')
    await until(({ phase }) => phase === 'listening')
    await say(voice, 1_000)
    await say(silence, 60_000, ({ can }) => can.decline)
    call.decline(call.getSnapshot().tools[0]?.toolCallId ?? '')
    await until(({ tools: [done] }) => done?.status === 'declined')
    expect(run).not.toHaveBeenCalled()
    expect(received.filter((text) => text.includes('declined'))).toHaveLength(1)
    call.stop()
  })

  it('silences the agent when the user interrupts it by a button', async () => {
    const { call, until } = setUp()
    call.start()
    await until(({ transcript: [line] }) => line?.who === 'agent' && line.heardText !== '')
    expect(call.getSnapshot()).toMatchObject({ phase: 'agentSpeaking', can: { interrupt: true } })
    call.interrupt()
    await until(({ phase }) => phase === 'interrupted')
    expect(call.getSnapshot()).toMatchObject({ can: { interrupt: false } })
    call.stop()
  })

  it('shows a tool that takes longer than it answers within, and measures the dead air', async () => {
    let finish: (output: string) => void = () => undefined
    const run = () => new Promise<string>((resolve) => (finish = resolve))
    const find_person = tool({ args: t.type({ name: t.string }), answersWithinMs: 1_500, run })
    const { call, say, until, pass } = setUp({ tools: { find_person } })
    call.start()
    await until(({ phase }) => phase === 'agentSpeaking')
    await until(({ phase }) => phase === 'listening')
    await say(voice, 1_000)
    await say(silence, 60_000, ({ phase }) => phase === 'toolPending')
    expect(call.getSnapshot().tools).not.toMatchObject([{ isOverdue: true }])
    await pass(1_500)
    expect(call.getSnapshot()).toMatchObject({ phase: 'toolPending', tools: [{ isOverdue: true }] })
    finish('available')
    await until(({ phase }) => phase === 'agentSpeaking')
    const { latency, tools } = call.getSnapshot()
    expect(tools).toMatchObject([{ status: 'result' }])
    expect(latency.deadAirs).toHaveLength(1)
    expect(latency.deadAirs?.[0]).toBeGreaterThanOrEqual(1_500)
    call.stop()
  })

  it('rejects no promise that nobody awaits', async () => {
    const { call, devices, pass } = setUp({ held: true })
    for (let at = 0; at < 20; at += 1) {
      call.start()
      await pass(at % 5)
      call.stop()
      devices.answer?.refuse(new MicrophoneUnavailableError('aborted'))
    }
    await pass(5_000)
    expect(call.getSnapshot().end?.reason.type).toBe('hung-up')
  })
})
