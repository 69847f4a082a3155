import { MicrophoneUnavailableError } from '../errors/microphone-unavailable.ts'
import { WorkletNotLoadedError } from '../errors/worklet-not-loaded.ts'
import { microphoneFault, speakerFault } from './faults.ts'

const exception = (name: string) => new DOMException('what the browser says', name)

describe('microphoneFault', () => {
  it.each([
    ['NotAllowedError', 'denied'],
    ['SecurityError', 'denied'],
    ['NotReadableError', 'in-use'],
    ['AbortError', 'in-use'],
    ['NotFoundError', 'not-found'],
    ['OverconstrainedError', 'not-found'],
    ['NotSupportedError', 'unsupported'],
    ['InvalidStateError', 'failed'],
  ])('takes %s for %s', (name, reason) => {
    const cause = exception(name)
    expect(microphoneFault(cause)).toMatchObject({ _tag: 'MicrophoneUnavailableError', reason, cause })
  })

  it('keeps the errors of this package', () => {
    for (const error of [
      new MicrophoneUnavailableError('aborted'),
      new WorkletNotLoadedError('/recorder.js'),
    ])
      expect(microphoneFault(error)).toBe(error)
  })

  it('says what to do', () => {
    expect(microphoneFault(exception('NotAllowedError')).message).toMatch(
      /^no microphone: .*settings of the browser$/,
    )
    expect(microphoneFault('anything').message).toMatch(/`cause`/)
  })
})

describe('speakerFault', () => {
  it.each([
    ['NotAllowedError', 'denied'],
    ['NotFoundError', 'not-found'],
    ['NotSupportedError', 'unsupported'],
    ['InvalidStateError', 'failed'],
  ])('takes %s for %s', (name, reason) => {
    expect(speakerFault(exception(name))).toMatchObject({ _tag: 'SpeakerUnavailableError', reason })
  })
})
