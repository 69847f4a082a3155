import { createClock } from '@sinonjs/fake-timers'
import type { CallSocket } from '../src/call/connection.ts'
import { type CallOptions, openCall } from '../src/call/socket.ts'
import { cases } from './behaviour/cases.ts'
import { serveCase } from './behaviour/serve-case.ts'
import { openFaultProxy } from './fault-proxy/fault-proxy.ts'
import { openHttp, openLine } from './line.ts'
import { openRawServer } from './raw-server.ts'
import { aFewTurns } from './rest/a-few-turns.ts'
import { rejection } from './rest/rejection.ts'
import { requestFaults } from './rest/request-faults.ts'
import { closeServers, json, serve } from './rest/serve.ts'
import { until } from './until.ts'

// Real work on a machine that may have much else to do.
jest.setTimeout(300_000)

afterEach(closeServers)

const callFailures = [
  'AbortedError',
  'ConnectionLostError',
  'RefusedError',
  'SessionOverError',
  'TimeoutError',
  'UnreachableError',
]

/** Holds a call to its end and to its promises: what is awaited either resolves or rejects with an error of ours. */
const holdToPromises = async (
  options: Omit<CallOptions, 'token'>,
  mayOpen: boolean,
  onOpen: (call: CallSocket) => void = () => undefined,
) => {
  const call = openCall({ token: 'token', ...options })
  onOpen(call)
  const opened = await call.started.then(
    () => 'opened',
    async () => (await rejection(call.started))._tag,
  )
  expect(mayOpen ? ['opened', ...callFailures] : callFailures).toContain(opened)
  if (opened === 'opened') {
    for await (const message of call.messages())
      if (message.type === 'response_text' || message.type === 'tool_call') call.close()
  }
  const reason = await call.ended
  if (reason.type === 'failed')
    expect(callFailures).toContain((await rejection(Promise.reject(reason.error)))._tag)
  expect(call.sendToolOutput('1', 'too late')).toEqual({ status: 'dropped' })
  await call[Symbol.asyncDispose]()
}

describe('a call', () => {
  it.each(cases.map((one) => [one.name, one] as const))(
    'rejects with errors of ours alone: %s',
    async (_name, one) => {
      const server = await serveCase(one)
      await holdToPromises({ baseUrl: server.baseUrl }, true)
      await server.close()
    },
  )

  it.each(Object.entries(requestFaults))(
    'that is opened fails with an error of ours after %s',
    async (_name, answer) => {
      const { baseUrl } = await serve([answer])
      await holdToPromises({ baseUrl }, false)
    },
  )

  it('fails with an error of ours when nobody is there', async () => {
    const gone = await openHttp(() => undefined)
    await gone.close()
    await holdToPromises({ baseUrl: gone.baseUrl }, false)
  })

  it('fails with an error of ours when TLS is no TLS', async () => {
    const { baseUrl } = await serve([json(200, {})])
    await holdToPromises({ baseUrl: baseUrl.replace('http:', 'https:') }, false)
  })

  it.each(['connecting', 'starting'])('fails with an error of ours when it is %s for ever', async (stage) => {
    const line = await openLine()
    const proxy = await openFaultProxy({
      target: line.baseUrl,
      rules: stage === 'connecting' ? [{ hang: true }] : [],
    })
    const clock = createClock()
    let call: CallSocket | undefined
    const held = holdToPromises({ baseUrl: proxy.baseUrl, clock }, false, (opened) => (call = opened))
    if (stage === 'connecting') await until(() => proxy.accepted === 1)
    else await line.answer()
    await until(() => call?.state === stage)
    await aFewTurns()
    await clock.tickAsync(10_000)
    await held
    await proxy.close()
    await line.close()
  })

  it('fails with an error of ours when it is stopped', async () => {
    const server = await openRawServer()
    await holdToPromises(
      { baseUrl: server.baseUrl, signal: AbortSignal.abort(new TypeError('enough')) },
      false,
    )
    await server.close()
  })
})
