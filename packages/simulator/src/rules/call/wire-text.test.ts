import { encodePcm16Base64 } from '@vatel/audio'
import fc from 'fast-check'
import { readClientText, wireTexts } from './wire-text.ts'

describe('readClientText', () => {
  it('reads the same audio from any spelling of a message', () => {
    fc.assert(
      fc.property(fc.int16Array({ maxLength: 50 }), (pcm) => {
        const audio = encodePcm16Base64(pcm)
        const message = { type: 'input_audio', data: { audio } }
        const texts = [
          JSON.stringify(message),
          JSON.stringify(message, undefined, 2),
          JSON.stringify({ ...message, sentAt: 1 }),
          JSON.stringify({ data: { audio, rate: 24_000 }, type: 'input_audio' }),
          JSON.stringify(message).replaceAll('/', '\\/'),
          JSON.stringify(message).replaceAll('A', '\\u0041'),
        ]
        for (const text of texts) expect(readClientText(text)).toEqual({ type: 'audio', pcm })
      }),
    )
  })

  it('reads the output of a tool', () => {
    const text = JSON.stringify({ type: 'tool_call_output', data: { toolCallId: 'a', output: 'b' } })
    expect(readClientText(text)).toEqual({ type: 'tool-output', toolCallId: 'a', output: 'b' })
  })

  it.each([
    'hello',
    '{"type":"input_audio","data":{"audio":"}}',
    '{"type":"input_audio","data":{"audio":"AAA"}}',
    '{"type":"input_audio","data":{"audio":"AA=="}}',
    '{"type":"input_audio","data":{"audio":"A_A="}}',
    '{"type":"input_audio","data":{"audio":"AAA=","audio":"AAA"}}',
    '{"type":"input_audio","data":{"audio":1}}',
    '{"type":"input_audio"}',
    '{"type":"weather","data":{"audio":"AAA="}}',
  ])('ignores %s', (text) => {
    expect(readClientText(text)).toBeUndefined()
  })
})

const asked = {
  type: 'tool_call',
  data: { toolCallId: 'c', toolName: 'use', arguments: [{ name: 'city', value: 'Paris' }] },
} as const

describe('wireTexts', () => {
  it('writes a message unchanged', () => {
    expect(wireTexts(asked, {}).map((text) => JSON.parse(text) as unknown)).toEqual([asked])
  })

  it('writes the ids of a tool call in snake case when that fault is on', () => {
    expect(wireTexts(asked, { snakeCaseTools: true }).map((text) => JSON.parse(text) as unknown)).toEqual([
      { type: 'tool_call', data: { tool_call_id: 'c', tool_name: 'use', arguments: asked.data.arguments } },
    ])
  })
})
