import { playAgain } from './play-again.ts'

describe('a turn that is interrupted when half of its audio has arrived', () => {
  it('counts as heard what was played, not what had arrived', async () => {
    const [lines] = await playAgain('cut-short.ndjson')
    // 1.0 s of a turn of 6.9 s was heard; 3 s of it had come.
    expect(lines.find((line) => line.who === 'agent' && line.interrupted)).toMatchObject({
      heardText: 'There are more',
    })
  })
})
