import { playAgain } from './play-again.ts'

describe('a turn that is cut short when half of its sound has come', () => {
  it('is not taken for heard as far as its sound had come', async () => {
    const [lines] = await playAgain('cut-short.ndjson')
    // 1.0 s of a turn of 6.9 s was heard; 3 s of it had come.
    expect(lines.find((line) => line.who === 'agent' && line.interrupted)).toMatchObject({
      heardText: 'There are more than',
    })
  })
})
