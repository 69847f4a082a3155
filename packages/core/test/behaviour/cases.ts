import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { WebSocket } from 'ws'
import { says } from '../line.ts'
import type { EndClass } from '../../src/call/end-reason.ts'

/** The platform's end of a call. */
export interface Peer {
  readonly socket: WebSocket
  readonly tcp: Socket
}

/** What is expected of a client. */
export interface Expected {
  readonly opened: string
  readonly messages: readonly string[]
  readonly end: object
  readonly class: EndClass
}

/** What a platform does, and what every client has to see. */
export interface Case {
  readonly name: string
  /** Answers the upgrade with an error instead of a connection. */
  readonly refuse?: (response: ServerResponse) => void
  readonly serve?: (peer: Peer) => void | Promise<void>
  readonly expected: Expected
  /** Where browsers are told less. */
  readonly inBrowser?: Partial<Expected>
}

const start = says('session_started', { id: 'call-1' })
const text = (words: string) => says('response_text', { turn_id: 't', text: words })
const started = { opened: 'call-1', messages: ['session_started'] }
const lost = (code: number, reason = '') => ({ type: 'lost', code, reason })

const codes: readonly (readonly [code: number, expected: EndClass])[] = [
  [1001, 'lost'],
  [1002, 'protocol'],
  [1003, 'protocol'],
  [1007, 'protocol'],
  [1008, 'auth'],
  [1009, 'protocol'],
  [1010, 'protocol'],
  [1011, 'lost'],
  [1012, 'lost'],
  [1013, 'lost'],
  [1014, 'lost'],
  [3000, 'auth'],
  [3003, 'auth'],
  [3999, 'server'],
  [4000, 'server'],
  [4401, 'auth'],
  [4403, 'auth'],
  [4999, 'server'],
]

const closes = codes.map(([code, name]): Case => ({
  name: `close code ${String(code)}`,
  serve: ({ socket }) => {
    socket.send(start)
    socket.close(code, 'why')
  },
  expected: { ...started, end: lost(code, 'why'), class: name },
}))

const refusals = ([401, 403, 404, 429, 500, 503] as const).map((status): Case => {
  const name = status < 404 ? 'auth' : status === 429 || status === 503 ? 'busy' : 'server'
  return {
    name: `a refusal with ${String(status)}`,
    refuse: (response) => {
      response.writeHead(status, { 'retry-after': '7' }).end('{"error":"not now"}')
    },
    expected: {
      opened: 'RefusedError',
      messages: [],
      end: { type: 'refused', status, message: 'not now', retryAfterMs: 7_000 },
      class: name,
    },
    inBrowser: { opened: 'UnreachableError', end: { type: 'failed' }, class: 'lost' },
  }
})

/** What is the same in Node and in a browser, case by case. */
export const cases: readonly Case[] = [
  {
    name: 'a conversation',
    serve: async ({ socket }) => {
      socket.send(start)
      socket.send(text('Hello'))
      socket.send('{')
      socket.send(says('mystery'))
      socket.send(says('response_text', { turn_id: 1 }))
      socket.send(says('tool_call', { tool_call_id: '7', tool_name: 'look' }))
      const [output] = (await once(socket, 'message')) as [Buffer]
      socket.send(text(output.toString()))
      socket.send(says('session_ended'))
    },
    expected: {
      opened: 'call-1',
      messages: [
        'session_started',
        'response_text',
        'invalid',
        'unknown',
        'invalid',
        'tool_call',
        'response_text',
        'session_ended',
      ],
      end: { type: 'session-ended' },
      class: 'ended',
    },
  },
  {
    name: 'a client that hangs up',
    serve: ({ socket }) => {
      socket.send(start)
      socket.send(text('hang up'))
    },
    expected: {
      ...started,
      messages: ['session_started', 'response_text'],
      end: { type: 'hung-up' },
      class: 'ended',
    },
  },
  {
    name: 'close code 1000',
    serve: ({ socket }) => {
      socket.send(start)
      socket.close(1000)
    },
    expected: { ...started, end: { type: 'session-ended' }, class: 'ended' },
  },
  {
    name: 'a close frame without a code',
    serve: ({ socket }) => {
      socket.send(start)
      socket.close()
    },
    expected: { ...started, end: lost(1005), class: 'lost' },
  },
  ...closes,
  {
    name: 'an RST',
    serve: ({ socket, tcp }) => {
      socket.send(start, () => tcp.resetAndDestroy())
    },
    expected: { opened: 'call-1', messages: ['session_started'], end: lost(1006), class: 'lost' },
  },
  {
    name: 'a FIN',
    serve: ({ socket, tcp }) => {
      socket.send(start, () => tcp.end())
    },
    expected: { ...started, end: lost(1006), class: 'lost' },
  },
  {
    name: 'a close before the start',
    serve: ({ socket }) => socket.close(1011, 'why'),
    expected: { opened: 'ConnectionLostError', messages: [], end: lost(1011, 'why'), class: 'lost' },
  },
  {
    name: 'an end before the start',
    serve: ({ socket }) => socket.send(says('session_ended')),
    expected: {
      opened: 'SessionOverError',
      messages: ['session_ended'],
      end: { type: 'session-ended' },
      class: 'ended',
    },
  },
  ...refusals,
]
