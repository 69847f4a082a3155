import { createMessageQueue } from './message-queue.ts'

const all = async (values: AsyncIterable<number>) => {
  const seen: number[] = []
  for await (const value of values) seen.push(value)
  return seen
}

const ignore = () => undefined

describe('createMessageQueue', () => {
  it('gives what waited, what comes, and then the end', async () => {
    const queue = createMessageQueue<number>(ignore, ignore)
    queue.push(1, 1)
    const seen = all(queue.values)
    queue.push(2, 1)
    await Promise.resolve()
    queue.push(3, 1)
    queue.end()
    expect(await seen).toEqual([1, 2, 3])
  })

  it('tells once that its reader has stopped, and forgets the rest', async () => {
    let left = 0
    const queue = createMessageQueue<number>(() => (left += 1), ignore)
    queue.push(1, 1)
    queue.push(2, 1)
    for await (const value of queue.values) if (value === 1) break
    expect([left, queue.size]).toEqual([1, 0])
    queue.push(3, 1)
    expect(queue.size).toBe(0)
    expect(await queue.values.next()).toEqual({ done: true, value: undefined })
    expect(left).toBe(1)
  })

  it('answers reads that came before the value, in order', async () => {
    const queue = createMessageQueue<number>(ignore, ignore)
    const reads = [queue.values.next(), queue.values.next(), queue.values.next()]
    queue.push(1, 1)
    queue.push(2, 1)
    queue.end()
    expect(await Promise.all(reads)).toMatchObject([{ value: 1 }, { value: 2 }, { done: true }])
  })

  it('says how many wait and how long they are, and tells of each that is taken', async () => {
    let taken = 0
    const queue = createMessageQueue<string>(ignore, () => (taken += 1))
    queue.push('a', 5)
    queue.push('b', 7)
    expect([queue.size, queue.length]).toEqual([2, 12])
    await queue.values.next()
    expect([queue.size, queue.length, taken]).toEqual([1, 7, 1])
    await queue.values.return?.()
    expect([queue.size, queue.length]).toEqual([0, 0])
  })
})
