import { everyFrame, writeWav } from '@vatel/audio'
import { type Clock, createClient, sampleRate } from '@vatel/core'
import type { ConnectCallOptions } from '@vatel/rx'
import { readScenario, simulatePlatform } from '@vatel/simulator'
import { Observable } from 'rxjs'
import type { Voice } from './call-view.ts'

/** So many milliseconds of something that counts as a voice. */
const voice = (ms: number): Int16Array =>
  Int16Array.from({ length: (ms * sampleRate) / 1_000 }, (_, at) => ((at % 160) / 160 - 0.5) * 16_000)

const scenario = {
  name: 'clock',
  agent: {
    id: '00000000-0000-4000-8000-00000000000c',
    name: 'Ada',
    vad_settings: { start_secs: 0.1, stop_secs: 0.3 },
  },
  pace: { chunkMs: 200, chunksPerBurst: 3, burstEveryMs: 200 },
  thinkMs: 200,
  lines: {
    hello: { text: 'Hello, this is Ada.', speech: 'hello.wav' },
    noon: { text: 'It is noon. Goodbye!', speech: 'noon.wav' },
  },
  opening: 'hello',
  turns: [{ user: 'What time is it?', say: 'noon', end: true }],
  otherwise: { user: '…', say: 'hello' },
}

/** A line to the simulator in this page, and somebody who asks for the time after a second. */
export interface SimulatedLine {
  readonly line: ConnectCallOptions
  readonly voice$: Voice
}

/** Runs the platform in this page, in the time of the clock: no network, no key. */
export const simulatedLine = async (clock: Clock): Promise<SimulatedLine> => {
  const recording = writeWav({ sampleRate, channels: [voice(700)] })
  const script = await readScenario(scenario, 'clock', () => Promise.resolve(recording))
  const { apiKey, url: baseUrl, fetch, WebSocket, agentId } = simulatePlatform({ scenario: script, clock })
  const client = createClient({ apiKey, baseUrl, fetch, clock, exposeApiKeyInBrowser: true })
  const token = async () => (await client.session.generateToken({ agent_id: agentId })).token
  const sounding = voice(20)
  const silent = new Int16Array(sounding.length)
  const voice$: Voice = new Observable((subscriber) =>
    everyFrame(clock, 20, (frame) => subscriber.next({ pcm: frame >= 50 && frame < 90 ? sounding : silent })),
  )
  return { line: { token, baseUrl, WebSocket, clock }, voice$ }
}
