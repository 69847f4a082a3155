import { join } from 'node:path'
import { peakDbfs, readWav } from '@vatel/audio'
import { nothing, useVoicePages } from './voice-pages.ts'

/**
 * Starts a call without a gesture of the user, and logs how it is. The microphone is no device: Chromium lets a page sound
 * while it captures one.
 */
const startByItself = `
voicePage.hooks.stream = voicePage.silentStream
const call = voicePage.createCall()
call.subscribe(({ phase, problems }) => { console.log(problems[0]?.text ?? phase) })
call.start()`

/** Calls of the test for leaks, each tenth of them a longer one; `npm run soak:browser` makes more. */
const starts = process.env['VATEL_SOAK_MINUTES'] === undefined ? 60 : 1_000

describe('a voice call in Chromium', () => {
  const pages = useVoicePages({ file: join(__dirname, 'page.ts'), script: startByItself })

  it('holds a call, keeps the screen on, and leaves nothing', async () => {
    const seen = await pages.page.evaluate(async () => {
      const { createCall, untilCall, untilAllClosed, until, opened, countLeft } = voicePage
      const before = countLeft()
      const call = createCall()
      const created = countLeft()
      const levels: number[] = []
      const stop = call.meters.subscribe(({ agent }) => levels.push(agent))
      call.start()
      const { microphone } = await untilCall(call, ({ phase }) => phase === 'agentSpeaking')
      await until(() => opened.locks.size === 1 && levels.some((level) => level > 0.1))
      const heard = await untilCall(
        call,
        ({ transcript: [line] }) => line?.who === 'agent' && line.heardText !== '',
      )
      call.stop()
      const { phase, end } = call.getSnapshot()
      stop()
      await untilAllClosed()
      return {
        before,
        created,
        microphone,
        phase,
        text: end?.text,
        lines: heard.transcript.length,
        left: countLeft(),
      }
    })
    expect(seen).toMatchObject({
      before: nothing,
      created: nothing,
      microphone: { state: 'live', isTalking: true },
      phase: 'ended',
      text: 'You ended the call.',
      lines: 1,
      left: nothing,
    })
  })

  it(`leaves nothing after ${starts} starts and stops at random moments`, async () => {
    const left = await pages.page.evaluate(async (rounds) => {
      const { createCall, untilAllClosed, afterSteps, countLeft } = voicePage
      const call = createCall()
      const unsubscribe = call.subscribe(() => undefined)
      // A generator of Lehmer: the same moments in every run.
      let seed = 42
      const random = (below: number) => (seed = (seed * 48_271) % 2_147_483_647) % below
      for (let round = 0; round < rounds; round += 1) {
        call.start()
        await afterSteps(random(round % 10 === 0 ? 2_000 : 60))
        call.stop()
        await afterSteps(random(10))
      }
      unsubscribe()
      await untilAllClosed()
      return countLeft()
    }, starts)
    expect(left).toEqual(nothing)
  })

  it('is off when the page is left, and can call again when the page cache has brought it back', async () => {
    const page = await pages.context.newPage()
    const isBack = page.waitForEvent('console', {
      predicate: (message) => message.text().startsWith('shown again'),
    })
    const devtools = await pages.context.newCDPSession(page)
    await devtools.send('Page.enable')
    const notCached = new Promise<never>((_, reject) =>
      devtools.on('Page.backForwardCacheNotUsed', ({ notRestoredExplanations }) =>
        reject(new Error(`the page cache has dropped the page: ${JSON.stringify(notRestoredExplanations)}`)),
      ),
    )
    await page.goto(pages.url)
    await page.waitForFunction('globalThis.voicePage')
    await page.evaluate(async () => {
      const { createCall, untilCall, untilAllClosed } = voicePage
      const call = createCall()
      call.start()
      await untilCall(call, ({ phase }) => phase === 'agentSpeaking')
      const phases: string[] = []
      const callAgain = async () => {
        await untilAllClosed()
        call.start()
        await untilCall(call, ({ phase }) => phase === 'agentSpeaking')
        call.stop()
        await untilAllClosed()
        console.log(`shown again, from the page cache: ${phases.join(', ')}`)
      }
      // Properties: the page counts the listeners that are added to the window.
      window.onpagehide = () => phases.push(call.getSnapshot().phase)
      window.onpageshow = ({ persisted }) => {
        if (persisted) void callAgain()
      }
    })
    await page.goto('about:blank')
    // Playwright does not hear the end of a script that leaves its page for one of the page cache.
    page.evaluate('history.back()').catch(() => undefined)
    const message = await Promise.race([isBack, notCached])
    expect(message.text()).toBe('shown again, from the page cache: ended')
    await page.close()
  })

  it('opens microphone and connection side by side: each waits for the other at the end only', async () => {
    const order = await pages.page.evaluate(async () => {
      const { createCall, createPlatform, untilCall, until } = voicePage
      const events: string[] = []
      const platform = createPlatform()
      const { mediaDevices } = navigator
      const open = mediaDevices.getUserMedia.bind(mediaDevices)
      let give: () => void = () => undefined
      mediaDevices.getUserMedia = async (constraints) => {
        events.push('microphone asked')
        await new Promise<void>((resolve) => (give = resolve))
        return open(constraints)
      }
      const call = createCall({
        token: () => {
          events.push('token asked')
          return platform
        },
      })
      call.start()
      await until(() => events.length === 2)
      give()
      await untilCall(call, ({ phase }) => phase === 'listening')
      call.stop()
      return events
    })
    expect([...order].sort()).toEqual(['microphone asked', 'token asked'])
  })

  it.each([
    [
      'NotAllowedError',
      'microphone-denied',
      'The microphone is not allowed. Allow it for this page in the browser, and call again.',
    ],
    [
      'NotReadableError',
      'microphone-unavailable',
      'The microphone is busy. Close other programs that use it, and call again.',
    ],
    [
      'NotFoundError',
      'microphone-unavailable',
      'There is no such microphone. Connect one or choose another, and call again.',
    ],
  ])('ends a call when the browser answers %s, with the problem %s', async (name, type, text) => {
    const seen = await pages.page.evaluate(async (refusal) => {
      const { createCall, hooks, untilCall, untilAllClosed } = voicePage
      hooks.refuse = refusal
      const call = createCall()
      call.start()
      const { end, problems } = await untilCall(call, ({ phase }) => phase === 'ended')
      await untilAllClosed()
      return { end: end?.text, problems: problems.map((each) => ({ type: each.type, text: each.text })) }
    }, name)
    expect(seen).toEqual({ end: text, problems: [{ type, text }] })
  })

  it('ends a call whose speaker cannot be opened, with the problem speaker-unavailable', async () => {
    const seen = await pages.page.evaluate(async () => {
      const { createCall, untilCall, untilAllClosed } = voicePage
      const refuse = () => Promise.reject(new DOMException('refused by the test', 'AbortError'))
      Object.assign(AudioContext.prototype, { setSinkId: refuse })
      const call = createCall()
      await call.setSpeaker('desk')
      call.start()
      const { end, problems } = await untilCall(call, ({ phase }) => phase === 'ended')
      await untilAllClosed()
      return { end: end?.text, problems: problems.map(({ type, text }) => ({ type, text })) }
    })
    const text = 'The speaker could not be opened. Choose another, and call again.'
    expect(seen).toEqual({ end: text, problems: [{ type: 'speaker-unavailable', text }] })
  })

  it('holds two calls at the same time, and the end of one leaves the other', async () => {
    const seen = await pages.page.evaluate(async () => {
      const { createCall, countLeft, until, untilCall, untilAllClosed } = voicePage
      const [one, other] = [createCall(), createCall()]
      one.start()
      other.start()
      for (const call of [one, other]) await untilCall(call, ({ phase }) => phase === 'agentSpeaking')
      const during = countLeft()
      one.stop()
      await until(() => countLeft().tracks === 1)
      const { microphone, speaker, end } = other.getSnapshot()
      const levels: number[] = []
      const leave = other.meters.subscribe(({ user }) => levels.push(user))
      // The fake microphone beeps: the other call still hears it.
      await until(() => levels.some((level) => level > 0.1))
      leave()
      other.stop()
      await untilAllClosed()
      return {
        tracks: during.tracks,
        sockets: during.sockets,
        states: [microphone.state, speaker.state],
        end,
      }
    })
    expect(seen).toEqual({ tracks: 2, sockets: 2, states: ['live', 'running'], end: null })
  })

  it('shows a silent, a muted and a lost microphone', async () => {
    const types = await pages.page.evaluate(async () => {
      const { createCall, hooks, opened, silentStream, until, untilCall } = voicePage
      hooks.stream = silentStream
      const call = createCall()
      call.start()
      const seen = [await untilCall(call, ({ problems }) => problems.length > 0)]
      const [track] = opened.tracks
      if (track === undefined) throw new Error('no track')
      Object.defineProperty(track, 'muted', { value: true })
      track.dispatchEvent(new Event('mute'))
      seen.push(await untilCall(call, ({ problems: [first] }) => first?.type !== 'microphone-silent'))
      hooks.refuse = 'NotFoundError'
      track.stop()
      track.dispatchEvent(new Event('ended'))
      seen.push(await untilCall(call, ({ problems: [first] }) => first?.type === 'microphone-lost'))
      hooks.refuse = undefined
      // The attempt that follows the loss may still run: another one follows each change.
      await until(() => {
        navigator.mediaDevices.dispatchEvent(new Event('devicechange'))
        return call.getSnapshot().microphone.state === 'live'
      })
      seen.push(await untilCall(call, ({ microphone: { state } }) => state === 'live'))
      call.stop()
      return seen.map(({ problems }) => problems.map(({ type, text }) => `${type}: ${text}`))
    })
    expect(types).toEqual([
      ['microphone-silent: The microphone is silent. Look for a mute switch on it, or choose another.'],
      ['microphone-muted-by-system: The system has muted the microphone. Unmute it there.'],
      ['microphone-lost: The microphone was disconnected. Connect it again or choose another.'],
      [],
    ])
  })

  it('has bands and streams of both voices, and a recording with each in a channel', async () => {
    const { base64, passes, streams } = await pages.page.evaluate(async () => {
      const { createCall, createPlatform, encodeBase64, hooks, recordCall } = voicePage
      const { toneStream, until, untilAllClosed, untilCall } = voicePage
      hooks.stream = toneStream
      const { scenario, lines } = createPlatform().scenario
      // The tone is a voice to the platform: it would interrupt the agent at once.
      const patient = { ...scenario.agent, first_message_interruption_time: 0 }
      const platform = createPlatform({ scenario: { scenario: { ...scenario, agent: patient }, lines } })
      const call = createCall({
        token: async () => {
          await until(() => recording.durationMs > 0)
          return platform
        },
      })
      const recording = recordCall(call, { workletUrl: '/voice.js' })
      const streams: unknown[] = [call.streams.user, call.streams.agent]
      call.start()
      const bands = { user: new Float32Array(5), agent: new Float32Array(5) }
      const loudest = (name: 'user' | 'agent') => {
        call.meters.readBands(name, bands[name])
        return bands[name].indexOf(Math.max(...bands[name]))
      }
      // The tone of 600 Hz is in the first of the bands, which ends at 833 Hz.
      await until(() => loudest('user') === 0 && Math.max(...bands.user) > 0.3)
      await until(() => loudest('agent') >= 0 && Math.max(...bands.agent) > 0.3)
      const heardAtMs = recording.durationMs
      await until(() => recording.durationMs > heardAtMs + 500)
      const { user, agent } = call.streams
      streams.push(user === call.streams.user, agent === call.streams.agent)
      const passes = [user?.getTracks()[0]?.enabled]
      call.mute()
      passes.push(user?.getTracks()[0]?.enabled)
      await until(() => loudest('user') === 0 && Math.max(...bands.user) === 0)
      call.stop()
      const file = await recording.file
      streams.push(call.streams.user, user?.getTracks()[0]?.readyState, agent?.getTracks()[0]?.readyState)
      await untilCall(call, ({ phase }) => phase === 'ended')
      await untilAllClosed()
      return { passes, streams, base64: encodeBase64(new Uint8Array(await file.arrayBuffer())) }
    })
    expect(passes).toEqual([true, false])
    expect(streams).toEqual([undefined, undefined, true, true, undefined, 'ended', 'ended'])
    const { channels } = readWav(Buffer.from(base64, 'base64'))
    expect(channels.map((channel) => peakDbfs(channel) > -30)).toEqual([true, true])
  })

  it('shows an output that is interrupted or lost', async () => {
    const types = await pages.page.evaluate(async () => {
      const { createCall, opened, untilCall } = voicePage
      const call = createCall()
      call.start()
      await untilCall(call, ({ phase }) => phase === 'listening')
      const [context] = opened.contexts
      if (context === undefined) throw new Error('no context')
      context.resume = () => Promise.resolve()
      Object.defineProperty(context, 'state', { value: 'interrupted', configurable: true })
      context.dispatchEvent(new Event('statechange'))
      const seen = [await untilCall(call, ({ problems }) => problems.length > 0)]
      Object.defineProperty(context, 'state', { value: 'suspended', configurable: true })
      context.dispatchEvent(new Event('error'))
      seen.push(await untilCall(call, ({ problems: [first] }) => first?.type !== 'sound-interrupted'))
      call.stop()
      return seen.map(({ problems }) => problems.map(({ type, text }) => `${type}: ${text}`))
    })
    expect(types).toEqual([
      ['sound-interrupted: The system holds the sound, as for a phone call. It goes on afterwards.'],
      ['speaker-lost: The speaker was disconnected. Connect it again or choose another.'],
    ])
  })

  it('shows a line that is suspect, and a message that cannot be read', async () => {
    const types = await pages.page.evaluate(async () => {
      const { createCall, untilCall } = voicePage
      const call = createCall({}, { faults: { malformedJson: true } })
      call.start()
      const seen = [
        await untilCall(call, ({ phase, problems }) => phase === 'listening' && problems.length > 0),
      ]
      Object.defineProperty(navigator, 'onLine', { value: false, configurable: true })
      window.dispatchEvent(new Event('offline'))
      seen.push(await untilCall(call, ({ problems }) => problems.length > 1))
      call.stop()
      return seen.map(({ problems }) => problems.map(({ type, text }) => `${type}: ${text}`))
    })
    const invalid = 'invalid-message: A message of the agent could not be read. The call goes on.'
    const suspect = 'line-suspect: The connection may be lost. The call goes on if it comes back.'
    expect(types).toEqual([[invalid], [suspect, invalid]])
  })

  it('waits for a gesture where the browser wants one, and takes any click in the page', async () => {
    const silent = await pages.context.newPage()
    // A script that a test evaluates counts as a gesture: the page says by itself how it is.
    const shown = (text: string) =>
      silent.waitForEvent('console', { predicate: (message) => message.text() === text, timeout: 150_000 })
    const isSilent = shown('The browser keeps this page silent. Click or press a key to hear the agent.')
    await silent.goto(pages.runUrl)
    await isSilent
    const isHeard = shown('agentSpeaking')
    await silent.click('button')
    await isHeard
    await silent.close()
  })
})
