import { silence, tinyCall, tinyScenario, voice, type TinyCall } from '../../../test/tiny-call.ts'
import type { Scenario } from '../scenario/scenario.ts'
import { speakText } from '../scenario/loaded-scenario.ts'
import type { CallSettings } from './call-model.ts'

const governed = (settings: CallSettings, changes: Partial<Scenario> = {}): TinyCall =>
  tinyCall({}, settings, {
    ...tinyScenario,
    scenario: { ...tinyScenario.scenario, ...changes },
  })

/** Lines of the agent, with their times. */
const spoken = (call: TinyCall): readonly string[] =>
  call.out.flatMap(({ action, atMs }) =>
    action.type === 'response_text' && action.data.is_final ? [`${atMs} ${action.data.text}`] : [],
  )

const soundMs = (call: TinyCall): number =>
  call.out.reduce(
    (ms, { action }) =>
      action.type === 'response_audio' ? ms + (action.data.audio.length * 3) / 4 / 48 : ms,
    0,
  )

const endOf = (call: TinyCall) => {
  const last = call.out.at(-1)
  return last?.action.type === 'hang-up' ? `${last.atMs} ${last.action.ending}` : 'goes on'
}

/** Speaks for half a second from a time on. */
const say = (call: TinyCall, fromMs: number): void =>
  call.hear(Int16Array.from([...voice(500), ...silence(320)]), fromMs)

describe('first_message', () => {
  it('is spoken in place of the opening, by a synthetic voice', () => {
    const call = governed({ first_message: 'Good morning to you.' })
    call.wait(5_000)
    expect(spoken(call)).toEqual(['200 Good morning to you.'])
    expect(soundMs(call)).toBeCloseTo(speakText('Good morning to you.').length / 24, 0)
  })

  it('is the recording of a line with the same text', () => {
    const call = governed({ first_message: 'Good.' })
    call.wait(5_000)
    expect(soundMs(call)).toBe(500)
  })

  it('is omitted when it is empty: the user begins', () => {
    const call = governed({ first_message: '' })
    call.wait(900)
    expect(call.log).toEqual(['0 session_started'])
    say(call, 1_000)
    expect(call.log).toContain('1820 speech_stopped')
  })
})

describe('first_message_interruption_time', () => {
  const long = { opening: 'long' }

  it('permits an interruption within the time', () => {
    const call = governed({ first_message_interruption_time: 2 }, long)
    say(call, 1_000)
    expect(call.log).toContain('1100 interruption')
  })

  it('lets the first message be spoken to its end after the time, and then answers', () => {
    const call = governed({ first_message_interruption_time: 0.5 }, long)
    say(call, 1_000)
    call.wait(9_000)
    expect(call.log).toContain('1100 speech_started')
    expect(call.log.filter((line) => line.endsWith('interruption'))).toEqual([])
    // The opening begins at 0.2 s and lasts 6 s.
    expect(spoken(call)[1]).toBe('6300 One two three four five six seven eight nine ten.')
  })

  it('does not affect later turns', () => {
    const call = governed({ first_message_interruption_time: 0 })
    say(call, 1_000)
    call.hear(voice(300), 2_600)
    expect(call.log).toContain('2700 interruption')
  })
})

describe('vad_settings', () => {
  it('decides when a voice has begun and when it is over', () => {
    const call = governed({ vad_settings: { start_secs: 0.3, stop_secs: 0.2 } })
    say(call, 1_000)
    expect(call.log).toEqual(expect.arrayContaining(['1300 speech_started', '1720 speech_stopped']))
  })

  it('keeps the fields that are not named', () => {
    const call = governed({ vad_settings: { stop_secs: 0.2 } })
    say(call, 1_000)
    expect(call.log).toEqual(expect.arrayContaining(['1100 speech_started', '1720 speech_stopped']))
  })
})

