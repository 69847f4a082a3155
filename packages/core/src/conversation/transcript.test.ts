import { encodeAudio } from '../protocol/audio-payload.ts'
import type { PlaybackEvent } from './devices.ts'
import type { Transcript } from './transcript-entry.ts'
import {
  initialTranscript,
  initialTranscriptState,
  linesOf,
  reduceTranscript,
  reduceTranscriptState,
  type TranscriptEvent,
  type TranscriptState,
} from './transcript.ts'

const said = (turn_id: string, text: string, is_final = true): TranscriptEvent => ({
  type: 'response_text',
  data: { turn_id, text, is_final },
})
const audio = (turn_id: string, samples: number, is_final = true): TranscriptEvent => ({
  type: 'response_audio',
  data: { turn_id, audio: encodeAudio(new Int16Array(samples)), is_final },
})
const heard = (
  turnId: string,
  heardSamples: number,
  type: PlaybackEvent['type'] = 'progress',
): TranscriptEvent => ({
  type,
  turnId,
  heardSamples,
  atMs: 0,
})
const user = (transcript: string, is_final = true): TranscriptEvent => ({
  type: 'input_audio_transcript',
  data: { transcript, is_final },
})
const began: TranscriptEvent = { type: 'speech_started', data: { emulated: false } }
const stopped: TranscriptEvent = { type: 'speech_stopped', data: {} }
const interruption: TranscriptEvent = { type: 'interruption', data: {} }
const call: TranscriptEvent = {
  type: 'tool_call',
  data: { toolCallId: '7', toolName: 'get_weather', arguments: [{ name: 'city', value: 'Paris' }] },
}

const after = (...events: readonly TranscriptEvent[]): Transcript =>
  events.reduce(reduceTranscript, initialTranscript)
const words = (transcript: Transcript) =>
  transcript.map((entry) => (entry.who === 'tool' ? entry.toolName : `${entry.who}: ${entry.text}`))

