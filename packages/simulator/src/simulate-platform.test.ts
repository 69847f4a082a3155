import { createClock, type Clock } from '@sinonjs/fake-timers'
import { readWav } from '@vatel/audio'
import {
  createClient,
  openCall,
  type CallConnection,
  type ServerMessage,
  type UnknownMessage,
} from '@vatel/core'
import { silence, tinyScenario, voice } from '../test/tiny-call.ts'
import type { Faults } from './rules/faults/faults.ts'
import { simulatePlatform, type SimulatedPlatform } from './simulate-platform.ts'

interface World {
  readonly clock: Clock
  readonly platform: SimulatedPlatform
  readonly client: ReturnType<typeof createClient>
}

const world = (faults: Faults = {}): World => {
  const clock = createClock()
  const platform = simulatePlatform({ scenario: tinyScenario, clock, faults })
  const client = createClient({ apiKey: platform.apiKey, baseUrl: platform.url, fetch: platform.fetch })
  return { clock, platform, client }
}

const dial = async ({ clock, platform, client }: World): Promise<CallConnection> => {
  const { token } = await client.session.generateToken({ agent_id: platform.agentId })
  return openCall({ token, baseUrl: platform.url, WebSocket: platform.WebSocket, clock })
}

const follow = (call: CallConnection) => {
  const messages: (ServerMessage | UnknownMessage)[] = []
  call.on('message', (message) => messages.push(message))
  return messages
}

/** Speaks from now on, in frames of 20 ms. */
const speak = async ({ clock }: World, call: CallConnection, pcm: Int16Array): Promise<void> => {
  for (let at = 0; at < pcm.length; at += 480) {
    await clock.tickAsync(20)
    call.sendAudio(pcm.subarray(at, at + 480))
  }
}

const sentence = Int16Array.from([...voice(500), ...silence(320)])

