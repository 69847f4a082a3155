import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { initialTranscript, reduceTranscript, type PlaybackEvent } from '@vatel/core'
import { instantSpeaker, streamMicrophone } from '../snippets/own-transport.ts'

const pcm = (length: number) => new Int16Array(length)

describe('a device of your own', () => {
  it('reads samples that a stream has cut in halves', () => {
    const stream = new PassThrough()
    const microphone = streamMicrophone(stream)
    const samples: number[] = []
    microphone.listen((frame) => samples.push(...frame.pcm))
    for (const bytes of [[1], [0, 2], [0, 3, 0]]) stream.emit('data', Buffer.from(bytes))
    microphone.close()
    stream.emit('data', Buffer.from([4, 0]))
    expect(samples).toEqual([1, 2, 3])
  })

  it('counts the samples of each turn by themselves', () => {
    const speaker = instantSpeaker(() => undefined)
    const events: PlaybackEvent[] = []
    speaker.listen((event) => events.push(event))
    for (const turnId of ['a', 'a', 'b']) speaker.write({ turnId, pcm: pcm(480), isFinal: false })
    expect(events.map(({ type, turnId, heardSamples }) => [type, turnId, heardSamples])).toEqual([
      ['started', 'a', 0],
      ['drained', 'a', 480],
      ['drained', 'a', 960],
      ['started', 'b', 0],
      ['drained', 'b', 480],
    ])
  })

  it('makes a turn heard that it has played', () => {
    const speaker = instantSpeaker(() => undefined)
    let lines = initialTranscript
    speaker.listen((event) => (lines = reduceTranscript(lines, event)))
    for (const turn_id of ['a', 'b']) {
      const text = { turn_id, text: 'Hello.', is_final: true }
      lines = reduceTranscript(lines, { type: 'response_text', data: text })
      const audio = { turn_id, audio: Buffer.alloc(960).toString('base64'), is_final: true }
      lines = reduceTranscript(lines, { type: 'response_audio', data: audio })
      speaker.write({ turnId: turn_id, pcm: pcm(480), isFinal: true })
    }
    expect(lines).toMatchObject([{ heardText: 'Hello.' }, { heardText: 'Hello.' }])
  })

  it('has its code in the guide', () => {
    const guide = readFileSync(join(__dirname, '../guides/own-transport.md'), 'utf8')
    const code = readFileSync(join(__dirname, '../snippets/own-transport.ts'), 'utf8')
    expect(guide).toContain(`\`\`\`ts\n${code}\`\`\``)
  })
})
