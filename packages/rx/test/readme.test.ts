import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { serverData, tool } from '@vatel/core'
import { gather } from './gather.ts'
import { talk } from './readme-example.ts'
import { pcm, serverMessages } from '../src/testing/server-messages.ts'
import { createFakeConnection } from '../../core/test/fake-connection.ts'
import { playback, createFakeSpeaker } from './fake-speaker.ts'
import { settle } from './settle.ts'

const microphone = { listen: () => () => undefined, close: () => undefined }

describe('the README', () => {
  it.each(['readme-example.ts', 'simulated-example.test.ts'])(
    'contains %s, which runs in these tests',
    (file) => {
      const text = (name: string) => readFileSync(join(__dirname, name), 'utf8')
      expect(text('../README.md')).toContain(text(file))
    },
  )

  it('holds a conversation with a tool and reports what was heard', async () => {
    const connection = createFakeConnection()
    const speaker = createFakeSpeaker()
    const tools = { clock: tool({ args: serverData.session_started, run: () => 'noon' }) }
    const seen = gather(talk({ token: 'token', open: () => connection }, microphone, speaker, tools))
    connection.receive(
      serverMessages.started(),
      serverMessages.user('what time is it'),
      serverMessages.toolCall('t1', 'clock', { id: 'now' }),
    )
    await settle()
    connection.receive(serverMessages.text('1', 'It is noon'), serverMessages.audio('1', pcm(1, 100), true))
    speaker.emit(playback('drained', '1', 100))
    connection.end({ type: 'session-ended' })
    await settle()
    expect(seen.at(-1)).toBe('complete')
    expect(seen.at(-2)).toMatchObject([
      { who: 'user', text: 'what time is it' },
      { who: 'tool', toolName: 'clock', output: 'noon' },
      { who: 'agent', heardText: 'It is noon', unheardText: '' },
    ])
    expect([connection.listenerCount, speaker.listenerCount]).toEqual([0, 0])
  })
})
