import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { createClock } from '@sinonjs/fake-timers'
import { everyFrame, mixToMono, readWav, toPcm16 } from '@vatel/audio'
import { type Clock, createClient, serverData, tool } from '@vatel/core'
import { toolResults, connectCall, fleet, sendAudio, transcript } from '@vatel/rx'
import { simulatePlatform } from '@vatel/simulator'
import { loadScenario } from '@vatel/simulator/node'
import { lastValueFrom, map, merge, Observable, range, share } from 'rxjs'

const inRoot = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url))

/** Number of calls, their total duration, and the time that they took. */
export interface SimulatedCalls {
  readonly calls: number
  readonly talkedMs: number
  readonly tookMs: number
  /** The calls that ended as they should. */
  readonly done: number
}

/**
 * Measures a duration from now on: by the clock on an idle machine, by processor time on a busy one, whose clock
 * would charge us for what else it runs.
 */
const stopwatch = (): (() => number) => {
  const [startMs, startedAt] = [performance.now(), process.cpuUsage()]
  return () => {
    const { user, system } = process.cpuUsage(startedAt)
    return Math.min(performance.now() - startMs, (user + system) / 1_000)
  }
}

const settle = () => new Promise((resolve) => setImmediate(resolve))

/**
 * Holds so many calls with the city guide at once in drawn time, the user's recorded voice in all of them, sent in
 * pieces of so many milliseconds.
 */
export const holdSimulatedCalls = async (calls: number, pieceMs: number): Promise<SimulatedCalls> => {
  const clock = createClock()
  const time: Clock = clock
  const script = await loadScenario(inRoot('packages/simulator/scenarios/city-guide.json'))
  const platform = simulatePlatform({ scenario: script, clock })
  const { apiKey, url: baseUrl, fetch, WebSocket, agentId } = platform
  const client = createClient({ apiKey, baseUrl, fetch, clock })
  const token = async () => (await client.session.generateToken({ agent_id: agentId })).token
  const voice = toPcm16(
    mixToMono(readWav(await readFile(inRoot('packages/simulator/speech/city-guide/user.wav'))).channels),
  )
  const samples = pieceMs * 24
  const voice$ = new Observable<{ readonly pcm: Int16Array }>((subscriber) =>
    everyFrame(clock, pieceMs, (at) => {
      const pcm = new Int16Array(samples)
      pcm.set(voice.subarray(at * samples, (at + 1) * samples))
      subscriber.next({ pcm })
    }),
  ).pipe(share())
  const tools = { get_weather: tool({ args: serverData.session_ended, run: () => 'sunny, 21 degrees' }) }
  const call$ = connectCall({ token, baseUrl, WebSocket, clock })
  const states$ = fleet(range(0, calls).pipe(map(() => call$)), {
    clock,
    run: (call) => merge(transcript()(call), sendAudio(voice$)(call), toolResults(tools, { clock })(call)),
  })
  const tookMs = stopwatch()
  let done: number | undefined
  void lastValueFrom(states$).then((members) => {
    done = members.filter(({ state }) => state === 'done').length
  })
  while (done === undefined && time.performance.now() < 90_000) {
    await settle()
    clock.tick(pieceMs)
  }
  return {
    calls,
    talkedMs: calls * time.performance.now(),
    tookMs: tookMs(),
    done: done ?? 0,
  }
}