describe('simulatePlatform', () => {
  it('refuses options that are no object, such as a seed alone', () => {
    const simulate = simulatePlatform as (options: unknown) => unknown
    for (const options of [5, null, 'bistro'])
      expect(() => simulate(options)).toThrow('options: must be an object')
  })

  it('refuses a misspelt option', () => {
    expect(() => simulatePlatform({ fault: {} } as object)).toThrow(
      expect.objectContaining({
        _tag: 'InvalidArgumentError',
        message:
          'fault: must be left out: there are only scenario, replay, epochMs, faults, seed, services, tokens, log, clock',
      }) as Error,
    )
  })

  it.each([
    ['the name of a scenario', 'bistro', "pass await loadScenario('bistro')"],
    ['the JSON of a scenario', tinyScenario.scenario, 'or the result of readScenario'],
    ['null', null, 'must be a loaded scenario'],
  ])('refuses %s in place of a loaded scenario', (_, scenario, remedy) => {
    expect(() => simulatePlatform({ scenario: scenario as never })).toThrow(
      expect.objectContaining({
        _tag: 'InvalidArgumentError',
        field: 'scenario',
        message: expect.stringContaining(remedy) as string,
      }) as Error,
    )
  })

  it('answers a client of the platform', async () => {
    const { client, platform } = world()
    expect((await client.agents.list()).map(({ id, name }) => [id, name])).toEqual([
      [platform.agentId, 'Tiny'],
    ])
    await expect(client.agents.get('x')).rejects.toMatchObject({
      _tag: 'RefusedError',
      status: 400,
      reason: 'id: expected a UUID',
    })
  })

  it('runs a whole call in virtual time, and REST has it afterwards', async () => {
    const here = world()
    const call = await dial(here)
    const messages = follow(call)
    await here.clock.tickAsync(1_000)
    const { id } = await call.started
    await speak(here, call, sentence)
    await here.clock.tickAsync(8_000)
    await speak(here, call, sentence)
    await here.clock.tickAsync(1_000)
    const asked = messages.find(({ type }) => type === 'tool_call')
    if (asked?.type === 'tool_call') call.sendToolOutput(asked.data.toolCallId, 'ok')
    await here.clock.tickAsync(2_000)
    await speak(here, call, sentence)
    await here.clock.tickAsync(3_000)
    expect(await call.ended).toEqual({ type: 'session-ended' })

    const { calls } = await here.client.calls.list()
    expect(calls.map(({ id: known }) => known)).toEqual([id])
    const held = await here.client.calls.get(id)
    expect(held).toMatchObject({ status: 'ended', agent_id: here.platform.agentId, duration_seconds: 16 })
    expect(held.transcript?.entries.map(({ role, message, type }) => [type, role, message])).toEqual([
      ['message', 'assistant', 'Hello.'],
      ['message', 'user', 'Talk for a long time please.'],
      ['message', 'assistant', 'One two three four five six seven eight nine ten.'],
      ['message', 'user', 'Use the tool.'],
      ['tool_call', undefined, undefined],
      ['tool_call_output', undefined, undefined],
      ['message', 'assistant', 'Good.'],
      ['message', 'user', 'Goodbye.'],
      ['message', 'assistant', 'Bye.'],
    ])
  })

  it.each([401, 403, 404, 503])('refuses a call with %i as a server does', async (refuse) => {
    const here = world({ refuse })
    const call = await dial(here)
    await expect(call.started).rejects.toMatchObject({
      _tag: 'RefusedError',
      status: refuse,
      reason: 'refused by an injected fault',
    })
    expect(await call.ended).toMatchObject({ type: 'refused', status: refuse })
  })

  it('closes with the code of a fault', async () => {
    const here = world({ close: { afterMs: 700, code: 1011 } })
    const call = await dial(here)
    await here.clock.tickAsync(1_000)
    expect(await call.ended).toMatchObject({ type: 'lost', code: 1011 })
  })

  it('cuts the connection', async () => {
    const here = world({ close: { afterMs: 700, code: 1006 } })
    const call = await dial(here)
    await here.clock.tickAsync(1_000)
    expect(await call.ended).toMatchObject({ type: 'lost', code: 1006 })
  })

  it('goes half open, which only a ping detects', async () => {
    const here = world({ halfOpenAfterMs: 700 })
    const call = await dial(here)
    await here.clock.tickAsync(1_000)
    expect(call.state).toBe('live')
    await here.clock.tickAsync(30_000)
    expect(await call.ended).toMatchObject({ type: 'lost', code: 1006 })
  })

  it('answers pings while the connection is open', async () => {
    const here = world()
    const call = await dial(here)
    await here.clock.tickAsync(600_000)
    expect(call.state).toBe('live')
  })

  it('ends the call when the client closes', async () => {
    const here = world()
    const call = await dial(here)
    await here.clock.tickAsync(1_000)
    call.close()
    expect(await call.ended).toEqual({ type: 'hung-up' })
    await here.clock.tickAsync(10)
    expect((await here.client.calls.list()).calls).toMatchObject([
      { status: 'ended', termination_reason: 'ended_by_user' },
    ])
    expect(here.clock.countTimers()).toBe(0)
  })

  it('runs many calls at once, each with its own id', async () => {
    const here = world()
    const calls = await Promise.all(Array.from({ length: 20 }, () => dial(here)))
    await here.clock.tickAsync(1_000)
    const ids = await Promise.all(calls.map(async ({ started: opened }) => (await opened).id))
    expect(new Set(ids).size).toBe(20)
    expect((await here.client.calls.list({ page: 2, page_size: 15 })).pagination).toEqual({
      page: 2,
      page_size: 15,
      total: 20,
      total_pages: 2,
      has_next: false,
      has_prev: true,
    })
  })

  it('keeps the audio of the last 32 calls, and everything else of all', async () => {
    const here = world()
    const ids: string[] = []
    for (let held = 0; held < 33; held++) {
      const call = await dial(here)
      await here.clock.tickAsync(500)
      ids.push((await call.started).id)
      call.close()
      await here.clock.tickAsync(10)
    }
    const [first = '', second = ''] = ids
    await expect(here.client.calls.downloadRecording(first)).rejects.toMatchObject({ status: 404 })
    expect(await here.client.calls.get(first)).toMatchObject({ status: 'ended' })
    const bytes = await new Response(await here.client.calls.downloadRecording(second)).arrayBuffer()
    const { channels } = readWav(new Uint8Array(bytes))
    expect(channels.map(({ length }) => length / 24)).toEqual([700, 700])
  })

  it('sends invalid messages that a client reports, and the call goes on', async () => {
    const here = world({ unknownType: true, malformedJson: true, missingFlags: true, snakeCaseTools: true })
    const call = await dial(here)
    const messages = follow(call)
    const invalid: unknown[] = []
    call.on('invalid', (message) => invalid.push(message))
    await here.clock.tickAsync(1_000)
    expect(messages.map(({ type }) => type).slice(0, 3)).toEqual([
      'session_started',
      'unknown',
      'response_text',
    ])
    expect(invalid).toHaveLength(1)
    expect(call.state).toBe('live')
  })

  it('mints a token without a key, and refuses an unknown agent', async () => {
    const { platform, clock } = world({ http: [{ status: 503 }] })
    const call = openCall({
      token: platform.mintToken({ first_message: 'Hello Ann.' }),
      baseUrl: platform.url,
      WebSocket: platform.WebSocket,
      clock,
    })
    const log = follow(call)
    await clock.tickAsync(2_000)
    expect(JSON.stringify(log)).toContain('Hello Ann.')
    expect(() => platform.mintToken({ agent_id: '00000000-0000-4000-8000-00000000dead' })).toThrow(
      'agent not found',
    )
    call.close()
  })

  it('names an unknown fault', () => {
    expect(() => world({ latencyMs: -1 })).toThrow('faults: latencyMs: expected a number from 0 on, got -1')
  })
})
