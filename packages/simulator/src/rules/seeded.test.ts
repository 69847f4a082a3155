import fc from 'fast-check'
import { Uuid } from './codecs.ts'
import { seededHex, seededUuid } from './seeded.ts'

describe('seeded ids', () => {
  it('are UUIDs of version 8', () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(), (name, number) => {
        const id = seededUuid(name, number)
        expect(Uuid.is(id)).toBe(true)
        expect(id[14]).toBe('8')
        expect('89ab').toContain(id[19])
      }),
    )
  })

  it('are the same for the same names, and others for others', () => {
    expect(seededUuid(1, 'call', 0)).toBe(seededUuid(1, 'call', 0))
    expect(seededUuid(1, 'call', 0)).not.toBe(seededUuid(2, 'call', 0))
    expect(seededHex(16, 'a')).toMatch(/^[0-9a-f]{16}$/)
  })
})
