import { playAgain } from './play-again.ts'

describe('latency of a greeting that the user speaks over', () => {
  it('does not count the greeting as the answer', async () => {
    const [, { turns }] = await playAgain('spoken-over.ndjson')
    expect(turns).toEqual([expect.objectContaining({ firstByteMs: 5_680 })])
  })
})
