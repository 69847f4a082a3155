import { createEmitter } from './emitter.ts'

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

  it('lets listeners come and go while it tells', () => {
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