describe('reduceTranscript', () => {
  it('replaces a text by the next one of its turn', () => {
    expect(words(after(said('a', 'Hel', false), said('a', 'Hello there')))).toEqual(['agent: Hello there'])
    expect(words(after(user('what', false), user('what is it')))).toEqual(['user: what is it'])
  })

  it('counts nothing of a turn as heard before its first sound, white space included', () => {
    expect(after(said('a', ' Hello there'), audio('a', 2_400, false))).toMatchObject([
      { heardText: '', unheardText: ' Hello there' },
    ])
  })

  it('keeps turns apart', () => {
    expect(words(after(said('a', 'one'), said('b', 'two'), said('a', 'one!')))).toEqual([
      'agent: one!',
      'agent: two',
    ])
  })

  it('counts on where the speaker counts from 0 again after a flush', () => {
    const [line] = after(
      said('a', 'one two three'),
      audio('a', 2_400, false),
      heard('a', 0, 'started'),
      heard('a', 1_200, 'flushed'),
      audio('a', 2_400),
      heard('a', 0, 'started'),
      heard('a', 600),
    )
    expect(line).toMatchObject({ receivedSamples: 4_800, heardSamples: 1_800 })
  })

  it('puts the user’s line where the voice began, also when the recogniser is slow', () => {
    expect(words(after(began, stopped, said('a', 'answer'), user('question')))).toEqual([
      'user: question',
      'agent: answer',
    ])
  })

  it('keeps what the user said in order when a voice begins before the words of the last are final', () => {
    expect(
      words(after(began, user('one', false), said('a', 'yes'), began, user('one'), user('two'))),
    ).toEqual(['user: one', 'agent: yes', 'user: two'])
  })

  it('moves a line that a noise had opened', () => {
    expect(words(after(began, stopped, said('a', 'one'), began, user('two')))).toEqual([
      'agent: one',
      'user: two',
    ])
  })

  it('ignores an emulated start of speech', () => {
    expect(after({ type: 'speech_started', data: { emulated: true } })).toEqual([])
  })

  it('splits an interrupted turn into heard and unheard by the samples played', () => {
    const transcript = after(
      said('a', 'one two three four'),
      audio('a', 1_000),
      heard('a', 200),
      began,
      interruption,
      heard('a', 480, 'flushed'),
    )
    expect(transcript[0]).toMatchObject({
      interrupted: true,
      heardText: 'one two',
      unheardText: ' three four',
    })
  })

  it('estimates the length of a turn whose sound did not come to its end', () => {
    const text = 'word '.repeat(30)
    // At 15 characters a second the text lasts 10 s; 5 s of it came, 2 s were heard.
    const cut = after(
      said('a', text),
      audio('a', 120_000, false),
      heard('a', 48_000, 'flushed'),
      interruption,
    )
    expect(cut[0]).toMatchObject({ heardText: 'word '.repeat(7).trimEnd() })
  })

  it('takes the agent’s pace from its complete turns', () => {
    const text = 'word '.repeat(30)
    const slow = [said('a', 'word '.repeat(10)), audio('a', 240_000)]
    const cut = after(...slow, said('b', text), audio('b', 120_000, false), heard('b', 48_000, 'flushed'))
    expect(cut[1]).toMatchObject({ heardText: 'word word' })
  })

  it('applies the agent’s pace to earlier open lines as well', () => {
    const cut = [said('b', 'word '.repeat(30)), audio('b', 120_000, false), heard('b', 48_000, 'flushed')]
    const slow = [said('a', 'word '.repeat(10)), audio('a', 240_000)]
    const [early] = after(...cut, ...slow)
    const [, late] = after(...slow, ...cut)
    expect(early).toEqual(late)
  })

  it('counts what was heard up to an underrun', () => {
    expect(after(said('a', 'one two'), audio('a', 100), heard('a', 80, 'underrun'))).toMatchObject([
      { heardSamples: 80 },
    ])
  })

  it('keeps what was heard', () => {
    expect(after(said('a', 'one two'), audio('a', 100), heard('a', 80), heard('a', 40))).toMatchObject([
      { heardSamples: 80 },
    ])
  })

  it('counts a turn as heard whole when all its sound was, also without an end mark', () => {
    const [entry] = after(said('a', 'one two three'), audio('a', 100, false), heard('a', 100))
    expect(entry).toMatchObject({ heardText: 'one two three' })
  })

  it('does not mark a turn as interrupted that was heard to its end', () => {
    const transcript = after(said('a', 'one two'), audio('a', 100), heard('a', 100, 'drained'), interruption)
    expect(transcript[0]).toMatchObject({ interrupted: false, heardText: 'one two', unheardText: '' })
  })

  it('marks a turn as interrupted whose audio the speaker refused in part', () => {
    const refused = { ...heard('a', 0, 'refused'), refusedMs: 100 } as TranscriptEvent
    const transcript = after(
      said('a', 'one two three four'),
      audio('a', 4_800),
      refused,
      heard('a', 2_400, 'drained'),
      interruption,
    )
    expect(transcript[0]).toMatchObject({ interrupted: true, heardText: 'one two' })
  })

  it.each([
    ['before its last sound came', [audio('a', 2_400, false), 'refuse', audio('a', 2_400)]],
    ['after its last sound came', [audio('a', 2_400, false), audio('a', 2_400), 'refuse']],
    ['twice', [audio('a', 2_400, false), 'refuse', audio('a', 2_400), 'refuse']],
  ] as const)('calls no turn complete of which the speaker refused sound %s', (name, events) => {
    const refuse = { ...heard('a', 0, 'refused'), refusedMs: 50 } as TranscriptEvent
    const sounds = events.map((event) => (event === 'refuse' ? refuse : event))
    const transcript = after(said('a', 'one two three four'), ...sounds, heard('a', 2_400, 'drained'))
    expect(transcript[0]).toMatchObject({
      complete: false,
      refused: { samples: name === 'twice' ? 2_400 : 1_200, ended: true },
      receivedSamples: 4_800,
      heardText: 'one two',
      unheardText: ' three four',
    })
    expect(after(said('a', 'one'), audio('a', 2_400), heard('a', 2_400, 'drained'))[0]).toMatchObject({
      complete: true,
    })
  })

  it('marks a turn as interrupted of which only the text had come', () => {
    expect(after(said('a', 'one two'), began, interruption)[0]).toMatchObject({
      interrupted: true,
      heardText: '',
    })
  })

  it('marks only the turns since the user’s last words as interrupted without events of a speaker', () => {
    const talk = [said('a', 'Hello'), user('hi'), said('b', 'one'), said('c', 'two'), began, interruption]
    const lines = after(...talk).filter((entry) => entry.who === 'agent')
    expect(lines.map(({ interrupted }) => interrupted)).toEqual([false, true, true])
    expect(words(after(...talk, stopped, said('a', 'again')))).toHaveLength(6)
  })

  it('separates the user’s lines by their turns, where the platform names them', () => {
    const says = (turn_id: string, transcript: string, is_final = false): TranscriptEvent => ({
      type: 'input_audio_transcript',
      data: { turn_id, transcript, is_final },
    })
    const interim = [began, says('1', 'wha'), says('2', 'and')]
    expect(words(after(...interim))).toEqual(['user: wha', 'user: and'])
    const lines = after(...interim, says('1', 'what', true), says('2', 'and now', true))
    expect(words(lines)).toEqual(['user: what', 'user: and now'])
    expect(lines).toMatchObject([{ turnId: '1' }, { turnId: '2' }])
  })

  it('adds late parts to a cancelled turn, and begins a new line when its id is used again', () => {
    const cut = after(
      said('a', 'one two'),
      audio('a', 100),
      interruption,
      said('a', 'one two three'),
      audio('a', 100),
    )
    expect(cut).toHaveLength(1)
    expect(words([stopped, said('a', 'again')].reduce(reduceTranscript, cut))).toEqual([
      'agent: one two three',
      'agent: again',
    ])
  })

  it('adds one line for each tool call, with its output', () => {
    const output: TranscriptEvent = {
      type: 'tool_call_output',
      data: { toolCallId: '7', output: '18 degrees' },
    }
    const transcript = after(user('weather?'), call, call, said('a', 'I see'), output)
    expect(words(transcript)).toEqual(['user: weather?', 'get_weather', 'agent: I see'])
    expect(transcript[1]).toMatchObject({ output: '18 degrees' })
  })

  it('keeps the objects of lines that do not change', () => {
    const talk = [user('hi'), said('a', 'one two'), audio('a', 100), heard('a', 100)]
    const before = after(...talk, said('b', 'three'), audio('b', 50))
    for (const event of [audio('b', 50), heard('b', 20), user('and'), said('b', 'three four')]) {
      const lines = reduceTranscript(before, event)
      expect(lines).not.toBe(before)
      expect(lines.slice(0, 2).every((line, at) => line === before[at])).toBe(true)
    }
  })

  it('ignores a turn that only the speaker names', () => {
    expect(after(heard('ghost', 100))).toEqual([])
  })

  describe('with interim texts that go wrong', () => {
    it('keeps an utterance without a final text, and puts the next one behind the answer', () => {
      const lines = after(
        said('0', 'How can I help?'),
        began,
        user('cancel my booking', false),
        stopped,
        said('a', 'It is cancelled.'),
        began,
        user('no wait', false),
        user('no wait, keep it'),
        stopped,
        said('b', 'Too late.'),
      )
      expect(words(lines)).toEqual([
        'agent: How can I help?',
        'user: cancel my booking',
        'agent: It is cancelled.',
        'user: no wait, keep it',
        'agent: Too late.',
      ])
      expect(lines[1]).toMatchObject({ final: true })
    })

    it('separates utterances by the agent’s turn without voice activity', () => {
      expect(words(after(user('cancel it', false), said('a', 'Done.'), user('thank you', false)))).toEqual([
        'user: cancel it',
        'agent: Done.',
        'user: thank you',
      ])
    })

    it('ignores an interim text after the final one, and a repeated final text', () => {
      const talk = [began, user('I want'), user('I', false), user('I want'), user('I want.')]
      expect(words(after(...talk))).toEqual(['user: I want'])
    })

    it('keeps what the user repeats in an answer to the agent', () => {
      const talk = [began, user('yes'), said('a', 'Sure?'), began, user('yes', false), user('yes')]
      expect(words(after(...talk))).toEqual(['user: yes', 'agent: Sure?', 'user: yes'])
    })

    it('keeps one line when the voice pauses within an utterance', () => {
      const talk = [began, user('I want', false), stopped, began, user('I want a table', false)]
      expect(words(after(...talk, user('I want a table.'), stopped, began, user('now')))).toEqual([
        'user: I want a table.',
        'user: now',
      ])
    })

    it('removes the line of a noise', () => {
      expect(after(began, user('', false), stopped, user(''))).toEqual([])
    })

    it('closes the user’s lines at the end of the session', () => {
      const end: TranscriptEvent = { type: 'session_ended', data: {} }
      expect(after(began, user('bye', false), began, end)).toEqual([
        { who: 'user', text: 'bye', final: true },
      ])
    })

    it('corrects the final text of a named turn, and ignores its late interim text', () => {
      const says = (transcript: string, is_final: boolean): TranscriptEvent => ({
        type: 'input_audio_transcript',
        data: { turn_id: '1', transcript, is_final },
      })
      expect(words(after(began, says('to', false), says('two', true), says('t', false)))).toEqual([
        'user: two',
      ])
      expect(words(after(says('two', true), said('a', 'Yes?'), says('too', true)))).toEqual([
        'user: too',
        'agent: Yes?',
      ])
    })
  })
})

