import * as fc from 'fast-check'
import {
  initialTranscript,
  reduceTranscript,
  type AgentEntry,
  type Transcript,
  type TranscriptEntry,
  type TranscriptEvent,
} from '../../src/index.ts'
import {
  answers,
  anyCall,
  asks,
  audio,
  began,
  frozen,
  heard,
  interruption,
  ofTurn,
  said,
  stopped,
  user,
} from './events.ts'

const step = (transcript: Transcript, event: TranscriptEvent) => frozen(reduceTranscript(transcript, event))
const follow = (events: readonly TranscriptEvent[], from: Transcript = initialTranscript) =>
  events.reduce(step, from)

const isAgent = (entry: TranscriptEntry): entry is AgentEntry => entry.who === 'agent'
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
const permutations = <T>(values: readonly T[]): readonly (readonly T[])[] =>
  values.length < 2
    ? [values]
    : values.flatMap((value, at) => permutations(values.toSpliced(at, 1)).map((rest) => [value, ...rest]))

describe('the transcript of any history', () => {
  it('is the same when the history is replayed, from the start or from a stored state', () => {
    fc.assert(
      fc.property(anyCall, anyCall, (first, rest) => {
        const whole = follow([...first, ...rest])
        expect(follow([...first, ...rest])).toEqual(whole)
        expect(follow(rest, JSON.parse(JSON.stringify(follow(first))) as Transcript)).toEqual(whole)
      }),
    )
  })

  it('never hears more than came, keeps what was heard, and loses no sound and no word', () => {
    fc.assert(
      fc.property(anyCall, (events) => {
        const states = events.map((_, at) => follow(events.slice(0, at + 1)))
        for (const transcript of states)
          for (const { heardSamples, heardText, receivedSamples, text, unheardText } of transcript.filter(
            isAgent,
          )) {
            expect(heardSamples).toBeLessThanOrEqual(receivedSamples)
            expect(heardText + unheardText).toBe(text)
            if (heardSamples === 0) expect(heardText).toBe('')
          }
        const heardEach = states.map((transcript) =>
          sum(transcript.filter(isAgent).map((line) => line.heardSamples)),
        )
        expect(heardEach).toEqual(heardEach.toSorted((a, b) => a - b))

        const last = states.at(-1) ?? []
        for (const id of ['a', 'b', 'c']) {
          const lines = last.filter(isAgent).filter((line) => line.turnId === id)
          const chunks = events.map((it) =>
            it.type === 'response_audio' && it.data.turn_id === id ? it.data.audio : '',
          )
          expect(sum(lines.map((line) => line.receivedSamples))).toBe(
            sum(chunks.map((chunk) => Buffer.from(chunk, 'base64').length / 2)),
          )
        }
      }),
    )
  })

  it('has every final text of the user, no empty final line, and the tools in their order', () => {
    fc.assert(
      fc.property(anyCall, (events) => {
        const transcript = follow(events)
        const finals = transcript.flatMap((line) => (line.who === 'user' && line.final ? [line.text] : []))
        expect(finals).not.toContain('')
        expect(finals).toEqual(
          expect.arrayContaining(
            events.flatMap((it) =>
              it.type === 'input_audio_transcript' && it.data.is_final && it.data.transcript !== ''
                ? [it.data.transcript]
                : [],
            ),
          ),
        )
        expect(transcript.flatMap((line) => (line.who === 'tool' ? [line.toolCallId] : []))).toEqual([
          ...new Set(events.flatMap((it) => (it.type === 'tool_call' ? [it.data.toolCallId] : []))),
        ])
      }),
      { numRuns: 500 },
    )
  })

  it('has the last snapshot of each turn, whatever came before it', () => {
    fc.assert(
      fc.property(anyCall, (events) => {
        const transcript = follow(events)
        for (const id of ['a', 'b', 'c']) {
          const snapshot = events.findLast((it) => it.type === 'response_text' && it.data.turn_id === id)
          if (snapshot?.type !== 'response_text') continue
          expect(
            transcript
              .filter(isAgent)
              .filter((line) => line.turnId === id)
              .map(({ text }) => text),
          ).toContain(snapshot.data.text)
        }
      }),
    )
  })

  it('has no cancelled turn open once the user has finished speaking, and all others as before', () => {
    fc.assert(
      fc.property(anyCall, (events) => {
        const before = follow(events)
        expect(step(before, stopped)).toEqual(
          before.map((line) => (isAgent(line) && line.cancelled ? { ...line, closed: true } : line)),
        )
      }),
      { numRuns: 500 },
    )
  })

  it('does not depend on repeated messages, apart from sound and the user’s words', () => {
    fc.assert(
      fc.property(anyCall, (events) => {
        const before = follow(events)
        for (const event of events)
          if (event.type !== 'response_audio' && event.type !== 'input_audio_transcript') {
            const once = step(before, event)
            expect(step(once, event)).toEqual(once)
          }
      }),
    )
  })
})

