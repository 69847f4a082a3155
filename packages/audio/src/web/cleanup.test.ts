import { createCleanup } from './cleanup.ts'

describe('a cleanup', () => {
  it('undoes in the opposite order, once', () => {
    const undone: number[] = []
    const cleanup = createCleanup()
    for (const step of [1, 2, 3]) cleanup.add(() => undone.push(step))
    cleanup.run()
    cleanup.run()
    expect(undone).toEqual([3, 2, 1])
  })

  it('undoes at once what is added after it ran', () => {
    const undone: number[] = []
    const cleanup = createCleanup()
    cleanup.run()
    cleanup.add(() => undone.push(1))
    expect(undone).toEqual([1])
  })
})
