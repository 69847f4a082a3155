import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { toPcm16, writeWav } from '@vatel/audio'
import { createClient, systemClock, type Clock } from '@vatel/core'
import { startSimulator, type LogEntry } from '@vatel/simulator/node'

/** A platform whose agent speaks without a pause, 50 frames per second, and ignores the user. */
export interface SteadyPlatform {
  readonly baseUrl: string
  readonly token: string
  /** Payloads of the received audio messages: base64 of PCM16 at 24 kHz. */
  readonly received: readonly string[]
  close(): Promise<void>
}

/** A clock with an error in parts per million; positive is fast. */
const clockOff = (ppm: number): Clock => {
  const pace = 1 + ppm * 1e-6
  return {
    performance: { now: () => performance.now() * pace },
    setTimeout: (run, ms) => systemClock.setTimeout(run, ms / pace),
    clearTimeout: (timer) => systemClock.clearTimeout(timer),
  }
}

const scenarioOf = (speech: string) => ({
  name: 'steady',
  agent: {
    id: '00000000-0000-4000-8000-000000000050',
    name: 'Steady',
    // Longer than any voice, so that there is no utterance and no interruption.
    vad_settings: { start_secs: 10_000, stop_secs: 1 },
  },
  pace: { chunkMs: 20, chunksPerBurst: 1, burstEveryMs: 20 },
  thinkMs: 100,
  lines: { speech: { text: 'Once upon a time.', speech } },
  opening: 'speech',
  turns: [],
  otherwise: { user: 'What was that?', say: 'speech' },
})

/** Starts the platform with files in a folder of the test. */
export const startSteadyPlatform = async (
  folder: string,
  speech: Float32Array,
  ppm: number,
): Promise<SteadyPlatform> => {
  const wav = join(folder, 'agent.wav')
  const scenario = join(folder, 'steady.json')
  writeFileSync(wav, writeWav({ sampleRate: 24_000, channels: [toPcm16(speech)] }))
  writeFileSync(scenario, JSON.stringify(scenarioOf(wav)))
  const received: string[] = []
  const log = (entry: LogEntry): void => {
    if (entry.type !== 'message' || entry.direction === 'out') return
    const { audio } = (JSON.parse(entry.text) as { readonly data: { readonly audio?: string } }).data
    if (audio !== undefined) received.push(audio)
  }
  const simulator = await startSimulator({ scenario, clock: clockOff(ppm), log })
  const client = createClient({ apiKey: simulator.apiKey, baseUrl: simulator.url })
  const { token } = await client.session.generateToken({ agent_id: simulator.agentId })
  return { baseUrl: simulator.url, token, received, close: () => simulator.close() }
}