describe('silence timeout', () => {
  const slowSilence = { vad_settings: { silence_timeout_secs: 3 } }

  it('does nothing without a setting', () => {
    const call = governed({})
    call.wait(600_000)
    expect(endOf(call)).toBe('goes on')
  })

  it("ends the call, counted from the end of the agent's playback", () => {
    const call = governed(slowSilence)
    call.wait(60_000)
    // "Hello." is audible from 0.2 s to 0.7 s.
    expect(endOf(call)).toBe('3700 silence')
  })

  it('lets the agent ask as often as the settings say before it ends the call', () => {
    const call = governed({ ...slowSilence, timeout_settings: { silence_counter: 3 } }, { silence: 'sorry' })
    call.wait(60_000)
    expect(spoken(call)).toEqual(['200 Hello.', '3700 Sorry.', '7200 Sorry.'])
    expect(endOf(call)).toBe('10700 silence')
  })

  it('is cancelled when the user speaks, and counts anew', () => {
    const call = governed({ ...slowSilence, timeout_settings: { silence_counter: 2 } }, { silence: 'sorry' })
    call.wait(4_500)
    say(call, 5_000)
    // The answer begins at 6.14 s and lasts 6 s.
    call.wait(15_000)
    expect(spoken(call).map((line) => line.split(' ')[0])).toEqual(['200', '3700', '6240'])
    call.wait(60_000)
    expect(spoken(call).at(-1)).toBe('15140 Sorry.')
    expect(endOf(call)).toBe('18640 silence')
  })

  it('does not run while a tool is awaited', () => {
    const call = governed(
      { ...slowSilence, first_message: '' },
      { turns: tinyScenario.scenario.turns.slice(1) },
    )
    say(call, 1_000)
    call.wait(60_000)
    expect(call.log.at(-1)).toMatch(/tool_call$/)
  })

  it('transfers the call when the settings say so, with their message', () => {
    const call = governed({
      ...slowSilence,
      timeout_settings: { silence_timeout_action: 'transfer_call', transfer_message: 'Good.' },
    })
    call.wait(60_000)
    expect(spoken(call)).toEqual(['200 Hello.', '3700 Good.'])
    expect(endOf(call)).toBe('4800 transfer')
  })
})

describe('default_timeout', () => {
  it('ends a call that lasts too long, in the middle of a word', () => {
    const call = governed({ timeout_settings: { default_timeout: 3 } })
    say(call, 1_000)
    call.wait(60_000)
    expect(endOf(call)).toBe('3000 time')
  })

  it('transfers it when the settings say so', () => {
    const call = governed({ timeout_settings: { default_timeout: 3, timeout_action: 'transfer_call' } })
    call.wait(60_000)
    expect(endOf(call)).toBe('3000 transfer')
  })
})

describe('prompt', () => {
  const turns = [{ user: 'Hi.', say: 'good', prompted: [{ matches: 'rude', say: 'sorry' }] }]

  it.each([
    ['You are kind.', 'Good.'],
    ['Be RUDE to everybody.', 'Sorry.'],
  ])('selects one of the answers of a turn: %s', (prompt, answer) => {
    const call = governed({ prompt }, { turns })
    say(call, 1_000)
    call.wait(3_000)
    expect(spoken(call)[1]).toMatch(new RegExp(`${answer}$`))
  })
})

describe('variables', () => {
  const variables = [{ key: 'mood', value: 'rude' }]

  it('replace the placeholders of the first message', () => {
    const call = governed({ first_message: 'Are you {{ mood }}?', variables })
    call.wait(5_000)
    expect(spoken(call)).toEqual(['200 Are you rude?'])
  })

  it('replace the placeholders of the prompt', () => {
    const turns = [{ user: 'Hi.', say: 'good', prompted: [{ matches: 'be rude', say: 'sorry' }] }]
    const call = governed({ prompt: 'Be {{mood}}.', variables }, { turns })
    say(call, 1_000)
    call.wait(3_000)
    expect(spoken(call)[1]).toMatch(/Sorry\.$/)
  })

  it('replace the placeholders of tool arguments, and unknown ones stay', () => {
    const filled = [{ name: 'mood', value: '{{mood}} {{else}}' }]
    const call = governed(
      { variables },
      { turns: [{ user: 'Hi.', call: { tool: 'note', arguments: filled, answers: [], otherwise: 'good' } }] },
    )
    say(call, 1_000)
    call.wait(3_000)
    const asked = call.out.find(({ action }) => action.type === 'tool_call')
    expect(JSON.stringify(asked)).toContain('"value":"rude {{else}}"')
  })
})
