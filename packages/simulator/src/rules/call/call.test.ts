import fc from 'fast-check'
import { silence, tinyCall, tinyScenario, voice, type TinyCall } from '../../../test/tiny-call.ts'
import { stepCall } from './session.ts'

const typesOf = (call: TinyCall, ...types: readonly string[]): readonly string[] =>
  call.log.filter((line) => types.includes(line.split(' ')[1] ?? ''))

const textsOf = (call: TinyCall): readonly string[] =>
  call.out.flatMap(({ action }) => {
    if (action.type === 'response_text' && action.data.is_final) return [`agent: ${action.data.text}`]
    if (action.type === 'input_audio_transcript' && action.data.is_final)
      return [`user: ${action.data.transcript}`]
    return action.type === 'tool_call' ? [`tool: ${action.data.toolName}`] : []
  })

const toolCallIdOf = (call: TinyCall): string => {
  const asked = call.out.map(({ action }) => action).find(({ type }) => type === 'tool_call')
  return asked?.type === 'tool_call' ? asked.data.toolCallId : ''
}

/** Speaks for half a second from a time on; the answer begins 0.62 s after the end. */
const say = (call: TinyCall, fromMs: number): void =>
  call.hear(Int16Array.from([...voice(500), ...silence(320)]), fromMs)