const exchange = (n: number): readonly TranscriptEvent[] => {
  const turn_id = `turn ${String(n)}`
  const sound = (is_final: boolean): TranscriptEvent => ({
    type: 'response_audio',
    data: { turn_id, audio: encodeAudio(new Int16Array(2_400)), is_final },
  })
  const call: TranscriptEvent = {
    type: 'tool_call',
    data: { toolCallId: String(n), toolName: 'look', arguments: [] },
  }
  return [
    { type: 'speech_started', data: { emulated: false } },
    ...(n % 3 === 0 ? [{ type: 'interruption', data: {} } as const] : []),
    { type: 'input_audio_transcript', data: { transcript: `words ${String(n)}`, is_final: n % 5 !== 0 } },
    { type: 'speech_stopped', data: {} },
    call,
    ...(n % 2 === 0 ? [call] : []),
    { type: 'response_text', data: { turn_id, text: 'one two three four', is_final: true } },
    sound(false),
    { type: 'progress', turnId: turn_id, heardSamples: 1_200, atMs: 0 },
    sound(n % 4 !== 0),
    { type: 'progress', turnId: turn_id, heardSamples: 4_000, atMs: 0 },
  ]
}
const output = (n: number): TranscriptEvent => ({
  type: 'tool_call_output',
  data: { toolCallId: String(n), output: 'seen' },
})

