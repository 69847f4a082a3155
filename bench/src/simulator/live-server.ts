import { join } from 'node:path'
import { loadScenario, startSimulator, type LoadedScenario } from '@vatel/simulator/node'
import { measureLateness, type LatenessReport } from './lateness.ts'
import { frameMs } from './microphone.ts'

/** First message of the server process. */
export interface Started {
  readonly url: string
  readonly apiKey: string
  readonly agentId: string
}

/** Last message of the server process. */
export interface Served {
  readonly heard: LatenessReport
  readonly said: LatenessReport
  /** Processor time, in milliseconds. */
  readonly busyMs: number
}

/** One long first message that nobody interrupts, a frame of 20 ms at a time, for so many milliseconds. */
const monologue = ({ scenario, lines }: LoadedScenario, durationMs: number): LoadedScenario => {
  const samples = (lines.get(scenario.opening)?.chunks ?? []).flatMap((chunk) => {
    const size = frameMs * 24
    return Array.from({ length: Math.floor(chunk.samples.length / size) }, (_, index) =>
      chunk.samples.slice(index * size, (index + 1) * size),
    )
  })
  const encoded = samples.map((piece) => ({
    audio: Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength).toString('base64'),
    samples: piece,
    durationMs: frameMs,
  }))
  const chunks = Array.from({ length: durationMs / frameMs }, (_, index) => encoded[index % encoded.length])
  return {
    scenario: {
      ...scenario,
      agent: { ...scenario.agent, first_message_interruption_time: 0 },
      pace: { chunkMs: frameMs, chunksPerBurst: 1, burstEveryMs: frameMs },
    },
    lines: new Map([
      ...lines,
      [
        scenario.opening,
        {
          text: scenario.lines[scenario.opening]?.text ?? '',
          chunks: chunks.filter((chunk) => chunk !== undefined),
        },
      ],
    ]),
  }
}

/** Serves calls until the parent process says that it has enough. */
export const serve = async (packageDir: string, durationMs: number): Promise<void> => {
  const script = monologue(await loadScenario(join(packageDir, 'scenarios/bistro.json')), durationMs)
  const [heard, said] = [measureLateness(frameMs), measureLateness(frameMs)]
  const simulator = await startSimulator({
    scenario: script,
    log: (entry) => {
      if (entry.type !== 'message') return
      if (entry.direction === 'in') heard.note(entry.callId, entry.atMs)
      else if (entry.text.startsWith('{"type":"response_audio"')) said.note(entry.callId, entry.atMs)
    },
  })
  const cpu = process.cpuUsage()
  const { url, apiKey, agentId } = simulator
  process.send?.({ url, apiKey, agentId } satisfies Started)
  await new Promise((resolve) => process.once('message', resolve))
  const { user, system } = process.cpuUsage(cpu)
  process.send?.({
    heard: heard.report(),
    said: said.report(),
    busyMs: (user + system) / 1_000,
  } satisfies Served)
  await simulator.close()
  process.disconnect()
}
