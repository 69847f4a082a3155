import { createClock } from '@sinonjs/fake-timers'
import { startHeartbeat } from './heartbeat.ts'

const setUp = () => {
  const clock = createClock()
  const told: (readonly [string, number])[] = []
  const tell = (what: string) => () => told.push([what, clock.now])
  const heartbeat = startHeartbeat(clock, {
    ping: tell('ping'),
    suspect: tell('suspect'),
    dead: tell('dead'),
  })
  return { clock, told, heartbeat }
}

describe('the heartbeat', () => {
  it('asks at each 2.5 s of silence, suspects after 7.5 s and gives up after 10 s', () => {
    const { clock, told } = setUp()
    clock.tick(60_000)
    expect(told).toEqual([
      ['ping', 2_500],
      ['ping', 5_000],
      ['suspect', 7_500],
      ['ping', 7_500],
      ['dead', 10_000],
    ])
    expect(clock.countTimers()).toBe(0)
  })

  it('counts from the last sign of life, to the millisecond', () => {
    const { clock, told, heartbeat } = setUp()
    clock.tick(1_234)
    heartbeat.heard(clock.now)
    clock.tick(60_000)
    expect(told.at(-1)).toEqual(['dead', 11_234])
  })

  it('is content with anything that comes', () => {
    const { clock, told, heartbeat } = setUp()
    for (let n = 0; n < 100; n += 1) {
      clock.tick(2_400)
      heartbeat.heard(clock.now)
    }
    expect(told).toEqual([])
    heartbeat.stop()
    expect(clock.countTimers()).toBe(0)
  })

  it.each([4_000, 60_000])('does not count %d ms in which the program was blocked', (blockedMs) => {
    const { clock, told } = setUp()
    clock.tick(8_000)
    clock.jump(blockedMs)
    expect(told.map(([what]) => what)).not.toContain('dead')
    clock.tick(2_500)
    expect(told.at(-1)?.[0]).toBe('dead')
  })

  it('says nothing while it is held, and begins anew after that', () => {
    const { clock, told, heartbeat } = setUp()
    heartbeat.hold(true)
    clock.tick(60_000)
    expect(told).toEqual([])
    heartbeat.hold(false)
    clock.tick(9_999)
    expect(told.map(([what]) => what)).not.toContain('dead')
    clock.tick(2_500)
    expect(told.at(-1)?.[0]).toBe('dead')
  })
})
