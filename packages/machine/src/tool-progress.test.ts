import { pendingOf, withCancelled, withStatus, withTool } from './tool-progress.ts'

const call = (toolCallId: string) => ({ toolCallId, toolName: 'wait', arguments: [] })

describe('the tool calls of a context', () => {
  it('are bounded: the pending ones, and the 100 that were settled last', () => {
    let context = withTool({ tools: [] }, call('pending'))
    for (let index = 0; index < 1_000; index += 1)
      context = withStatus(withTool(context, call(String(index))), String(index), 'result')
    context = withTool(context, call('last'))
    expect(context.tools).toHaveLength(102)
    expect(context.tools.slice(0, 2).map(({ toolCallId }) => toolCallId)).toEqual(['pending', '900'])
    expect(pendingOf(context).map(({ toolCallId }) => toolCallId)).toEqual(['pending', 'last'])
  })

  it('keep their first outcome', () => {
    const settled = withStatus(withTool({ tools: [] }, call('a')), 'a', 'timeout')
    expect(withStatus(settled, 'a', 'result').tools).toMatchObject([{ status: 'timeout' }])
    expect(withCancelled(withTool(settled, call('b'))).tools.map(({ status }) => status)).toEqual([
      'timeout',
      'cancelled',
    ])
  })
})
