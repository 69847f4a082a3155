import { isLeft } from 'fp-ts/Either'
import { readFaults } from './faults.ts'

const errorOf = (data: unknown): string | undefined => {
  const read = readFaults(data, 'faults')
  return isLeft(read) ? read.left.message : undefined
}

describe('readFaults', () => {
  it('takes none and all', () => {
    expect(errorOf({})).toBeUndefined()
    expect(
      errorOf({
        lateAudio: 2,
        snakeCaseTools: true,
        missingFlags: true,
        emulatedStart: true,
        unknownType: true,
        malformedJson: true,
        latencyMs: 80,
        stall: { afterMs: 1_000, forMs: 500 },
        halfOpenAfterMs: 9_000,
        close: { afterMs: 5_000, code: 1011 },
        refuse: 503,
      }),
    ).toBeUndefined()
  })

  it.each([
    [{ lateAudio: 'two' }, 'faults: lateAudio: expected a whole number from 0 on, got "two"'],
    [{ latencyMs: -5 }, 'faults: latencyMs: expected a number from 0 on, got -5'],
    [{ stall: { afterMs: 5 } }, 'faults: stall.forMs: expected a number from 0 on, got nothing'],
    [
      { close: { afterMs: 0, code: 99 } },
      'faults: close.code: expected a close code from 1000 to 4999, or 1006 to cut the line, got 99',
    ],
    [{ refuse: 200 }, 'faults: refuse: expected an HTTP status from 400 to 599, got 200'],
    [{ snakeCaseTools: 1 }, 'faults: snakeCaseTools: expected true or false, got 1'],
  ])('says what is wrong in %j', (data, message) => {
    expect(errorOf(data)).toBe(message)
  })

  it('knows no others', () => {
    expect(errorOf({ lateAudo: 2 })).toMatch(
      /^faults: lateAudo: there is no such field; there are lateAudio, /,
    )
  })
})