describe('call', () => {
  it('begins with its session and the opening, in bursts three times faster than real time', () => {
    const call = tinyCall()
    call.wait(5_000)
    expect(call.log).toEqual([
      '0 session_started',
      '200 response_text',
      '200 response_audio',
      '200 response_audio',
      '200 response_audio',
    ])
    const sounds = call.out.flatMap(({ action }) => (action.type === 'response_audio' ? [action.data] : []))
    expect(sounds.map(({ is_final }) => is_final)).toEqual([false, false, true])
    expect(sounds.map(({ audio }) => (audio.length * 3) / 4 / 48)).toEqual([200, 200, 100])
    expect(new Set(sounds.map(({ turn_id }) => turn_id)).size).toBe(1)
  })

  it('transcribes an utterance as it grows, and answers with a turn of its own', () => {
    const call = tinyCall()
    call.hear(Int16Array.from([...voice(2_000), ...silence(320)]), 1_000)
    call.wait(4_000)
    expect(typesOf(call, 'speech_started', 'speech_stopped', 'input_audio_transcript')).toEqual([
      '1100 speech_started',
      '1900 input_audio_transcript',
      '2700 input_audio_transcript',
      '3300 speech_stopped',
      '3420 input_audio_transcript',
    ])
    const heard = call.out.flatMap(({ action }) =>
      action.type === 'input_audio_transcript' ? [action.data] : [],
    )
    expect(heard.map(({ transcript }) => transcript)).toEqual([
      'Talk for',
      'Talk for a long',
      'Talk for a long time please.',
    ])
    expect(new Set(heard.map(({ turn_id }) => turn_id)).size).toBe(1)
    const texts = call.out.flatMap(({ action, atMs }) =>
      action.type === 'response_text' ? [[atMs, action.data] as const] : [],
    )
    expect(texts.slice(1).map(([atMs, { text, is_final }]) => [atMs, text, is_final])).toEqual([
      [3_620, 'One two three four five six seven eight', false],
      [3_720, 'One two three four five six seven eight nine ten.', true],
    ])
    expect(texts[1]?.[1].turn_id).not.toBe(texts[0]?.[1].turn_id)
  })

  it('is not interrupted when the agent is not audible', () => {
    const call = tinyCall()
    say(call, 1_000)
    expect(typesOf(call, 'interruption')).toEqual([])
  })

  it('is interrupted by a voice while the agent speaks, and sends nothing more of that turn', () => {
    const call = tinyCall()
    say(call, 1_000)
    call.wait(2_600)
    const turn = call.out.map(({ action }) => action).findLast(({ type }) => type === 'response_audio')
    const before = call.out.length
    call.hear(voice(200), 2_600)
    call.wait(2_900)
    expect(call.log.slice(before)).toContain('2700 interruption')
    const after = call.out.slice(call.log.indexOf('2700 interruption'))
    expect(after.filter(({ action }) => action.type === 'response_audio')).toEqual([])
    expect(turn).toBeDefined()
  })

  it('is interrupted while the agent is still audible, though all of its speech was sent long ago', () => {
    const call = tinyCall()
    say(call, 1_000)
    // The line began at 2.14 s; 6 s of it are sent within 2 s and audible until 8.14 s.
    call.wait(7_500)
    call.hear(voice(200), 7_900)
    expect(typesOf(call, 'interruption')).toEqual(['8000 interruption'])
    const late = tinyCall()
    say(late, 1_000)
    late.wait(7_500)
    late.hear(voice(200), 8_100)
    expect(typesOf(late, 'interruption')).toEqual([])
  })

  it.each([1, 3])('sends %i late chunks when that fault is on', (lateAudio) => {
    const call = tinyCall({ lateAudio })
    say(call, 1_000)
    call.hear(voice(200), 2_400)
    call.wait(3_500)
    const late = typesOf(call, 'response_audio').filter((line) => Number(line.split(' ')[0]) > 2_520)
    expect(late).toEqual(
      ['2560 response_audio', '2680 response_audio', '2800 response_audio'].slice(0, lateAudio),
    )
  })

  it('takes a short pause for part of the utterance', () => {
    const call = tinyCall()
    call.hear(Int16Array.from([...voice(300), ...silence(310), ...voice(300), ...silence(320)]), 1_000)
    call.wait(3_000)
    expect(typesOf(call, 'speech_started', 'speech_stopped')).toHaveLength(4)
    expect(textsOf(call)).toEqual([
      'agent: Hello.',
      'user: Talk for a long time please.',
      'agent: One two three four five six seven eight nine ten.',
    ])
  })

  it('answers once when the user continues before the answer begins', () => {
    const call = tinyCall()
    call.hear(Int16Array.from([...voice(300), ...silence(480), ...voice(300), ...silence(320)]), 1_000)
    call.wait(3_000)
    expect(textsOf(call).filter((text) => text.startsWith('agent: One'))).toHaveLength(1)
    expect(call.state.next).toBe(1)
  })

  it('calls a tool and speaks the line that matches its output', () => {
    const call = tinyCall()
    say(call, 1_000)
    say(call, 9_000)
    call.wait(10_500)
    expect(textsOf(call).at(-1)).toBe('tool: use')
    call.give({ type: 'tool-output', toolCallId: toolCallIdOf(call), output: 'OK then' }, 11_000)
    call.wait(12_000)
    expect(textsOf(call).at(-1)).toBe('agent: Good.')
    expect(call.log).toContain('11320 response_text')
  })

  it('speaks the default line for any other output, and takes only the first output', () => {
    const call = tinyCall()
    say(call, 1_000)
    say(call, 9_000)
    call.wait(10_500)
    const toolCallId = toolCallIdOf(call)
    call.give({ type: 'tool-output', toolCallId: 'another', output: 'ok' }, 10_900)
    call.give({ type: 'tool-output', toolCallId, output: 'no' }, 11_000)
    call.give({ type: 'tool-output', toolCallId, output: 'ok' }, 11_010)
    call.wait(13_000)
    expect(textsOf(call).slice(-2)).toEqual(['tool: use', 'agent: Sorry.'])
  })

  it('drops the answer when the user speaks meanwhile', () => {
    const call = tinyCall()
    say(call, 1_000)
    say(call, 9_000)
    call.wait(10_500)
    call.hear(voice(300), 10_600)
    call.give({ type: 'tool-output', toolCallId: toolCallIdOf(call), output: 'ok' }, 10_910)
    call.hear(silence(320), 10_920)
    call.wait(11_900)
    expect(textsOf(call).slice(-3)).toEqual(['tool: use', 'user: Goodbye.', 'agent: Bye.'])
  })

  it('treats a microphone that sends nothing more as silent', () => {
    const call = tinyCall()
    call.hear(voice(500), 1_000)
    call.wait(2_990)
    expect(typesOf(call, 'speech_stopped')).toEqual([])
    call.wait(3_200)
    expect(typesOf(call, 'speech_stopped')).toEqual(['3000 speech_stopped'])
    expect(textsOf(call).at(-1)).toBe('user: Talk for a long time please.')
  })

  it('ends after the last line has been audible, and ignores input from then on', () => {
    const call = tinyCall()
    for (const fromMs of [1_000, 9_000, 12_000]) say(call, fromMs)
    call.wait(20_000)
    // The last line begins at 13.14 s and lasts half a second.
    expect(call.log.slice(-2)).toEqual(['14240 session_ended', '14240 hang-up'])
    const { state } = call
    expect(stepCall(state, { type: 'audio', pcm: voice(500) }, 21_000)).toEqual({ state, out: [] })
  })

  it('ends although the user speaks over the last line', () => {
    const call = tinyCall()
    for (const fromMs of [1_000, 9_000, 12_000]) say(call, fromMs)
    call.hear(voice(200), 13_200)
    call.wait(20_000)
    expect(call.log.slice(-3)).toEqual(['13300 interruption', '13900 session_ended', '13900 hang-up'])
  })

  it('sends an emulated start at each turn when that fault is on', () => {
    const call = tinyCall({ emulatedStart: true })
    call.wait(1_000)
    expect(call.out.map(({ action }) => action).find(({ type }) => type === 'speech_started')).toEqual({
      type: 'speech_started',
      data: { emulated: true },
    })
    expect(typesOf(call, 'interruption')).toEqual([])
  })

  it('has the same outputs at the same times however late it is woken', () => {
    const run = (wakes: readonly number[]) => {
      const call = tinyCall({ lateAudio: 2 })
      say(call, 1_000)
      for (const atMs of [...wakes].sort((one, other) => one - other)) call.wait(1_820 + atMs)
      call.hear(voice(200), 4_000)
      call.wait(9_000)
      return call.out
    }
    const expected = run([])
    expect(expected.length).toBeGreaterThan(20)
    fc.assert(
      fc.property(fc.array(fc.nat(2_000), { maxLength: 30 }), (wakes) => {
        expect(run(wakes)).toEqual(expected)
      }),
    )
  })

  it('has an answer to every utterance after the last turn', () => {
    const call = tinyCall()
    const scripted = tinyScenario.scenario.turns.length
    expect(scripted).toBe(3)
    const past = { ...call.state, next: scripted }
    const heard = stepCall(
      {
        ...past,
        user: { type: 'pausing', turnId: 'u', isSaid: false },
        agenda: [{ atMs: 1, action: { type: 'transcribe' } }],
      },
      { type: 'wake' },
      2_000,
    )
    expect(heard.out.map(({ action }) => action.type).slice(0, 2)).toEqual([
      'input_audio_transcript',
      'response_text',
    ])
    expect(JSON.stringify(heard.out)).toContain('"More."')
  })
})
