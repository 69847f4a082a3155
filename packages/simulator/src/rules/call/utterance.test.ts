import { initialTranscript, reduceTranscript, type Transcript } from '@vatel/core'
import fc from 'fast-check'
import { silence, tinyCall, tinyScenario, voice, type TinyCall } from '../../../test/tiny-call.ts'

/** Final transcripts, with the ids of their turns. */
const finals = (call: TinyCall) =>
  call.out.flatMap(({ action }) =>
    action.type === 'input_audio_transcript' && action.data.is_final ? [action.data] : [],
  )

/** The transcript as a client reduces it. */
const transcriptOf = ({ out }: TinyCall): Transcript =>
  out.reduce(
    (lines, { action }) =>
      action.type === 'raw' || action.type === 'hang-up' ? lines : reduceTranscript(lines, action),
    initialTranscript,
  )

const wordsOf = (call: TinyCall) => finals(call).map(({ transcript }) => transcript)

const voiceActivity = (call: TinyCall) => call.log.filter((line) => line.includes('speech_'))

const first = 'Talk for a long time please.'

interface Stall {
  readonly atMs: number
  readonly forMs: number
}

/**
 * Arrival time of a frame that was full at a time: frames keep their order, and those of a stall arrive together after
 * it.
 */
const arrivalMs = (fullMs: number, stalls: readonly Stall[]): number =>
  stalls.reduce((ms, { atMs, forMs }) => (ms >= atMs && ms < atMs + forMs ? atMs + forMs : ms), fullMs)

describe('utterance', () => {
  it('continues after its transcript was final, if the answer has not begun, and repeats none of its words', () => {
    const call = tinyCall()
    call.hear(Int16Array.from([...voice(300), ...silence(480), ...voice(2_000), ...silence(320)]), 1_000)
    call.wait(5_000)
    expect(voiceActivity(call)).toEqual([
      '1100 speech_started',
      '1620 speech_stopped',
      '1880 speech_started',
      '4100 speech_stopped',
    ])
    const heard = call.out.filter(({ action }) => action.type === 'input_audio_transcript')
    expect(heard.map(({ atMs }) => atMs)).toEqual([1_740])
    expect(wordsOf(call)).toEqual([first])
  })

  it('is one though the microphone stalls within it and the frames arrive late together', () => {
    const call = tinyCall()
    call.hear(voice(500), 1_000)
    // It counts as silent 1.5 s after its last frame, at 3 s, and is answered 0.32 s later.
    call.wait(3_200)
    expect(wordsOf(call)).toEqual([first])
    const late = Int16Array.from([...voice(700), ...silence(320)])
    for (let at = 0; at < late.length; at += 480)
      call.give({ type: 'audio', pcm: late.subarray(at, at + 480) }, 3_210)
    call.wait(5_000)
    expect(voiceActivity(call).map((line) => line.split(' ')[1])).toEqual([
      'speech_started',
      'speech_stopped',
      'speech_started',
      'speech_stopped',
    ])
    expect(wordsOf(call)).toEqual([first])
    expect(call.out.filter(({ action }) => action.type === 'response_text').length).toBe(3)
  })

  it('is a new one once the answer has begun', () => {
    const call = tinyCall()
    call.hear(Int16Array.from([...voice(300), ...silence(700), ...voice(300), ...silence(320)]), 1_000)
    call.wait(5_000)
    expect(call.log).toContain('2100 interruption')
    expect(wordsOf(call)).toEqual([first, 'Use the tool.'])
    expect(new Set(finals(call).map(({ turn_id }) => turn_id)).size).toBe(2)
  })

  it('is transcribed once, whatever stalls occur', () => {
    const sounds = [1_800, 900, 1_500, 1_500].map(voice)
    const pauses = [1_000, 330, 2_500, 3_000].map(silence)
    const microphone = Int16Array.from(pauses.flatMap((pause, at) => [...pause, ...(sounds[at] ?? [])]))
    const scripted = tinyScenario.scenario.turns.map(({ user }) => user)
    const stall = fc.record({ atMs: fc.nat(12_000), forMs: fc.nat(2_500) })
    let most = 0
    fc.assert(
      fc.property(fc.array(stall, { maxLength: 6 }), fc.constantFrom(20, 200), (stalls, frameMs) => {
        const sorted = stalls.toSorted((one, other) => one.atMs - other.atMs)
        const call = tinyCall()
        for (let at = 0; at < microphone.length; at += frameMs * 24) {
          const pcm = microphone.subarray(at, at + frameMs * 24)
          call.give({ type: 'audio', pcm }, arrivalMs(at / 24 + frameMs, sorted))
        }
        call.wait(20_000)
        const turnIds = finals(call).map(({ turn_id }) => turn_id)
        expect(new Set(turnIds).size).toBe(turnIds.length)
        const said = wordsOf(call).filter((words) => scripted.includes(words))
        expect(new Set(said).size).toBe(said.length)
        const written = transcriptOf(call).flatMap((line) =>
          line.who === 'user' && line.text !== '' ? [line] : [],
        )
        expect(written.map(({ text }) => text)).toEqual(wordsOf(call))
        expect(written.every(({ final }) => final)).toBe(true)
        most = Math.max(most, voiceActivity(call).length)
      }),
      { numRuns: 30 },
    )
    // Three utterances, one of them with a pause, start and stop; more means that a stall split one.
    expect(most).toBeGreaterThan(8)
  })
})
