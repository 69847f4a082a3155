import { createClock } from '@sinonjs/fake-timers'
import { openCall } from '../src/socket/call-socket.ts'
import { openLine, says } from './line.ts'

// A busy machine is slow to carry what happens at once.
jest.setTimeout(60_000)

const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`

/** Text that is no message, by what the reader should make of it. */
const junk: readonly (readonly [name: string, text: string, expected: 'invalid' | 'unknown'])[] = [
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
  ['5,000 brackets in balance', nested(5_000), 'invalid'],
  ['a string of a megabyte', JSON.stringify('x'.repeat(1_000_000)), 'invalid'],
]

const open = async () => {
  const line = await openLine()
  const clock = createClock()
  const call = openCall({ token: 'token', baseUrl: line.baseUrl, clock })
  const { socket } = await line.answer()
  socket.send(says('session_started', { id: 'call-1' }))
  await call.opened
  return { line, clock, call, socket }
}

describe('junk on a live call', () => {
  it.each(junk)('is told apart, and what comes after it arrives: %s', async (_name, text, expected) => {
    const { line, call, socket } = await open()
    const seen: string[] = []
    call.on('message', ({ type }) => seen.push(type))
    call.on('invalid', ({ length }) => {
      seen.push('invalid')
      expect(length).toBe(text.length)
    })
    socket.send(text)
    socket.send(says('response_text', { turn_id: 't', text: 'good' }))
    socket.send(says('session_ended'))
    await call.ended
    expect(seen).toEqual(['session_started', expected, 'response_text', 'session_ended'])
    expect(call.unsettled.invalidMessages).toBe(expected === 'invalid' ? 1 : 0)
    await line.close()
  })

  it('is told ten times in a second, and counted after that', async () => {
    const { line, clock, call, socket } = await open()
    let told = 0
    let good = 0
    call.on('invalid', () => (told += 1))
    const flood = async () => {
      for (let n = 0; n < 500; n += 1) socket.send('{')
      socket.send(says('response_text', { turn_id: 't', text: 'good' }))
      await new Promise<void>((resolve) => {
        const leave = call.on('message', ({ type }) => {
          if (type !== 'response_text') return
          good += 1
          leave()
          resolve()
        })
      })
    }
    await flood()
    expect([told, good, call.unsettled.invalidMessages]).toEqual([10, 1, 500])
    clock.tick(1_000)
    await flood()
    expect([told, good, call.unsettled.invalidMessages]).toEqual([20, 2, 1_000])
    call.close()
    await call.ended
    await line.close()
  })
})
