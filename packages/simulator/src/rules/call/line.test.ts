import { tinyScenario, voice } from '../../../test/tiny-call.ts'
import type { Frame } from './line.ts'
import { prepareSession, stepSession } from './session.ts'

const id = '00000000-0000-4000-8000-0000000000ca'
const bytes = 1_320
const faults = { slowReader: { bytesPerSecond: 33_000 } }

/** Sends microphone frames of 20 ms twice as fast as they are read, and then waits. */
const play = (frames: number, untilMs: number) => {
  let session = prepareSession({ id, scenario: tinyScenario, faults })
  const done: (readonly [number, Frame['type']])[] = []
  let inputs = 0
  let wakeAtMs = 0
  const step = (input: Parameters<typeof stepSession>[1], atMs: number) => {
    const next = stepSession(session, input, atMs, bytes)
    session = next.session
    wakeAtMs = next.wakeAtMs ?? Infinity
    inputs += next.inputs.filter(({ action }) => action.type === 'audio').length
    for (const { type } of next.frames) if (type === 'pause' || type === 'resume') done.push([atMs, type])
  }
  step({ type: 'opened' }, 0)
  for (let atMs = 20; atMs <= frames * 20; atMs += 20) {
    while (wakeAtMs < atMs) step({ type: 'wake' }, wakeAtMs)
    step({ type: 'audio', pcm: voice(20) }, atMs)
  }
  const heardThen = inputs
  while (wakeAtMs <= untilMs) step({ type: 'wake' }, wakeAtMs)
  return { done, heardThen, inputs }
}

describe('slow reader', () => {
  it('reads at its own pace, and everything in the end', () => {
    expect(play(20, 5_000)).toEqual({ done: [], heardThen: 9, inputs: 20 })
  })

  it('pauses reading while too much waits, and then resumes', () => {
    const { done, inputs } = play(150, 20_000)
    expect(inputs).toBe(150)
    expect(done.map(([, type]) => type)).toEqual(['pause', 'resume'])
    const [paused = 0, resumed = 0] = done.map(([atMs]) => atMs)
    // 64 kB are ahead after about 2 s at twice the pace; 32 kB of them take a second.
    expect(paused).toBeLessThan(3_000)
    expect(resumed).toBeGreaterThan(paused + 900)
  })
})
