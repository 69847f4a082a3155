import { isLeft, isRight } from 'fp-ts/Either'
import { generateFaults, readFaults } from './faults.ts'

const errorOf = (data: unknown): string | undefined => {
  const read = readFaults(data, 'faults')
  return isLeft(read) ? read.left.message : undefined
}

describe('readFaults', () => {
  it('accepts no faults and all faults', () => {
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
        http: [
          { operation: 'agents.list', status: 429, retryAfterSecs: 2, times: 1 },
          { chance: 0.5, delayMs: 900, cutAfterBytes: 10 },
        ],
      }),
    ).toBeUndefined()
  })

  it.each([
    [{ lateAudio: 'two' }, 'faults: lateAudio: expected a whole number from 0 on, got "two"'],
    [{ latencyMs: -5 }, 'faults: latencyMs: expected a number from 0 on, got -5'],
    [{ stall: { afterMs: 5 } }, 'faults: stall.forMs: expected a number from 0 on, got nothing'],
    [
      { close: { afterMs: 0, code: 99 } },
      'faults: close.code: expected a close code (1000 to 1003, 1007 to 1014 or 3000 to 4999), 1005 to send none, or 1006 to cut the line, got 99',
    ],
    [{ refuse: 200 }, 'faults: refuse: expected an HTTP status from 400 to 599, got 200'],
    [
      { http: [{ operation: 'agents.lst', status: 500 }] },
      /^faults: http\[0\]\.operation: expected the name of an operation \(organization\.get, .*\), got "agents\.lst"$/,
    ],
    [
      { http: [{ status: 500 }, { status: 200 }] },
      'faults: http[1].status: expected an HTTP status from 400 to 599, got 200',
    ],
    [
      { http: [{ chance: 2, status: 500 }] },
      'faults: http[0].chance: expected a number above 0, up to 1, got 2',
    ],
    [
      { http: [{ redirect: '/v2' }] },
      'faults: http[0].redirect: expected an absolute http or https URL, got "/v2"',
    ],
    [
      { http: [{ times: 1 }] },
      'faults: http[0]: expected at least one of delayMs, status, redirect, stallAfterBytes, cutAfterBytes',
    ],
    [
      { http: [{ status: 500, redirect: 'https://a.test' }] },
      'faults: http[0]: expected either status or redirect',
    ],
    [
      { http: [{ stallAfterBytes: 1, cutAfterBytes: 1 }] },
      'faults: http[0]: expected either stallAfterBytes or cutAfterBytes',
    ],
    [
      { http: [{ delayMs: 1, retryAfterSecs: 1 }] },
      'faults: http[0]: expected a status beside retryAfterSecs, such as 429',
    ],
    [{ http: [{ stats: 500 }] }, /^faults: http\[0\]\.stats: unknown field; expected one of operation, /],
    [{ snakeCaseTools: 1 }, 'faults: snakeCaseTools: expected true or false, got 1'],
  ])('names the error in %j', (data, message) => {
    if (typeof message === 'string') expect(errorOf(data)).toBe(message)
    else expect(errorOf(data)).toMatch(message)
  })

  it('rejects unknown faults', () => {
    expect(errorOf({ lateAudo: 2 })).toMatch(/^faults: lateAudo: unknown field; expected one of lateAudio, /)
  })
})

const seeds = Array.from({ length: 400 }, (_, seed) => seed)

describe('generateFaults', () => {
  it('generates valid faults, and the same for the same seed', () => {
    for (const seed of seeds) {
      const faults = generateFaults(seed)
      expect(isRight(readFaults(faults, 'drawn'))).toBe(true)
      expect(generateFaults(seed)).toEqual(faults)
    }
  })

  it('generates every fault of a call for some seed, about five at once', () => {
    const drawn = seeds.map((seed) => Object.keys(generateFaults(seed)))
    expect(new Set(drawn.flat()).size).toBe(25)
    const mean = drawn.flat().length / seeds.length
    expect(mean).toBeGreaterThan(4)
    expect(mean).toBeLessThan(6)
  })
})
