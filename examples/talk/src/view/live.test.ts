import pc from 'picocolors'
import { liveView, type Canvas } from './live.ts'
import type { CallModel } from './model.ts'

const model: CallModel = {
  atMs: 0,
  phase: 'listening',
  transcript: [],
  userDbfs: -Infinity,
  agentDbfs: -Infinity,
  bufferedMs: 0,
  sentMs: 0,
  droppedMs: 0,
}

const setUp = (rows = 24) => {
  const drawn: string[] = []
  const log: string[] = []
  const canvas: Canvas = {
    draw: (text) => drawn.push(text),
    done: () => log.push('done'),
    print: (text) => log.push(text),
    screen: () => ({ columns: 80, rows, colors: pc.createColors(false) }),
  }
  const view = liveView('Ada', canvas)
  return { drawn, log, view, show: (change: Partial<CallModel>) => view.show({ ...model, ...change }) }
}

describe('liveView', () => {
  it('draws at most 25 times a second, but every phase at once', () => {
    const { drawn, show } = setUp()
    for (let atMs = 0; atMs < 1_000; atMs += 10) show({ atMs })
    expect(drawn).toHaveLength(25)
    show({ atMs: 991, phase: 'interrupted' })
    expect(drawn).toHaveLength(26)
    expect(drawn.at(-1)).toContain('[interrupted]')
  })

  it('lowers a meter slowly', () => {
    const { drawn, show } = setUp()
    show({ atMs: 0, userDbfs: -10 })
    show({ atMs: 50, userDbfs: -Infinity })
    expect(drawn.at(-1)).toContain('-13 dBFS')
    show({ atMs: 5_000, userDbfs: -Infinity })
    expect(drawn.at(-1)).toMatch(/you .* silent/)
  })

  it('keeps notes below the picture', () => {
    const { drawn, view, show } = setUp()
    view.note('Use headphones.')
    show({})
    expect(drawn.at(-1)?.split('\n').at(-1)).toBe(' Use headphones.')
  })

  it('keeps the latest five notes, so that a picture costs the same after two hours', () => {
    const { drawn, view, show } = setUp()
    for (let n = 0; n < 7_200; n++) view.note(`note ${n}`)
    show({})
    const notes = drawn
      .at(-1)
      ?.split('\n')
      .filter((line) => line.startsWith(' note'))
    expect(notes).toEqual([7_195, 7_196, 7_197, 7_198, 7_199].map((n) => ` note ${n}`))
  })

  it('keeps the whole transcript and the report at the end', () => {
    const { drawn, log, view, show } = setUp(12)
    const transcript = Array.from(
      { length: 30 },
      (_, i) => ({ who: 'user', text: `word ${i}`, final: true }) as const,
    )
    show({ transcript })
    expect(drawn.at(-1)).not.toContain('word 1\n')
    view.finish({
      turns: [{ said: 'Hello.', firstByte: '350 ms', firstSound: '390 ms' }],
      facts: [{ name: 'end', value: 'ended by the platform' }],
    })
    expect(drawn.at(-1)).toMatch(/word 0 .*[^]*word 29/)
    expect(log[0]).toBe('done')
    expect(log[1]).toMatch(/Hello\. +│ 350 ms +│ 390 ms[^]*end +│ ended by the platform/)
  })

  it('escapes control characters of notes and report', () => {
    const hostile = '\u001b]52;c;eA==\u0007'
    const { drawn, log, view, show } = setUp()
    view.note(hostile)
    show({})
    view.finish({
      turns: [{ said: hostile, firstByte: '1 ms', firstSound: '1 ms' }],
      facts: [{ name: 'end', value: hostile }],
    })
    expect([...drawn, ...log].join('')).not.toMatch(/\u001b\]|\u0007/)
    expect(drawn.at(-1)).toContain('\\u001b]52;c;eA==\\u0007')
  })
})
