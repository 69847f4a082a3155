import fc from 'fast-check'
import { addDue, takeDue, type Due } from './agenda.ts'

const takeAll = (agenda: readonly Due<number>[], nowMs: number): readonly Due<number>[] => {
  const taken = takeDue(agenda, nowMs)
  return taken === undefined ? [] : [taken.due, ...takeAll(taken.rest, nowMs)]
}

describe('agenda', () => {
  it('returns due actions in order of time, and those of the same time in order of addition', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(5)), fc.array(fc.nat(5)), (first, second) => {
        const dues = [...first, ...second].map((atMs, action) => ({ atMs, action }))
        const agenda = addDue(addDue([], dues.slice(0, first.length)), dues.slice(first.length))
        const taken = takeAll(agenda, 3)
        expect(taken.map(({ action }) => action)).toEqual(
          dues
            .filter(({ atMs }) => atMs <= 3)
            .sort((one, other) => one.atMs - other.atMs || one.action - other.action)
            .map(({ action }) => action),
        )
      }),
    )
  })
})
