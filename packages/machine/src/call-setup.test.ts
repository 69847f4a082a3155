import { cancelPendingTools, pendingOf, toolsAfter } from './call-setup.ts'
import type { CallContext } from './context.ts'

type Tools = Pick<CallContext, 'tools'>

const none: Tools = { tools: [] }
const called = (context: Tools, toolCallId: string) =>
  toolsAfter(context, { type: 'tool_call', data: { toolCallId, toolName: 'wait', arguments: [] } })
const settled = (context: Tools, toolCallId: string, type: 'result' | 'timeout') =>
  toolsAfter(context, { type: 'tool.settled', outcome: { toolCallId, type } })

describe('the tool calls of a context', () => {
  it('are bounded: the pending ones, and the 100 that were settled last', () => {
    let context = called(none, 'pending')
    for (let index = 0; index < 1_000; index += 1)
      context = settled(called(context, String(index)), String(index), 'result')
    context = called(context, 'last')
    expect(context.tools).toHaveLength(102)
    expect(context.tools.slice(0, 2).map(({ toolCallId }) => toolCallId)).toEqual(['pending', '900'])
    expect(pendingOf(context).map(({ toolCallId }) => toolCallId)).toEqual(['pending', 'last'])
  })

  it('keep their first outcome', () => {
    const context = settled(called(none, 'a'), 'a', 'timeout')
    expect(settled(context, 'a', 'result').tools).toMatchObject([{ status: 'timeout' }])
    expect(cancelPendingTools(called(context, 'b')).tools.map(({ status }) => status)).toEqual([
      'timeout',
      'cancelled',
    ])
  })
})
