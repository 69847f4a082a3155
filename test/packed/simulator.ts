import { readScenario, simulatePlatform } from '@vatel/simulator'

/** A tenth of a second of silence, 24 000 Hz, 16 bits, mono. */
const silence = () => {
  const file = new DataView(new ArrayBuffer(44 + 4_800))
  const write = (at: number, text: string) =>
    new TextEncoder().encode(text).forEach((byte, index) => file.setUint8(at + index, byte))
  write(0, 'RIFF')
  file.setUint32(4, 36 + 4_800, true)
  write(8, 'WAVEfmt ')
  file.setUint32(16, 16, true)
  file.setUint16(20, 1, true)
  file.setUint16(22, 1, true)
  file.setUint32(24, 24_000, true)
  file.setUint32(28, 48_000, true)
  file.setUint16(32, 2, true)
  file.setUint16(34, 16, true)
  write(36, 'data')
  file.setUint32(40, 4_800, true)
  return new Uint8Array(file.buffer)
}

/** An agent that says nothing. */
export const scenario = {
  name: 'silence',
  agent: {
    id: '0a11ce00-c17e-4a1d-9a1e-000000000009',
    name: 'Nobody',
    vad_settings: { start_secs: 0.2, stop_secs: 0.7 },
  },
  pace: { chunkMs: 20, chunksPerBurst: 1, burstEveryMs: 20 },
  thinkMs: 0,
  lines: { nothing: { text: 'Nothing.', speech: 'nothing.wav' } },
  opening: 'nothing',
  turns: [],
  otherwise: { user: 'Anything.', say: 'nothing' },
}

/** The platform that plays it. */
export const simulate = async () =>
  simulatePlatform({
    scenario: await readScenario(scenario, 'silence.json', () => Promise.resolve(silence())),
  })

/** Mints a token on a platform in memory; says `ok` where it is given one. */
export const use = async (): Promise<string> => {
  const platform = await simulate()
  const response = await platform.fetch(`${platform.url}/v1/session-token`, {
    method: 'POST',
    headers: { authorization: `Bearer ${platform.apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({ agent_id: platform.agentId }),
  })
  const answer: unknown = await response.json()
  return response.ok && typeof answer === 'object' && answer !== null && 'token' in answer
    ? 'ok'
    : `${response.status} ${JSON.stringify(answer)}`
}