describe('a tool call many lines ago', () => {
  const calls = (ids: readonly string[]): readonly TranscriptEvent[] =>
    ids.map((toolCallId) => ({ type: 'tool_call', data: { toolCallId, toolName: 'look', arguments: [] } }))
  const named = (name: string, count: number) =>
    Array.from({ length: count }, (_, n) => `${name}${String(n)}`)
  const goOn = (lines: Transcript, ids: readonly string[]) => calls(ids).reduce(reduceTranscript, lines)
  const answeredAt = (lines: Transcript, toolCallId: string) =>
    reduceTranscript(lines, {
      type: 'tool_call_output',
      data: { toolCallId, output: 'seen' },
    }).findIndex((line) => line.who === 'tool' && line.output === 'seen')

  /** Two transcripts that branched off after 300 lines; each has a call `x` of its own, at another place. */
  const branches = () => {
    const common = goOn(initialTranscript, named('c', 300))
    const first = goOn(common, [...named('a', 100), 'x', ...named('p', 399)])
    const second = goOn(common, [...named('b', 200), 'x', ...named('q', 299)])
    return [first, second] as const
  }

  it('is found at its own place in each of two transcripts that branched off', () => {
    const [first, second] = branches()
    expect([first, second].map((lines) => answeredAt(lines, 'x'))).toEqual([400, 500])
    expect([first, second].map((lines) => answeredAt(lines, 'c7'))).toEqual([7, 7])
    expect([first, second].map((lines) => goOn(lines, ['x', 'c7']).length)).toEqual([800, 800])
  })

  it('is no repeated call in the transcript that does not have it', () => {
    const [first, second] = branches()
    expect([goOn(first, ['b5', 'a5']), goOn(second, ['a5', 'b5'])].map(({ length }) => length)).toEqual([
      801, 801,
    ])
    expect([answeredAt(first, 'b5'), answeredAt(second, 'a5')]).toEqual([-1, -1])
  })

  it('is found in two transcripts that were joined to one', () => {
    const before = goOn(initialTranscript, named('d', 320))
    const [first] = branches()
    const joined = [...before, ...first]
    expect(['d5', 'c7', 'x'].map((id) => answeredAt(joined, id))).toEqual([5, 327, 720])
    expect(goOn(joined, ['d5', 'c7', 'x'])).toHaveLength(joined.length)
  })
})

