import { type CallModel, createCall } from './call-model.ts'
import { type Liveness, look, noteSent, watch } from './liveness.ts'
import { pingedLine } from './pinged-line.ts'

/** A call whose line is looked at at each of its deadlines, with what was said and when. */
const setUp = (kind: 'ping' | 'idle') => {
  const line = { bufferedBytes: 0, receivedBytes: 0, isWritable: true }
  const pinged = kind === 'ping' ? pingedLine(true, () => line.receivedBytes) : undefined
  const setup = { token: 'token', pingControl: pinged, lineReading: line }
  const monitor: CallModel = createCall(setup, 0)
  const seen: (readonly [string, number])[] = []
  let nowMs = 0
  watch(monitor)
  const lookNow = () => {
    monitor.nowMs = nowMs
    monitor.stepOutputs = []
    const verdict: Liveness = look(monitor)
    for (const output of monitor.stepOutputs)
      if ('do' in output) seen.push([output.do === 'pause' ? `pause ${output.value}` : output.do, nowMs])
    if (verdict === 'dead') monitor.lookAtMs = Infinity
    if (verdict === 'heard') hear()
    if (verdict !== 'quiet') seen.push([verdict, nowMs])
  }
  /** Lets time pass, and looks at each deadline. */
  const pass = (ms: number) => {
    const untilMs = nowMs + ms
    while (monitor.lookAtMs <= untilMs) {
      nowMs = monitor.lookAtMs
      lookNow()
    }
    nowMs = untilMs
  }
  /** Lets time pass in which nobody can look. */
  const sleep = (ms: number) => {
    nowMs += ms
    if (monitor.lookAtMs <= nowMs) lookNow()
  }
  const hear = () => {
    monitor.heardAtMs = monitor.silenceFromMs = nowMs
    pinged?.noteHeard?.(monitor)
  }
  const firsts = () => ['suspect', 'dead'].map((name) => seen.find(([one]) => one === name)?.[1])
  const now = () => nowMs
  return { monitor, line, pinged, watched: monitor, seen, pass, sleep, hear, firsts, now }
}

describe('a liveness monitor with pings', () => {
  it('pings at each 2.5 s of silence, suspects after 7.5 s and gives up after 10 s', () => {
    const { seen, pass } = setUp('ping')
    pass(60_000)
    expect(seen).toEqual([
      ['ping', 2_500],
      ['ping', 5_000],
      ['ping', 7_500],
      ['suspect', 7_500],
      ['dead', 10_000],
    ])
  })

  it('counts from the last sign of life, to the millisecond', () => {
    const { seen, pass, hear } = setUp('ping')
    pass(1_234)
    hear()
    pass(60_000)
    expect(seen.at(-1)).toEqual(['dead', 11_234])
  })

  it('takes anything that comes as a sign of life', () => {
    const { seen, pass, hear } = setUp('ping')
    for (let n = 0; n < 100; n += 1) {
      pass(2_400)
      hear()
    }
    expect(seen).toEqual([])
  })

  it.each([4_000, 60_000])('does not count %d ms in which the program was blocked', (blockedMs) => {
    const { seen, pass, sleep } = setUp('ping')
    pass(8_000)
    sleep(blockedMs)
    expect(seen.map(([what]) => what)).not.toContain('dead')
    pass(2_500)
    expect(seen.at(-1)?.[0]).toBe('dead')
  })

  it('takes the bytes of a message that is not complete yet as a sign of life', () => {
    const { line, pass, firsts } = setUp('ping')
    for (let n = 0; n < 24; n += 1) {
      line.receivedBytes += 32_000
      pass(500)
    }
    expect(firsts()).toEqual([undefined, undefined])
    pass(60_000)
    // Bytes are looked at each 2.5 s, so that they are found up to so much later.
    expect(firsts()[1]).toBeLessThanOrEqual(12_000 + 12_500)
  })

  it('counts from a message that came, and not from the look that finds its bytes', () => {
    const { line, pass, hear, firsts } = setUp('ping')
    pass(100)
    line.receivedBytes += 1_000
    hear()
    pass(60_000)
    expect(firsts()[1]).toBe(10_100)
  })

  it('takes a send buffer that falls as a sign of life, and an empty one as none', () => {
    const { line, watched, pass, firsts } = setUp('ping')
    watched.sentBytes = line.bufferedBytes = 1_000_000
    for (let n = 0; n < 30; n += 1) {
      line.bufferedBytes -= 30_000
      pass(1_000)
    }
    expect(firsts()).toEqual([undefined, undefined])
    line.bufferedBytes = 0
    for (let n = 0; n < 30; n += 1) {
      // The system's own buffer takes it, and nobody reads.
      watched.sentBytes += 66_000
      pass(1_000)
    }
    expect(firsts()[1]).toBeLessThanOrEqual(42_500)
  })

  it('gives a long message the time that a slow line needs for it, and then counts', () => {
    const { monitor, pass, firsts } = setUp('ping')
    noteSent(monitor, 1_048_576)
    pass(30_000)
    expect(firsts()).toEqual([undefined, undefined])
    pass(20_000)
    expect(firsts()[1]).toBeGreaterThan(40_000)
  })

  it('asks for a moment of reading when a paused line has been silent for 5 s', () => {
    const { watched, pinged, seen, pass } = setUp('ping')
    pinged?.setFlow(watched, 'paused')
    pass(5_000)
    // A ping would wait behind what is not read.
    expect([seen, pinged?.flow]).toEqual([[['pause false', 5_000]], 'probing'])
    pass(250)
    expect(seen.at(-1)).toEqual(['ping', 5_250])
    pass(4_750)
    expect(seen.at(-1)).toEqual(['dead', 10_000])
  })

  it('pauses a line again once it has heard of it', () => {
    const { watched, pinged, pass, hear } = setUp('ping')
    pinged?.setFlow(watched, 'paused')
    pass(5_000)
    hear()
    expect([watched.stepOutputs.at(-1), pinged?.flow]).toEqual([{ do: 'pause', value: true }, 'paused'])
  })
})

