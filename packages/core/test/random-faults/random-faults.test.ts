import { runFaults } from './fault-run.ts'

// A busy machine is slow to carry what happens at once.
jest.setTimeout(300_000)

describe('a call under random faults', () => {
  it('keeps its promises in 300 runs, and meets every kind of end', async () => {
    const ends = new Set<string>()
    for (let seed = 1; seed <= 300; seed += 1) {
      const { violations, end } = await runFaults(seed)
      // The seed plays the run again.
      expect({ seed, violations }).toEqual({ seed, violations: [] })
      ends.add(end)
    }
    expect([...ends].sort()).toEqual(['failed', 'hung-up', 'lost', 'refused', 'session-ended', 'timed-out'])
  })
})
