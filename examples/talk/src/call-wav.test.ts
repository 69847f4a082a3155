import { readWav, type Wav } from '@vatel/audio'
import { createCallWav, type CallWav } from './call-wav.ts'

const file = () => {
  let bytes = new Uint8Array(0)
  return {
    append: (more: Uint8Array) => {
      const all = new Uint8Array(bytes.length + more.length)
      all.set(bytes)
      all.set(more, bytes.length)
      bytes = all
    },
    replaceStart: (start: Uint8Array) => bytes.set(start),
    read: (): Wav => readWav(bytes),
  }
}

const ramp = (from: number, length: number) => Int16Array.from({ length }, (_, i) => from + i)

const pcmOf = (channel: Float32Array | undefined) =>
  Array.from(channel ?? [], (sample) => Math.round(sample * 32_768))

const recorded = (startMs: number, play: (wav: CallWav) => void): readonly (readonly number[])[] => {
  const target = file()
  const wav = createCallWav(target, startMs)
  play(wav)
  wav.end()
  const { channels, sampleRate } = target.read()
  expect(sampleRate).toBe(24_000)
  expect(channels).toHaveLength(2)
  return channels.map(pcmOf)
}

describe('createCallWav', () => {
  it('places the user left and the agent right, each sample at its time', () => {
    const [left, right] = recorded(1_000, (wav) => {
      wav.agent(ramp(100, 240), 1_000)
      wav.user(ramp(1_000, 480), 1_005)
      wav.agent(ramp(340, 240), 1_010)
      wav.agent(ramp(580, 240), 1_020)
    })
    expect(left).toEqual([
      ...new Array<number>(120).fill(0),
      ...ramp(1_000, 480),
      ...new Array<number>(120).fill(0),
    ])
    expect(right).toEqual([...ramp(100, 720)])
  })

  it('places frames end to end although their times are rounded', () => {
    const startMs = 123.456_789
    const frames = 500
    const [left] = recorded(startMs, (wav) => {
      for (let i = 0; i < frames; i++) {
        wav.user(ramp(i * 48, 48), startMs + 0.020_833_3 + i * 2 + (i % 2 === 0 ? 0.003 : -0.003))
        wav.agent(new Int16Array(48), startMs + i * 2)
      }
    })
    expect(left?.slice(1)).toEqual([...ramp(0, frames * 48)])
  })

  it('keeps a long gap', () => {
    const [left] = recorded(0, (wav) => {
      wav.user(ramp(1, 480), 0)
      wav.user(ramp(1, 480), 120)
    })
    expect(left).toEqual([...ramp(1, 480), ...new Array<number>(100 * 24).fill(0), ...ramp(1, 480)])
  })

  it('continues while one side is silent, and is readable without an end', () => {
    const target = file()
    const wav = createCallWav(target, 0)
    for (let at = 0; at < 5_000; at += 20) wav.agent(ramp(1, 480), at)
    expect(target.read().channels[1]?.length).toBe(4_000 * 24)
  })
})
