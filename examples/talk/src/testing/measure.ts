import { fromPcm16 } from '@vatel/audio'
import { sampleRate } from '@vatel/core'
import type { LoadedScenario } from '@vatel/simulator/node'

/** Samples of a call in one millisecond. */
export const samplesPerMs = sampleRate / 1_000

/** Audible stretches, separated by half a second of silence or more, as [from, to). */
export const stretches = (samples: Float32Array): readonly (readonly [number, number])[] => {
  const found: [number, number][] = []
  samples.forEach((sample, i) => {
    if (Math.abs(sample) < 2 / 32_768) return
    const last = found.at(-1)
    if (last === undefined || i - last[1] > 500 * samplesPerMs) found.push([i, i + 1])
    else last[1] = i + 1
  })
  return found
}

/** Samples of one of the agent's lines. */
export const recordingOf = (script: LoadedScenario, line: string): Float32Array =>
  fromPcm16(Int16Array.from(script.lines.get(line)?.chunks.flatMap(({ samples }) => [...samples]) ?? []))

/** The largest difference between two neighbours. */
export const largestStep = (samples: Float32Array): number =>
  samples.reduce((largest, sample, i) => Math.max(largest, Math.abs(sample - (samples[i - 1] ?? 0))), 0)
