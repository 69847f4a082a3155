import { countingSignal } from '../../test/rest/counting-signal.ts'
import { onAbort } from './deadline.ts'

describe('onAbort', () => {
  it('calls all who wait, once, and holds one listener for all of them', () => {
    const watch = countingSignal()
    const told: number[] = []
    for (let n = 0; n < 50; n += 1) onAbort(watch.signal, () => told.push(n))
    expect(watch.listeners).toBe(1)
    watch.abort()
    watch.abort()
    expect(told).toEqual(Array.from({ length: 50 }, (_, n) => n))
  })

  it('calls nobody who has left, and leaves no listener once all have', () => {
    const watch = countingSignal()
    const told: string[] = []
    const [first, second, third] = ['first', 'second', 'third'].map((name) =>
      onAbort(watch.signal, () => {
        told.push(name)
        third?.()
      }),
    )
    first?.()
    first?.()
    watch.abort()
    expect([told, watch.listeners]).toEqual([['second'], 1])
    second?.()
    expect(watch.listeners).toBe(0)
  })

  it('listens again for who comes after all have left', () => {
    const watch = countingSignal()
    const told: string[] = []
    onAbort(watch.signal, () => told.push('early'))()
    onAbort(watch.signal, () => told.push('late'))
    watch.abort()
    expect(told).toEqual(['late'])
  })

  it('waits for nothing where there is no signal', () => {
    let told = 0
    const leave = onAbort(undefined, () => (told += 1))
    leave()
    expect(told).toBe(0)
  })
})