describe('a liveness monitor without pings', () => {
  const speaking = ({ line, watched, pass }: ReturnType<typeof setUp>) => ({
    speak: (seconds: number, leaves: boolean, each: () => void = () => undefined) => {
      for (let n = 0; n < seconds; n += 1) {
        watched.sentBytes += 66_500
        if (!leaves) line.bufferedBytes += 66_500
        pass(1_000)
        each()
      }
    },
  })

  it('takes an idle platform for alive, however long it is silent', () => {
    const monitor = setUp('idle')
    speaking(monitor).speak(60, true)
    monitor.pass(3_600_000)
    expect(monitor.seen).toEqual([])
  })

  it('gives up after 15 s without the network', () => {
    const { monitor, pass, firsts, now } = setUp('idle')
    pass(400)
    monitor.offlineAtMs = now()
    pass(15_600)
    expect(firsts()).toEqual([undefined, 16_000])
  })

  it('goes on when the network is back', () => {
    const { monitor, pass, seen, now } = setUp('idle')
    monitor.offlineAtMs = now()
    pass(14_000)
    monitor.offlineAtMs = undefined
    pass(60_000)
    expect(seen).toEqual([])
  })

  it('finds that nothing leaves any more', () => {
    const monitor = setUp('idle')
    const { speak } = speaking(monitor)
    speak(5, true)
    speak(20, false)
    expect(monitor.firsts()).toEqual([13_000, 20_000])
  })

  it('takes a slow uplink for alive as long as something leaves', () => {
    const { line, watched, pass, seen } = setUp('idle')
    watched.sentBytes = line.bufferedBytes = 1_000_000
    for (let n = 0; n < 60; n += 1) {
      line.bufferedBytes -= 10_000
      pass(1_000)
    }
    expect(seen).toEqual([])
  })

  it('takes any message as a sign of life, though nothing leaves', () => {
    const monitor = setUp('idle')
    speaking(monitor).speak(30, false, monitor.hear)
    expect(monitor.seen).toEqual([])
  })

  it('suspects, and no more, when an answer that is due does not come for 10 s', () => {
    const { watched, pass, firsts } = setUp('idle')
    watched.isAnswerDue = true
    pass(60_000)
    expect(firsts()).toEqual([10_000, undefined])
  })

  it('does not suspect the peer when the tab slept', () => {
    const { line, watched, sleep, seen } = setUp('idle')
    watched.sentBytes = line.bufferedBytes = 66_500
    sleep(60_000)
    expect(seen).toEqual([])
  })
})
