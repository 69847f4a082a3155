import { createClock } from '@sinonjs/fake-timers'
import type { Phase } from '@vatel/machine'
import { createPatience } from './patience.ts'

const setUp = () => {
  const drawn = createClock()
  const user = { isDone: false }
  const patience = createPatience(() => user.isDone, drawn)
  return {
    user,
    after: async (ms: number, phase: Phase) => {
      await drawn.tickAsync(ms)
      return patience.isOver(phase)
    },
  }
}

describe('createPatience', () => {
  it('is over when the user is done and nobody has spoken for ten seconds', async () => {
    const { user, after } = setUp()
    user.isDone = true
    expect(await after(0, 'listening')).toBe(false)
    expect(await after(9_999, 'listening')).toBe(false)
    expect(await after(1, 'listening')).toBe(true)
  })

  it('begins anew whenever something happens', async () => {
    const { user, after } = setUp()
    user.isDone = true
    await after(0, 'listening')
    await after(9_000, 'agentSpeaking')
    expect(await after(9_000, 'listening')).toBe(false)
    expect(await after(9_999, 'listening')).toBe(false)
    expect(await after(1, 'listening')).toBe(true)
  })

  it('has no end while the user may still speak', async () => {
    const { after } = setUp()
    await after(0, 'listening')
    expect(await after(60_000, 'listening')).toBe(false)
  })
})
