import { createClock } from '@sinonjs/fake-timers'
import { openCall } from '../src/call/socket.ts'
import { BrowserSocket } from './browser-socket.ts'
import { holes, nested } from './holes.ts'
import { openLine, says, type Line } from './line.ts'
import { logAll } from './log-all.ts'
import { until } from './until.ts'

// A busy machine is slow to carry what happens at once.
jest.setTimeout(300_000)

type Reading = 'invalid' | 'unknown'

const huge = JSON.stringify('x'.repeat(20_000_000))

/** Text that is no message, by what the reader should make of it. */
const malformed: readonly (readonly [name: string, text: string, expected: Reading])[] = [
  ['nothing', '', 'invalid'],
  ['null', 'null', 'invalid'],
  ['a number', '1', 'invalid'],
  ['a string', '"x"', 'invalid'],
  ['an array', '[]', 'invalid'],
  ['an array of null', '[null]', 'invalid'],
  ['an empty object', '{}', 'invalid'],
  ['a type of null', '{"type":null}', 'invalid'],
  ['a type that is an object', '{"type":{}}', 'invalid'],
  ['a type of __proto__', '{"type":"__proto__"}', 'unknown'],
  ['a type of constructor', '{"type":"constructor","data":{}}', 'unknown'],
  ['an error with a body', '{"type":"error","data":{"message":"no"}}', 'unknown'],
  ['an error without a body', '{"type":"error"}', 'unknown'],
  ['a tool call of null', '{"type":"tool_call","data":null}', 'invalid'],
  ['a __proto__ of its own', '{"type":"response_text","__proto__":{"x":1},"data":{}}', 'invalid'],
  ['JSON that is cut off', '{"type":"response_text","data":{"te', 'invalid'],
  ['100,000 open brackets', '['.repeat(100_000), 'invalid'],
  ['100,000 brackets in balance', nested(100_000), 'invalid'],
  ['a string of 20 MB', huge, 'invalid'],
]

/** Sockets as Node and as browsers have them; what breaks Node's limit of 1 MiB never becomes a message there. */
const sockets = [
  ['Node', undefined, malformed.filter(([, text]) => text !== huge)],
  ['a browser', BrowserSocket, malformed],
] as const

let line: Line
beforeEach(async () => {
  line = await openLine()
})
afterEach(() => line.close())

const open = async (WebSocket?: typeof BrowserSocket) => {
  const clock = createClock()
  const call = openCall({ token: 'token', baseUrl: line.baseUrl, clock, ...(WebSocket && { WebSocket }) })
  const { socket } = await line.answer()
  socket.send(says('session_started', { id: 'call-1' }))
  await call.started
  return { clock, call, socket }
}

/** Says a good message, and waits until it is heard. */
const good = async ({ call, socket }: Pick<Awaited<ReturnType<typeof open>>, 'call' | 'socket'>) => {
  const heard = new Promise<void>((resolve) => {
    const leave = call.on('message', ({ type }) => {
      if (type !== 'response_text') return
      leave()
      resolve()
    })
  })
  socket.send(says('response_text', { turn_id: 't', text: 'good' }))
  await Promise.race([heard, call.ended.then((reason) => Promise.reject(new Error(JSON.stringify(reason))))])
}

describe.each(sockets)(
  'malformed messages on a live call, with the socket of %s',
  (_name, WebSocket, frames) => {
    it('are each reported as invalid or unknown, and what comes after each arrives', async () => {
      const { clock, call, socket } = await open(WebSocket)
      let seen: unknown[] = []
      call.on('message', ({ type }) => seen.push(type))
      call.on('invalid', ({ _tag, length }) => seen.push([_tag, length]))
      await good({ call, socket })
      const outcomes: unknown[] = []
      for (const [name, text] of frames) {
        seen = []
        // So far apart that each may be emitted.
        clock.tick(200)
        socket.send(text)
        await good({ call, socket })
        outcomes.push([name, ...seen])
      }
      expect(outcomes).toEqual(
        frames.map(([name, text, expected]) => [
          name,
          expected === 'unknown' ? 'unknown' : ['InvalidMessageError', text.length],
          'response_text',
        ]),
      )
      const invalid = frames.filter(([, , expected]) => expected === 'invalid').length
      expect([call.state, call.delivery.invalidMessages]).toEqual(['live', invalid])
      call.close()
      expect(await call.ended).toEqual({ type: 'hung-up' })
    })

    it('can be logged, kept and passed on, however deep they are nested', async () => {
      const { clock, call, socket } = await open(WebSocket)
      const failures: unknown[] = []
      let invalid = 0
      const log = (value: unknown) => {
        try {
          logAll(value)
        } catch (error) {
          failures.push(error)
        }
      }
      for (const event of ['message', 'invalid', 'state', 'end'] as const) call.on(event, log)
      call.on('invalid', () => (invalid += 1))
      // Half a million levels take a tenth of a second each to be parsed; the end of the session would be one.
      const deepest = /^(the message|an unknown type|value of an argument)$/
      const places = holes.filter(([name]) => name !== 'data of session_ended')
      for (const levels of [1_000, 100_000, 500_000])
        for (const [name, fill] of places)
          if (levels < 500_000 || deepest.test(name)) {
            clock.tick(200)
            socket.send(fill(nested(levels)))
            await good({ call, socket })
          }
      expect(failures).toEqual([])
      // A signal with a payload that is a list is still the signal.
      const signals = ['speech_started', 'speech_stopped', 'interruption'].length
      expect(invalid).toBe(2 * (places.length - signals) + 3)
      expect([call.state, call.delivery.invalidMessages]).toEqual(['live', invalid])
      call.close()
      await call.ended
    })

    it('are emitted ten times in a second, and counted after that', async () => {
      const { clock, call, socket } = await open(WebSocket)
      let reported = 0
      let heard = 0
      call.on('invalid', () => (reported += 1))
      call.on('message', ({ type }) => (heard += type === 'response_text' ? 1 : 0))
      const flood = async () => {
        for (let n = 0; n < 500; n += 1) socket.send('{')
        await good({ call, socket })
      }
      await flood()
      expect([reported, heard, call.delivery.invalidMessages]).toEqual([10, 1, 500])
      clock.tick(1_000)
      await flood()
      expect([reported, heard, call.delivery.invalidMessages]).toEqual([20, 2, 1_000])
      call.close()
      await call.ended
    })
  },
)

describe('a string of 20 MB', () => {
  it('never becomes a message in Node: it ends the call as a breach', async () => {
    const { call, socket } = await open()
    const seen: unknown[] = []
    call.on('message', ({ type }) => seen.push(type))
    call.on('invalid', (message) => seen.push(message))
    socket.on('error', () => undefined)
    socket.send(huge)
    expect(await call.ended).toMatchObject({ type: 'lost', code: 1009 })
    expect(seen).toEqual(['session_started'])
    await until(() => socket.readyState === socket.CLOSED)
  })
})
