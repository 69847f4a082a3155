import { isLeft } from 'fp-ts/Either'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { decodeScenario } from './scenario.ts'

type Json = Record<string, unknown>

const text = readFileSync(join(__dirname, '../../../scenarios/city-guide.json'), 'utf8')

/** The city guide with one place changed; `undefined` removes the field. */
const changed = (place: readonly (string | number)[], value: unknown): unknown => {
  const scenario = JSON.parse(text) as Json
  let at: Json = scenario
  for (const step of place.slice(0, -1)) at = at[step] as Json
  at[place.at(-1) ?? ''] = value
  return JSON.parse(JSON.stringify(scenario))
}

const errorOf = (data: unknown): string | undefined => {
  const read = decodeScenario(data, 'my.json')
  return isLeft(read) ? read.left.message : undefined
}

describe('decodeScenario', () => {
  it('decodes the city guide', () => {
    expect(errorOf(JSON.parse(text))).toBeUndefined()
  })

  const lines = 'greeting, sunny, rainy, museums, goodbye, sorry, pardon'
  it.each([
    [['name'], undefined, 'my.json: name: expected a text, got nothing'],
    [['agent', 'id'], 'ada', 'my.json: agent.id: expected a UUID, got "ada"'],
    [
      ['agent', 'vad_settings', 'stop_secs'],
      0,
      'my.json: agent.vad_settings.stop_secs: expected a number above 0, got 0',
    ],
    [
      ['pace', 'chunksPerBurst'],
      1.5,
      'my.json: pace.chunksPerBurst: expected a whole number from 1 on, got 1.5',
    ],
    [['turns'], {}, 'my.json: turns: expected a list, got an object'],
    [['turns', 1], 'hello', 'my.json: turns[1]: expected an object, got "hello"'],
    [['turns', 1, 'user'], '', 'my.json: turns[1].user: expected a text, got ""'],
    [
      ['turns', 0, 'call', 'answers', 1, 'matches'],
      '(',
      'my.json: turns[0].call.answers[1].matches: expected a regular expression, got "("',
    ],
    [
      ['turns', 0, 'call', 'arguments', 0, 'name'],
      7,
      'my.json: turns[0].call.arguments[0].name: expected string, got 7',
    ],
    [['lines', 'sunny', 'speech'], 7, 'my.json: lines.sunny.speech: expected a text, got 7'],
    [['silence'], 'x', `my.json: silence: expected the name of a line (${lines}), got "x"`],
    [
      ['turns', 1, 'prompted'],
      [{ matches: 'brief', say: 'x' }],
      `my.json: turns[1].prompted[0].say: expected the name of a line (${lines}), got "x"`,
    ],
    [
      ['agent', 'timeout_settings'],
      { silence_timeout_action: 'sing' },
      'my.json: agent.timeout_settings.silence_timeout_action: expected "end_call" or "transfer_call", got "sing"',
    ],
    [['faults'], { lateAudio: -1 }, 'my.json: faults.lateAudio: expected a whole number from 0 on, got -1'],
    [
      ['faults'],
      { http: [{ status: 500 }, { times: 1 }] },
      'my.json: faults.http[1]: expected at least one of delayMs, status, redirect, stallAfterBytes, cutAfterBytes',
    ],
    [['opening'], 'greetign', `my.json: opening: expected the name of a line (${lines}), got "greetign"`],
    [['turns', 2, 'say'], 'by', `my.json: turns[2].say: expected the name of a line (${lines}), got "by"`],
    [
      ['turns', 0, 'call', 'answers', 0, 'say'],
      'x',
      `my.json: turns[0].call.answers[0].say: expected the name of a line (${lines}), got "x"`,
    ],
    [['otherwise', 'say'], 'x', `my.json: otherwise.say: expected the name of a line (${lines}), got "x"`],
    [['turns', 2, 'say'], undefined, 'my.json: turns[2]: expected either say or call'],
    [['turns', 0, 'say'], 'sorry', 'my.json: turns[0]: expected either say or call'],
    [
      ['thinkMS'],
      5,
      'my.json: thinkMS: unknown field; expected one of name, agent, pace, thinkMs, lines, opening, turns, otherwise, silence, faults, tags',
    ],
    [
      ['turns', 1, 'barges_in'],
      true,
      'my.json: turns[1].barges_in: unknown field; expected one of user, say, prompted, call, bargesIn, end',
    ],
  ])('names the place %j and a valid value', (place, value, message) => {
    expect(errorOf(changed(place, value))).toBe(message)
  })

  it.each([
    [null, 'nothing'],
    [[], 'a list'],
    ['text', '"text"'],
  ])('requires an object, not %j', (data, got) => {
    expect(errorOf(data)).toBe(`my.json: expected an object, got ${got}`)
  })

  it('reports one line only', () => {
    expect(errorOf(changed(['name'], 5))?.split('\n')).toHaveLength(1)
    expect(errorOf(changed(['agent', 'id'], 'a\nb'))?.split('\n')).toHaveLength(1)
  })
})
