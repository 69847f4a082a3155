import * as fc from 'fast-check'
import { differenceOf, histories } from './utterance-model.ts'

describe('the utterances of any history', () => {
  // `npm run soak -- utterances` tries 100,000.
  it('have one line each, before their answer, whatever interims, finals and noises come', () => {
    fc.assert(
      fc.property(histories, (history) => {
        expect(differenceOf(history)).toBeUndefined()
      }),
      { numRuns: 10_000 },
    )
  })
})
