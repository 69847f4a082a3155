import { isLeft } from 'fp-ts/Either'
import type { Clock } from '../src/clock.ts'
import { createClient as createTasks } from '../src/fp.ts'
import type { Client } from '../src/rest/client.ts'
import { readRecording } from '../src/rest/recording.ts'
import type { ClientOptions } from '../src/rest/client.ts'
import { rejection } from './rest/rejection.ts'
import { requestFaults } from './rest/request-faults.ts'
import { apiKey, closeServers, json, serve, successOf } from './rest/serve.ts'

// Real work on a machine that may have much else to do.
jest.setTimeout(300_000)

afterEach(closeServers)

/** The clock of the machine, on which what waits between tries passes at once. */
const brisk: Clock = {
  performance,
  setTimeout: (callback, ms) => setTimeout(callback, ms < 9_000 ? 0 : ms),
  clearTimeout: (timer) => clearTimeout(timer as NodeJS.Timeout | undefined),
}

const requestFailures = [
  'AbortedError',
  'InvalidResponseError',
  'InvalidArgumentError',
  'RedirectedError',
  'RefusedError',
  'TimeoutError',
  'UnreachableError',
] as const

/** What somebody's `fetch` may fail with, though it is no error. */
const nothing = undefined as unknown as Error
const words = 'no' as unknown as Error

/** What can happen on this side, as what a client is made or asked with. */
const ownFaults: Readonly<
  Record<string, Partial<ClientOptions> & { readonly tag: string; readonly isAborted?: true }>
> = {
  'an abort': { tag: 'AbortedError', isAborted: true },
  'a fetch that throws': {
    tag: 'UnreachableError',
    fetch: () => {
      throw new TypeError('no')
    },
  },
  'a fetch that fails with nothing': { tag: 'UnreachableError', fetch: () => Promise.reject(nothing) },
  'a fetch that fails with text': { tag: 'UnreachableError', fetch: () => Promise.reject(words) },
  'a fetch that answers nothing': {
    tag: 'UnreachableError',
    fetch: () => Promise.resolve<never>(undefined as never),
  },
  'a fetch that answers an object': {
    tag: 'UnreachableError',
    fetch: () => Promise.resolve<never>({} as never),
  },
  'a fetch whose body fails': {
    tag: 'UnreachableError',
    fetch: (url, init = {}) => {
      const body = new ReadableStream({ start: (controller) => controller.error('no') })
      const { pathname } = new URL(url instanceof Request ? url.url : url)
      return Promise.resolve(
        new Response(body, { status: successOf({ url: pathname, method: init.method }) }),
      )
    },
  },
  'a key that fails': { tag: 'InvalidArgumentError', apiKey: () => Promise.reject(new TypeError('no')) },
  'a key that throws': {
    tag: 'InvalidArgumentError',
    apiKey: () => {
      throw new TypeError('no')
    },
  },
  'a key that is none': {
    tag: 'InvalidArgumentError',
    apiKey: () => Promise.resolve(7 as unknown as string),
  },
}

type Ask = (client: Client, options?: { readonly signal: AbortSignal }) => Promise<unknown>

const methods: Readonly<Record<string, Ask>> = {
  'that reads': ({ agents }, options) => agents.list(options),
  'that writes': ({ agents }, options) => agents.create({ name: 'Ann' }, options),
  'that streams': async ({ calls }, options) => readRecording(await calls.downloadRecording('c', options)),
  'that follows pages': async ({ calls }, options) => {
    for await (const call of calls.all({}, options)) expect(call).toBe('nothing')
  },
  'that begins a call': (client, options) => client.connect({ agent_id: 'a' }, options),
}

describe.each(Object.entries(methods))('a request %s', (name, ask) => {
  // A recording may be empty.
  const met = Object.entries(requestFaults).filter(
    ([fault]) => name !== 'that streams' || fault !== 'nothing',
  )

  it.each(met)('fails with an error of ours after %s', async (_fault, answer) => {
    const { client } = await serve([answer], { retries: 0, clock: brisk })
    const { _tag, delivery } = await rejection(ask(client))
    expect(requestFailures).toContain(_tag)
    // It has reached the platform, and only a refusal says that it was not carried out.
    expect(delivery === 'unknown' || (delivery === 'not-done' && _tag === 'RefusedError')).toBe(true)
  })

  it.each(Object.entries(ownFaults))(
    'fails with an error of ours after %s',
    async (_fault, { tag, isAborted, ...options }) => {
      const { client, seen } = await serve([json(404, {})], { retries: 0, clock: brisk, ...options })
      const { _tag, delivery } = await rejection(ask(client, isAborted && { signal: AbortSignal.abort() }))
      expect(_tag).toBe(tag)
      expect(seen).toEqual([])
      if (_tag === 'InvalidArgumentError' || _tag === 'AbortedError') expect(delivery).toBe('not-sent')
    },
  )
})

describe('the fp-ts face', () => {
  it.each(Object.entries(requestFaults))(
    'has an error of ours as a value after %s',
    async (_fault, answer) => {
      const { baseUrl } = await serve([answer])
      const tasks = createTasks({ apiKey, baseUrl, retries: 0 })
      const result = await tasks.agents.list()()
      expect(requestFailures).toContain(isLeft(result) && (await rejection(Promise.reject(result.left)))._tag)
    },
  )
})
