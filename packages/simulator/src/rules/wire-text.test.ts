import { wireTexts } from './wire-text.ts'

const asked = {
  type: 'tool_call',
  data: { toolCallId: 'c', toolName: 'use', arguments: [{ name: 'city', value: 'Paris' }] },
} as const

describe('wireTexts', () => {
  it('writes a message as it is', () => {
    expect(wireTexts(asked, {}).map((text) => JSON.parse(text) as unknown)).toEqual([asked])
  })

  it('writes the ids of a tool call in snake case when that fault is on', () => {
    expect(wireTexts(asked, { snakeCaseTools: true }).map((text) => JSON.parse(text) as unknown)).toEqual([
      { type: 'tool_call', data: { tool_call_id: 'c', tool_name: 'use', arguments: asked.data.arguments } },
    ])
  })
})
