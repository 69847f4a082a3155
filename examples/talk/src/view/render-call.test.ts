import type { Transcript } from '@vatel/core'
import pc from 'picocolors'
import { agentEntry } from '../testing/agent-entry.ts'
import type { CallModel } from './model.ts'
import { renderCall } from './render-call.ts'
import type { Screen } from './terminal.ts'

const grey: Screen = { columns: 80, rows: 40, colors: pc.createColors(false) }
const coloured: Screen = { ...grey, colors: pc.createColors(true) }

const agent = agentEntry(
  'Paris has a hundred museums, and the largest is the Louvre, which holds the Mona Lisa.',
  {
    interrupted: true,
    closed: true,
    heardText: 'Paris has a hundred museums,',
    unheardText: ' and the largest is the Louvre, which holds the Mona Lisa.',
  },
)

const transcript: Transcript = [
  { who: 'user', text: 'What can I see?', final: true },
  {
    who: 'tool',
    toolCallId: 'c1',
    toolName: 'get_weather',
    arguments: [{ name: 'city', value: 'Paris' }],
    output: 'sunny',
  },
  agent,
]

const model: CallModel = {
  atMs: 83_450,
  phase: 'agentSpeaking',
  transcript,
  userDbfs: -Infinity,
  agentDbfs: -15,
  bufferedMs: 2_500,
  sentMs: 4_000,
  droppedMs: 40,
}

const picture = (change: Partial<CallModel>, screen = grey) =>
  renderCall('Ada', { ...model, ...change }, screen)

describe('renderCall', () => {
  it('shows title, time, phase, both levels, buffer, transcript and frames', () => {
    expect(picture({}).map((line) => line.trimEnd())).toEqual([
      '',
      ' vatel talk  Ada                                                        01:23.4',
      '',
      '  connecting  listening [agent speaking] tool running  interrupted  ended',
      '',
      ' you    ──────────────────────────────────────────────────────────── silent',
      ' agent  ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━─────────────── -15 dBFS',
      ' buffer ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━────────────────────────────── 2.5 s',
      '',
      ' you     What can I see?',
      ' tool    get_weather(city: Paris) → sunny',
      ' agent   Paris has a hundred museums, [not heard: and the largest is the',
      '         Louvre, which holds the Mona Lisa.]',
      '',
      ' 200 frames sent, 2 dropped.  Ctrl-C hangs up.',
    ])
  })

  it('strikes out unheard text, and dims pending text', () => {
    const cut = picture({}, coloured).join('\n')
    expect(cut).toContain('\u001b[9m')
    const speaking = picture({ transcript: [{ ...agent, interrupted: false }] }, coloured).join('\n')
    expect(speaking).not.toContain('\u001b[9m')
    expect(speaking).toContain('museums,\u001b[2m and the largest')
  })

  it.each([
    ['connecting', '[connecting]'],
    ['listening', '[listening]'],
    ['toolPending', '[tool running]'],
    ['interrupted', '[interrupted]'],
    ['ended', '[ended]'],
  ] as const)('lights the phase %s', (phase, lit) => {
    expect(picture({ phase })[3]).toContain(lit)
  })

  it('shows a loud level in yellow and red', () => {
    const [quiet, loud] = [-30, -1].map((agentDbfs) => picture({ agentDbfs }, coloured)[6] ?? '')
    expect(quiet).not.toContain('\u001b[31m━')
    expect(loud).toContain('\u001b[33m━')
    expect(loud).toContain('\u001b[31m━')
  })

  it('keeps the end of the transcript in a low terminal', () => {
    const lines = picture({}, { ...grey, rows: 14 })
    expect(lines.length).toBeLessThan(14)
    expect(lines.join('\n')).toContain('Mona Lisa.]')
    expect(lines.join('\n')).not.toContain('What can I see?')
  })

  it('is never wider than the terminal', () => {
    for (const columns of [50, 60, 75, 76, 100]) {
      const lines = renderCall('A long title '.repeat(9), model, { ...grey, columns })
      expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(columns)
    }
  })

  it('shows no hint to hang up after the end', () => {
    expect(picture({ phase: 'ended' }).at(-1)).toBe(' 200 frames sent, 2 dropped.')
  })

  it('escapes control characters of everything from outside', () => {
    const hostile = '\u001b]52;c;eA==\u0007\u202e'
    const entries: Transcript = [
      { who: 'user', text: hostile, final: false },
      { ...agent, heardText: hostile, unheardText: hostile },
      {
        who: 'tool',
        toolCallId: 'c1',
        toolName: hostile,
        arguments: [{ name: hostile, value: hostile }],
        output: hostile,
      },
    ]
    const lines = renderCall(hostile, { ...model, transcript: entries }, { ...coloured, columns: 200 })
    expect(lines.join('')).not.toMatch(/\u001b\]|\u0007|\u202e/)
    expect(lines.join('')).toContain('\\u001b]52;c;eA==\\u0007\\u202e')
  })

  it('reads only the entries that the terminal has room for', () => {
    const unread = new Proxy(agent, {
      get: () => {
        throw new Error('an old entry was read')
      },
    })
    const long: Transcript = [
      ...Array.from({ length: 5_000 }, () => unread),
      ...Array.from({ length: 40 }, () => agent),
    ]
    expect(picture({ transcript: long }).join('\n')).toContain('Mona Lisa')
  })
})
