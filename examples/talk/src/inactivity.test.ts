import { createClock } from '@sinonjs/fake-timers'
import type { Phase } from '@vatel/machine'
import { createInactivityTimer } from './inactivity.ts'

const setUp = () => {
  const fakeClock = createClock()
  const user = { isDone: false }
  const inactivity = createInactivityTimer(() => user.isDone, fakeClock)
  return {
    user,
    after: async (ms: number, phase: Phase) => {
      await fakeClock.tickAsync(ms)
      return inactivity.isOver(phase)
    },
  }
}

describe('createInactivityTimer', () => {
  it('expires ten seconds after the user is done and the agent is silent', async () => {
    const { user, after } = setUp()
    user.isDone = true
    expect(await after(0, 'listening')).toBe(false)
    expect(await after(9_999, 'listening')).toBe(false)
    expect(await after(1, 'listening')).toBe(true)
  })

  it('restarts at any activity', async () => {
    const { user, after } = setUp()
    user.isDone = true
    await after(0, 'listening')
    await after(9_000, 'agentSpeaking')
    expect(await after(9_000, 'listening')).toBe(false)
    expect(await after(9_999, 'listening')).toBe(false)
    expect(await after(1, 'listening')).toBe(true)
  })

  it('does not run while the user may still speak', async () => {
    const { after } = setUp()
    await after(0, 'listening')
    expect(await after(60_000, 'listening')).toBe(false)
  })
})
