import { InvalidMessageError } from '../errors.ts'
import type { CallEvents } from './connection.ts'
import { createEmitter, createCallBuffer, maxUnread } from './receive-buffer.ts'

const message = (turn_id: string, length: number) => {
  const value = { type: 'response_text', data: { turn_id, text: 'so', is_final: true } } as const
  return { type: 'message', value, length } as const
}
const fault = {
  type: 'invalid',
  value: new InvalidMessageError('response_text', ['text: expected string, got nothing'], 40),
} as const

const idOf = (value: CallEvents['message']) =>
  value.type === 'response_text' ? value.data.turn_id : value.type

const all = async (values: AsyncIterable<CallEvents['message']>) => {
  const seen: string[] = []
  for await (const value of values) seen.push(idOf(value))
  return seen
}

const setUp = () => {
  const emitter = createEmitter<CallEvents>()
  let drained = 0
  const buffer = createCallBuffer(emitter, () => (drained += 1))
  const seen: string[] = []
  const on = (event: 'message' | 'invalid') => {
    buffer.on(event, (value) =>
      seen.push('_tag' in value ? value._tag : (value as { data: { turn_id: string } }).data.turn_id),
    )
  }
  return { buffer, seen, on, drained: () => drained }
}

describe('the messages of a buffer', () => {
  it('are what waited, what comes, and then the end', async () => {
    const { buffer } = setUp()
    buffer.add(message('1', 1))
    const seen = all(buffer.messages())
    buffer.add(message('2', 1))
    await Promise.resolve()
    buffer.add(message('3', 1))
    buffer.end()
    expect(await seen).toEqual(['1', '2', '3'])
  })

  it('are forgotten when their reader stops, which is reported once', async () => {
    const { buffer, drained } = setUp()
    const values = buffer.messages()
    await Promise.resolve()
    buffer.add(message('1', 1))
    buffer.add(message('2', 1))
    const before = drained()
    for await (const value of values) if (idOf(value) === '1') break
    expect([drained() - before, buffer.bufferUsage.messages]).toEqual([2, 0])
    buffer.add(message('3', 1))
    expect(buffer.bufferUsage.messages).toBe(0)
    expect(await values.next()).toEqual({ done: true, value: undefined })
    expect(await values.return?.()).toEqual({ done: true, value: undefined })
    expect(buffer.bufferUsage.messages).toBe(0)
  })

  it('answer reads that came before them, in order', async () => {
    const { buffer } = setUp()
    const values = buffer.messages()
    const reads = [values.next(), values.next(), values.next()]
    buffer.add(message('1', 1))
    buffer.add(message('2', 1))
    buffer.end()
    const results = await Promise.all(reads)
    expect(results.map(({ done, value }) => (done === true ? 'done' : idOf(value)))).toEqual([
      '1',
      '2',
      'done',
    ])
  })

  it('are counted and measured while they wait, and each that is taken is reported', async () => {
    const { buffer, drained } = setUp()
    const values = buffer.messages()
    await Promise.resolve()
    buffer.add(message('a', maxUnread.length / 4))
    buffer.add(message('b', maxUnread.length / 2))
    expect([buffer.bufferUsage.messages, buffer.bufferUsage.load]).toEqual([2, 0.75])
    const before = drained()
    await values.next()
    expect([buffer.bufferUsage.messages, buffer.bufferUsage.load, drained() - before]).toEqual([1, 0.5, 1])
    await values.return?.()
    expect([buffer.bufferUsage.messages, buffer.bufferUsage.load]).toEqual([0, 0])
  })
})

describe('createCallBuffer', () => {
  it('keeps messages and errors, and delivers them in order to all who begin in the same task', async () => {
    const { buffer, seen, on } = setUp()
    buffer.add(message('1', 10))
    buffer.add(fault)
    buffer.add(message('2', 10))
    on('message')
    on('invalid')
    const values = buffer.messages()
    expect(seen).toEqual([])
    await Promise.resolve()
    expect(seen).toEqual(['1', 'InvalidMessageError', '2'])
    expect((await values.next()).value).toMatchObject({ data: { turn_id: '1' } })
    expect([buffer.bufferUsage.messages, buffer.dropped]).toEqual([1, 0])
  })

  it('drops the oldest of more than 1,500 messages that nobody reads, counts them, and is never loaded', async () => {
    const { buffer, seen, on } = setUp()
    for (let n = 0; n < maxUnread.messages + 500; n += 1) buffer.add(message(String(n), 1))
    expect([buffer.bufferUsage.load, buffer.dropped]).toEqual([0, 500])
    on('message')
    await Promise.resolve()
    expect(seen).toHaveLength(maxUnread.messages)
    expect(seen[0]).toBe('500')
  })

  it('drops the oldest of more than 8 MiB that nobody reads', () => {
    const { buffer } = setUp()
    for (let n = 0; n < 10; n += 1) buffer.add(message(String(n), 1_048_576))
    expect(buffer.dropped).toBe(2)
  })

  it('emits errors at once, and those that were kept soon, when only they are listened to', async () => {
    const { buffer, seen, on } = setUp()
    buffer.add(message('1', 1))
    buffer.add(fault)
    on('invalid')
    await Promise.resolve()
    expect(seen).toEqual(['InvalidMessageError'])
    buffer.add(message('2', 1))
    buffer.add(fault)
    expect(seen).toEqual(['InvalidMessageError', 'InvalidMessageError'])
    on('message')
    await Promise.resolve()
    expect(seen.slice(2)).toEqual(['1', '2'])
  })

  it('is loaded by its slowest reader, and loses nothing of it', async () => {
    const { buffer, drained } = setUp()
    const fast = buffer.messages()
    const slow = buffer.messages()
    await Promise.resolve()
    const before = drained()
    for (let n = 0; n < 3_000; n += 1) {
      buffer.add(message(String(n), 1))
      await fast.next()
    }
    expect([buffer.bufferUsage.load, buffer.dropped, drained() - before]).toEqual([2, 0, 3_000])
    await slow.next()
    expect(buffer.bufferUsage.messages).toBe(2_999)
    await slow.return?.()
    expect(buffer.bufferUsage.load).toBe(0)
  })

  it('delivers what was kept to a reader who begins after the end', async () => {
    const { buffer } = setUp()
    buffer.add(message('1', 1))
    buffer.end()
    const values = buffer.messages()
    expect((await values.next()).value).toMatchObject({ data: { turn_id: '1' } })
    expect((await values.next()).done).toBe(true)
  })

  it('delivers what was kept before the end, when somebody has just begun', () => {
    const { buffer, seen, on } = setUp()
    buffer.add(message('1', 1))
    on('message')
    buffer.end()
    expect(seen).toEqual(['1'])
  })
})

