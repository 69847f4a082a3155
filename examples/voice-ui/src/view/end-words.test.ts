import { MicrophoneUnavailableError, type MicrophoneFault } from '@vatel/audio/web'
import { UnreachableError, type EndReason } from '@vatel/core'
import { DeviceFailedError } from '@vatel/machine'
import { endWords } from './end-words.ts'

const failed = (fault: MicrophoneFault): EndReason => ({
  type: 'failed',
  error: new DeviceFailedError('microphone', new MicrophoneUnavailableError(fault)),
})

const ends: readonly (readonly [EndReason, string])[] = [
  [{ type: 'hung-up' }, 'You hung up'],
  [{ type: 'session-ended' }, 'The agent ended the call'],
  [{ type: 'refused', status: 401, message: '' }, 'The call was not allowed'],
  [{ type: 'refused', status: 403, message: 'no' }, 'The call was not allowed'],
  [{ type: 'refused', status: 404, message: '' }, 'There is no such agent'],
  [{ type: 'refused', status: 503, message: '' }, 'The line is busy'],
  [{ type: 'refused', status: 400, message: 'agent_id: missing' }, 'The call was refused'],
  [{ type: 'timed-out', stage: 'connecting' }, 'Nobody answered'],
  [{ type: 'timed-out', stage: 'starting' }, 'Nobody answered'],
  [failed('denied'), 'The microphone is not allowed'],
  [failed('in-use'), 'The microphone is busy'],
  [failed('not-found'), 'There is no microphone'],
  [failed('insecure-context'), 'The microphone needs a secure page'],
  [failed('unsupported'), 'This browser cannot record'],
  [failed('failed'), 'The microphone failed'],
]

describe('endWords', () => {
  it.each(ends)('of %j begins with "%s" and says what to do', (reason, title) => {
    const words = endWords(reason)
    expect(words.title).toBe(title)
    expect(words.text).toMatch(/^[A-Z].*\.$|It said: /)
  })

  it('knows a failed microphone after JSON as well', () => {
    const stored = JSON.parse(JSON.stringify(failed('denied'))) as EndReason
    expect(endWords(stored).title).toBe('The microphone is not allowed')
  })

  it('passes on what the platform said', () => {
    expect(endWords({ type: 'refused', status: 400, message: 'agent_id: missing' }).text).toContain(
      'agent_id: missing',
    )
  })

  it('passes on an error that knows better', () => {
    const error = new UnreachableError('no network', 'not-sent')
    expect(endWords({ type: 'failed', error }).text).toBe(`${error.message}.`)
  })
})
