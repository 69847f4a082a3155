// Try the app on a slow line, the same way each time.
// See packages/simulator/SKILL.md
import { generateFaults, simulatePlatform } from '@vatel/simulator'

export const slow = simulatePlatform({ faults: { latencyMs: 400 } })
export const random = simulatePlatform({ faults: generateFaults(7) })