interface Events {
  readonly tick: number
}

describe('createEmitter', () => {
  it('calls every listener, in order, until it leaves', () => {
    const seen: string[] = []
    const emitter = createEmitter<Events>()
    const leave = emitter.on('tick', (n) => seen.push(`a${String(n)}`))
    emitter.on('tick', (n) => seen.push(`b${String(n)}`))
    emitter.emit('tick', 1)
    leave()
    emitter.emit('tick', 2)
    expect(seen).toEqual(['a1', 'b1', 'b2'])
  })

  it('lets a listener that throws stop no other, and reports it once', () => {
    const reported: unknown[] = []
    const seen: number[] = []
    const emitter = createEmitter<Events>((error) => reported.push(error))
    const defect = new Error('a defect')
    emitter.on('tick', () => {
      throw defect
    })
    emitter.on('tick', (n) => seen.push(n))
    emitter.emit('tick', 1)
    expect([seen, reported]).toEqual([[1], [defect]])
  })

  it('reports once what the promise of a listener rejects with, and asks nothing else for its result', async () => {
    const reported: unknown[] = []
    const seen: number[] = []
    const emitter = createEmitter<Events>((error) => reported.push(error))
    let asked = 0
    const lazy = { then: () => (asked += 1) }
    emitter.on('tick', (n): unknown => Promise.reject(new Error(`a defect at ${String(n)}`)))
    emitter.on('tick', () => lazy)
    emitter.on('tick', (n) => seen.push(n))
    emitter.emit('tick', 1)
    emitter.emit('tick', 2)
    expect([seen, reported]).toEqual([[1, 2], []])
    await new Promise((resolve) => setImmediate(resolve))
    expect(reported).toEqual([new Error('a defect at 1'), new Error('a defect at 2')])
    expect(asked).toBe(0)
  })

  it('counts the same function as often as it came', () => {
    let calls = 0
    const emitter = createEmitter<Events>()
    const listener = () => (calls += 1)
    const leave = emitter.on('tick', listener)
    emitter.on('tick', listener)
    emitter.emit('tick', 1)
    leave()
    leave()
    emitter.emit('tick', 1)
    expect(calls).toBe(3)
  })

  it('lets listeners come and go while it emits', () => {
    const seen: string[] = []
    const emitter = createEmitter<Events>()
    const leave = emitter.on('tick', () => {
      seen.push('first')
      leave()
      emitter.on('tick', () => seen.push('late'))
    })
    emitter.on('tick', () => seen.push('second'))
    emitter.emit('tick', 1)
    expect(seen).toEqual(['first', 'second'])
  })
})

describe('what was kept', () => {
  it('is given in its order to a listener that a listener of invalid messages adds', async () => {
    const { buffer, seen, on } = setUp()
    buffer.add(message('1', 1))
    buffer.add(fault)
    buffer.add(message('2', 1))
    buffer.on('invalid', () => on('message'))
    await new Promise((resolve) => setImmediate(resolve))
    buffer.add(message('3', 1))
    expect(seen).toEqual(['1', '2', '3'])
  })

  it('is given at once, also the messages of hours', async () => {
    const buffer = createCallBuffer(createEmitter<CallEvents>(), undefined, {
      messages: Infinity,
      length: Infinity,
    })
    // One by one from the front of a list this would take minutes.
    for (let count = 0; count < 500_000; count += 1) buffer.add(message('1', 1))
    let given = 0
    buffer.on('message', () => (given += 1))
    await new Promise((resolve) => setImmediate(resolve))
    expect(given).toBe(500_000)
  })
})
