import { MicrophoneUnavailableError, WorkletNotLoadedError } from '../errors.ts'
import { createCleanup, toMicrophoneError, toSpeakerError } from './opening.ts'

describe('createCleanup', () => {
  it('runs its steps in reverse order, once', () => {
    const undone: number[] = []
    const cleanup = createCleanup()
    for (const step of [1, 2, 3]) cleanup.add(() => undone.push(step))
    cleanup.run()
    cleanup.run()
    expect(undone).toEqual([3, 2, 1])
  })

  it('runs a step at once that is added after it ran', () => {
    const undone: number[] = []
    const cleanup = createCleanup()
    cleanup.run()
    cleanup.add(() => undone.push(1))
    expect(undone).toEqual([1])
  })
})

const exception = (name: string) => new DOMException('message of the browser', name)

describe('toMicrophoneError', () => {
  it.each([
    ['NotAllowedError', 'denied'],
    ['SecurityError', 'denied'],
    ['NotReadableError', 'in-use'],
    ['AbortError', 'in-use'],
    ['NotFoundError', 'not-found'],
    ['OverconstrainedError', 'not-found'],
    ['NotSupportedError', 'unsupported'],
    ['InvalidStateError', 'failed'],
  ])('converts %s to %s', (name, reason) => {
    const cause = exception(name)
    expect(toMicrophoneError(cause)).toMatchObject({ _tag: 'MicrophoneUnavailableError', reason, cause })
  })

  it('keeps errors of this package', () => {
    for (const error of [new MicrophoneUnavailableError('aborted'), new WorkletNotLoadedError('/voice.js')])
      expect(toMicrophoneError(error)).toBe(error)
  })

  it('advises in its message', () => {
    expect(toMicrophoneError(exception('NotAllowedError')).message).toMatch(
      /^microphone unavailable \(denied\): .*browser settings$/,
    )
    expect(toMicrophoneError('anything').message).toMatch(/`cause`/)
  })
})

describe('toSpeakerError', () => {
  it.each([
    ['NotAllowedError', 'denied'],
    ['NotFoundError', 'not-found'],
    ['NotSupportedError', 'unsupported'],
    ['InvalidStateError', 'failed'],
  ])('converts %s to %s', (name, reason) => {
    expect(toSpeakerError(exception(name))).toMatchObject({ _tag: 'SpeakerUnavailableError', reason })
  })
})
