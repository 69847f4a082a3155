import { dirname, join } from 'node:path'
import { readFileSync } from 'node:fs'
import { readWav } from '@vatel/audio'
import { defaultScenarioFile, scenarioNames } from '../src/load-files.ts'

const manifest = require.resolve('@vatel/simulator/package.json')
const { files } = JSON.parse(readFileSync(manifest, 'utf8')) as { readonly files: readonly string[] }

describe('the recording of the user', () => {
  it('is among the files of the package', () => {
    expect(files).toContain('speech')
    expect(scenarioNames).toContain('city-guide')
    expect(defaultScenarioFile).toContain('city-guide')
  })

  it.each(scenarioNames)('of %s is imported by its name', (name) => {
    const file = require.resolve(`@vatel/simulator/speech/${name}/user.wav`)
    expect(file).toBe(join(dirname(manifest), 'speech', name, 'user.wav'))
    const { sampleRate, channels } = readWav(readFileSync(file))
    expect([sampleRate, channels.length]).toEqual([24_000, 1])
    expect(channels[0]?.length).toBeGreaterThan(24_000 * 5)
  })
})