describe('the order of unrelated events', () => {
  const begun = [
    said('a', 'first words', false),
    said('b', 'other words', false),
    asks('1'),
    began(),
    user('I', false),
  ]
  const pair = fc.oneof(
    fc.tuple(ofTurn(fc.constant('a')), ofTurn(fc.constant('b'))),
    fc.tuple(ofTurn(fc.constant('a')), fc.constant(answers('1', 'done'))),
    fc.tuple(ofTurn(fc.constant('a')), fc.constantFrom(user('I am', false), began(true))),
    fc.tuple(
      fc.constant(said('a', 'one two three')),
      fc.nat(9_000).map((samples) => audio('a', samples)),
    ),
    fc.tuple(
      fc.constant(said('a', 'one two three')),
      fc.nat(9_000).map((samples) => heard('a', samples)),
    ),
  )
  const quiet = anyCall.map((events) =>
    events.filter(({ type }) => !['speech_stopped', 'input_audio_transcript', 'interruption'].includes(type)),
  )

  it('does not matter', () => {
    fc.assert(
      fc.property(quiet, pair, quiet, (before, [one, other], after) => {
        const given = follow([...begun, ...before])
        expect(follow([one, other, ...after], given)).toEqual(follow([other, one, ...after], given))
      }),
      { numRuns: 500 },
    )
  })
})

describe('messages that cross', () => {
  const greeting = [
    said('g', 'Hello, how can I help?'),
    audio('g', 40_000, true),
    heard('g', 40_000, 'drained'),
  ]

  it('have the same lines for any delay of the recogniser', () => {
    const answer = [
      said('a', 'It', false),
      audio('a', 500),
      said('a', 'It is'),
      heard('a', 300),
      asks('1'),
      said('b', 'And'),
    ]
    const question = user('What is it?')
    const lines = answer.map((_, at) =>
      follow([...greeting, began(), stopped, ...answer.toSpliced(at, 0, question)]),
    )
    for (const one of lines) expect(one).toEqual(lines[0])
    expect(lines[0]?.map(({ who }) => who)).toEqual(['agent', 'user', 'agent', 'tool', 'agent'])
  })

  it('split an interrupted turn in the same place in any order', () => {
    const speaking = [
      ...greeting,
      said('a', 'one two three four five', false),
      audio('a', 24_000),
      heard('a', 2_000),
    ]
    const crossing = [
      interruption,
      heard('a', 12_000, 'flushed'),
      audio('a', 6_000),
      said('a', 'one two three four five six'),
    ]
    const ends = permutations(crossing).map((events) =>
      follow([...events, stopped, user('Stop')], follow(speaking)),
    )
    for (const end of ends) expect(end).toEqual(ends[0])
    expect(ends[0]?.[1]).toMatchObject({
      interrupted: true,
      closed: true,
      heardText: 'one two',
      heardSamples: 12_000,
    })
  })

  it('do not mark a turn as interrupted that was heard to its end', () => {
    const speaking = [...greeting, said('a', 'one two'), audio('a', 900, true), heard('a', 600)]
    const ends = permutations([interruption, heard('a', 900, 'drained'), began()]).map((events) =>
      follow([...events, stopped], follow(speaking)),
    )
    for (const end of ends) expect(end[1]).toMatchObject({ interrupted: false, heardText: 'one two' })
  })
})
