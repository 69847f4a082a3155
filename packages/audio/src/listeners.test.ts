import { createClock } from '@sinonjs/fake-timers'
import { createListeners } from './listeners.ts'

const setUp = () => {
  const clock = createClock()
  return { clock, listeners: createListeners<number>(clock), heard: [] as string[] }
}

describe('createListeners', () => {
  it('calls all listeners in the order of their addition', () => {
    const { listeners, heard } = setUp()
    listeners.add((event) => heard.push(`a${event}`))
    listeners.add((event) => heard.push(`b${event}`))
    listeners.emit(1)
    expect(heard).toEqual(['a1', 'b1'])
  })

  it('removes one of two equal listeners', () => {
    const { listeners, heard } = setUp()
    const listener = (event: number): unknown => heard.push(`a${event}`)
    listeners.add(listener)
    const leave = listeners.add(listener)
    listeners.emit(1)
    expect(heard).toEqual(['a1', 'a1'])
    leave()
    leave()
    listeners.emit(2)
    expect(heard).toEqual(['a1', 'a1', 'a2'])
  })

  it('does not call a listener that is added during the event', () => {
    const { listeners, heard } = setUp()
    listeners.add(() => void listeners.add((event) => heard.push(`late${event}`)))
    listeners.emit(1)
    expect(heard).toEqual([])
  })

  it('throws the error of a listener in a task of its own', async () => {
    const { clock, listeners, heard } = setUp()
    listeners.add(() => {
      throw new Error('a bad listener')
    })
    listeners.add((event) => heard.push(`b${event}`))
    listeners.emit(1)
    expect(heard).toEqual(['b1'])
    await expect(clock.tickAsync(0)).rejects.toThrow('a bad listener')
  })

  it('calls nobody after clear', () => {
    const { listeners, heard } = setUp()
    listeners.add((event) => heard.push(`a${event}`))
    listeners.clear()
    listeners.emit(1)
    expect(heard).toEqual([])
  })
})
