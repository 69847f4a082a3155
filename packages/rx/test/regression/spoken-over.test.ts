import { playAgain } from './play-again.ts'

describe('a greeting that goes on while the user speaks over it', () => {
  it('is not taken for the answer to what the user said', async () => {
    const [, { turns }] = await playAgain('spoken-over.ndjson')
    expect(turns).toEqual([expect.objectContaining({ firstByteMs: 5_680 })])
  })
})