describe('reduceTranscriptState', () => {
  it('has the lines of reduceTranscript at any length, with late outputs and repeated calls', () => {
    let state: TranscriptState = initialTranscriptState
    let lines = initialTranscript
    for (let n = 0; n < 700; n += 1) {
      const late = n % 7 === 0 ? [output(Math.floor(n / 2)), ...exchange(Math.floor(n / 3)).slice(3, 5)] : []
      for (const event of [...exchange(n), ...late.filter(({ type }) => type !== 'speech_stopped')]) {
        state = reduceTranscriptState(state, event)
        lines = reduceTranscript(lines, event)
      }
      if (n % 50 === 49) {
        expect(linesOf(state)).toEqual(lines)
        state = JSON.parse(JSON.stringify(state)) as TranscriptState
      }
    }
    expect(lines.length).toBeGreaterThan(2_000)
    expect(state.recent.length).toBeLessThanOrEqual(384)
  })

  it('returns the same state and the same lines for an event that changes nothing', () => {
    const state = exchange(1).reduce(reduceTranscriptState, initialTranscriptState)
    expect(reduceTranscriptState(state, { type: 'session_started', data: { id: 'c' } })).toBe(state)
    expect(linesOf(state)).toBe(linesOf(state))
  })

  it.each([
    ['plain', (state: TranscriptState) => state],
    ['frozen', (state: TranscriptState) => Object.freeze(state)],
  ])('has one list of lines for a %s state, which does not show in the state', (_, prepare) => {
    const events = Array.from({ length: 400 }, (_each, n) => exchange(n)).flat()
    const state = prepare(events.reduce(reduceTranscriptState, initialTranscriptState))
    const before = JSON.stringify(state)
    expect(state.older.length).toBeGreaterThan(0)
    expect(linesOf(state)).toBe(linesOf(state))
    expect(JSON.stringify(state)).toBe(before)
    expect({ ...state }).toEqual({ older: state.older, recent: state.recent })
  })
})
