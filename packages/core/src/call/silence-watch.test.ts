import { createClock } from '@sinonjs/fake-timers'
import { startSilenceWatch } from './silence-watch.ts'

const setUp = () => {
  const clock = createClock()
  const network = new EventTarget()
  const signs = { bufferedBytes: 0, handedBytes: 0, isAnswerDue: false }
  const watched = {
    bufferedBytes: () => signs.bufferedBytes,
    handedBytes: () => signs.handedBytes,
    isAnswerDue: () => signs.isAnswerDue,
  }
  const told: [string, number][] = []
  const watch = startSilenceWatch(
    { clock, watched, network },
    {
      suspect: () => told.push(['suspect', clock.now]),
      dead: () => told.push(['dead', clock.now]),
    },
  )
  const speak = async (seconds: number, leaves: boolean) => {
    for (let n = 0; n < seconds; n += 1) {
      signs.handedBytes += 66_500
      if (!leaves) signs.bufferedBytes += 66_500
      await clock.tickAsync(1_000)
    }
  }
  const firsts = () => ['suspect', 'dead'].map((name) => told.find(([one]) => one === name)?.[1])
  return { clock, network, signs, told, watch, speak, firsts }
}

describe('a watch without pings', () => {
  it('takes an idle platform for alive, however long it is silent', async () => {
    const { clock, told, speak } = setUp()
    await speak(60, true)
    await clock.tickAsync(3_600_000)
    expect(told).toEqual([])
  })

  it('suspects within a second that the browser tells it is offline, and gives up after 15 s of it', async () => {
    const { clock, network, firsts } = setUp()
    await clock.tickAsync(400)
    network.dispatchEvent(new Event('offline'))
    expect(firsts()).toEqual([400, undefined])
    await clock.tickAsync(15_600)
    expect(firsts()).toEqual([400, 16_000])
  })

  it('goes on when the browser is online again', async () => {
    const { clock, network, firsts } = setUp()
    network.dispatchEvent(new Event('offline'))
    await clock.tickAsync(14_000)
    network.dispatchEvent(new Event('online'))
    await clock.tickAsync(60_000)
    expect(firsts()).toEqual([0, undefined])
  })

  it('finds that nothing leaves any more', async () => {
    const { speak, firsts } = setUp()
    await speak(5, true)
    await speak(20, false)
    expect(firsts()).toEqual([13_000, 20_000])
  })

  it('takes a slow uplink for alive as long as something leaves', async () => {
    const { clock, signs, told } = setUp()
    signs.handedBytes = 1_000_000
    signs.bufferedBytes = 1_000_000
    for (let n = 0; n < 60; n += 1) {
      signs.bufferedBytes -= 10_000
      await clock.tickAsync(1_000)
    }
    expect(told).toEqual([])
  })

  it('takes any news for a sign of life, though nothing leaves', async () => {
    const { clock, watch, speak, told } = setUp()
    for (let n = 0; n < 30; n += 1) {
      await speak(1, false)
      watch.heard(clock.now)
    }
    expect(told).toEqual([])
  })

  it('suspects, and no more, when an answer that is due does not come for 10 s', async () => {
    const { clock, signs, firsts } = setUp()
    signs.isAnswerDue = true
    await clock.tickAsync(60_000)
    expect(firsts()).toEqual([10_000, undefined])
  })

  it('does not blame the peer for a tab that slept', () => {
    const { clock, signs, told } = setUp()
    signs.handedBytes = 66_500
    signs.bufferedBytes = 66_500
    clock.jump(60_000)
    expect(told).toEqual([])
  })

  it('leaves no timer and no listener', async () => {
    const { clock, network, watch, told } = setUp()
    watch.stop()
    network.dispatchEvent(new Event('offline'))
    await clock.tickAsync(60_000)
    expect([clock.countTimers(), told]).toEqual([0, []])
  })
})
