import { createClock } from '@sinonjs/fake-timers'
import { createListeners } from './listeners.ts'

const setUp = () => {
  const clock = createClock()
  return { clock, listeners: createListeners<number>(clock), heard: [] as string[] }
}

describe('createListeners', () => {
  it('tells everybody, in the order in which they came', () => {
    const { listeners, heard } = setUp()
    listeners.add((event) => heard.push(`a${event}`))
    listeners.add((event) => heard.push(`b${event}`))
    listeners.tell(1)
    expect(heard).toEqual(['a1', 'b1'])
  })

  it('takes away one of two that are the same', () => {
    const { listeners, heard } = setUp()
    const listener = (event: number): unknown => heard.push(`a${event}`)
    listeners.add(listener)
    const leave = listeners.add(listener)
    listeners.tell(1)
    expect(heard).toEqual(['a1', 'a1'])
    leave()
    leave()
    listeners.tell(2)
    expect(heard).toEqual(['a1', 'a1', 'a2'])
  })

  it('does not tell of an event whoever comes while it is told', () => {
    const { listeners, heard } = setUp()
    listeners.add(() => void listeners.add((event) => heard.push(`late${event}`)))
    listeners.tell(1)
    expect(heard).toEqual([])
  })

  it('throws on a task of its own what a listener throws', async () => {
    const { clock, listeners, heard } = setUp()
    listeners.add(() => {
      throw new Error('a bad listener')
    })
    listeners.add((event) => heard.push(`b${event}`))
    listeners.tell(1)
    expect(heard).toEqual(['b1'])
    await expect(clock.tickAsync(0)).rejects.toThrow('a bad listener')
  })

  it('tells nobody once cleared', () => {
    const { listeners, heard } = setUp()
    listeners.add((event) => heard.push(`a${event}`))
    listeners.clear()
    listeners.tell(1)
    expect(heard).toEqual([])
  })
})
