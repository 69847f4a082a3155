import { createClock } from '@sinonjs/fake-timers'
import { createResampler, fromPcm16, readWav, rmsDbfs, writeWav } from '@vatel/audio'
import { createClient, openCall, type Clock } from '@vatel/core'
import { simulatePlatform, type Faults } from '@vatel/simulator'
import { loadScenario, type LoadedScenario } from '@vatel/simulator/node'
import { readFile } from 'node:fs/promises'
import { checkCourse, expectedCourse } from './check-course.ts'
import { readVoice } from './devices/read-voice.ts'
import { virtualDevices } from './devices/virtual.ts'
import { getWeather } from './get-weather.ts'
import type { Report } from './report.ts'
import { runCall, type CallResult } from './run-call.ts'
import { largestStep, recordingOf, samplesPerMs, stretches } from './testing/measure.ts'
import type { CallModel } from './view/model.ts'

const userFile = new URL('../../../packages/simulator/speech/city-guide/user.wav', import.meta.url)
const silence = new Float32Array(0)

interface SimulatedCall {
  readonly result: CallResult
  readonly user: Int16Array
  readonly scenario: LoadedScenario
  readonly left: Float32Array
  readonly right: Float32Array
  readonly log: readonly LogLine[]
  readonly shown: readonly CallModel[]
  readonly reports: readonly Report[]
  readonly timersLeft: number
}

interface LogLine {
  readonly atMs: number
  readonly dir?: 'in' | 'out'
  readonly message?: { readonly type: string }
  readonly state?: string
  readonly end?: { readonly type: string }
  readonly invalid?: object
}

interface CallSetup {
  readonly faults?: Faults
  /** Ends the call after this time. */
  readonly hangUpAtMs?: number
  /** Length of the user's recording. */
  readonly userEndsAtMs?: number
  /** A recording of the user in place of the default. */
  readonly input?: Uint8Array
}

/** Holds the whole call in fakeClock time: microphone, speaker, statechart, socket and platform keep one clock. */
const renderCall = async ({
  faults,
  hangUpAtMs,
  userEndsAtMs = 60_000,
  input,
}: CallSetup = {}): Promise<SimulatedCall> => {
  const fakeClock = createClock()
  const clock: Clock = fakeClock
  const scenario = await loadScenario()
  const { agentId, apiKey, url, fetch, WebSocket } = simulatePlatform({
    scenario,
    clock,
    ...(faults !== undefined && { faults }),
  })
  const client = createClient({ apiKey, baseUrl: url, fetch, clock })
  const user = readVoice(input ?? (await readFile(userFile)), 'user.wav').slice(
    0,
    userEndsAtMs * samplesPerMs,
  )
  const pieces: Uint8Array[] = []
  const lines: string[] = []
  const shown: CallModel[] = []
  const reports: Report[] = []
  const hangUp = new AbortController()
  if (hangUpAtMs !== undefined) clock.setTimeout(() => hangUp.abort(), hangUpAtMs)
  const call = runCall({
    connect: async ({ signal }) => {
      const { token } = await client.session.generateToken({ agent_id: agentId }, { signal })
      return openCall({ token, baseUrl: url, WebSocket, clock })
    },
    openDevices: virtualDevices(user, clock),
    tools: { get_weather: getWeather(clock) },
    view: {
      note: () => undefined,
      show: (model) => shown.push(model),
      finish: (report) => {
        if (report !== undefined) reports.push(report)
      },
    },
    files: {
      wav: { append: (bytes) => pieces.push(bytes), replaceStart: (bytes) => pieces.splice(0, 1, bytes) },
      log: (line) => lines.push(line),
    },
    clock,
    hangUp: hangUp.signal,
  })
  await fakeClock.tickAsync(45_000)
  const result = await call
  const [left, right] = pieces.length === 0 ? [silence, silence] : readWav(Buffer.concat(pieces)).channels
  if (left === undefined || right === undefined) throw new Error('call.wav has not two channels')
  const log = lines.map((line) => JSON.parse(line) as LogLine)
  return { result, user, scenario, left, right, log, shown, reports, timersLeft: fakeClock.countTimers() }
}

/** Start of a stretch in its source, by the best match of 20 ms of it. */
const placeIn = (source: Float32Array, stretch: Float32Array): number => {
  const window = stretch.subarray(2_400, 2_400 + 20 * samplesPerMs)
  const errors = Array.from({ length: 2_400 }, (_, at) =>
    window.reduce((sum, sample, i) => sum + (sample - (source[at + 2_400 + i] ?? 0)) ** 2, 0),
  )
  return errors.indexOf(Math.min(...errors))
}

describe('runCall', () => {
  let call: SimulatedCall
  beforeAll(async () => {
    call = await renderCall()
  })

  const atOf = (type: string): number => call.log.find(({ message }) => message?.type === type)?.atMs ?? NaN
  const heard = () => stretches(call.right).map(([from, to]) => call.right.subarray(from, to))

  it('follows its scenario', () => {
    expect(checkCourse(expectedCourse(call.scenario.scenario), call.result)).toEqual([])
    expect(call.result).toMatchObject({ hasBegun: true, failures: [] })
  })

  it('leaves no timer', () => {
    expect(call.timersLeft).toBe(0)
  })

  it('shows every phase of the statechart, and the report once', () => {
    const phases = call.shown.map(({ phase }) => phase).filter((phase, i, all) => phase !== all[i - 1])
    expect(phases.join(' ')).toBe(
      'connecting listening agentSpeaking listening toolPending listening agentSpeaking listening ' +
        'agentSpeaking interrupted listening agentSpeaking listening ended',
    )
    expect(call.reports).toHaveLength(1)
  })

  it('shows levels and the buffered audio', () => {
    const most = (field: 'userDbfs' | 'agentDbfs' | 'bufferedMs' | 'sentMs' | 'droppedMs') =>
      Math.max(...call.shown.map((model) => model[field]))
    expect(most('userDbfs')).toBeGreaterThan(-30)
    expect(most('agentDbfs')).toBeGreaterThan(-30)
    expect(most('bufferedMs')).toBeGreaterThan(1_000)
    expect(most('sentMs')).toBeGreaterThan(20_000)
    expect(most('droppedMs')).toBe(0)
  })

  it('records the user on the left, sample by sample', () => {
    const length = Math.min(call.left.length, call.user.length)
    const said = fromPcm16(call.user.subarray(0, length))
    // A frame was captured before the session began, and the recording starts there.
    const from = call.left.findIndex((sample) => sample !== 0) - said.findIndex((sample) => sample !== 0)
    expect(Math.abs(from)).toBeLessThanOrEqual(20 * samplesPerMs)
    const wrong = said.filter((sample, i) => from + i < call.left.length && sample !== call.left[from + i])
    expect(wrong).toHaveLength(0)
  })

  it('records each turn of the agent at the level of its source, without gaps or steps', () => {
    const lines = ['greeting', 'sunny', 'museums', 'goodbye']
    expect(heard()).toHaveLength(lines.length)
    heard().forEach((stretch, i) => {
      const source = recordingOf(call.scenario, lines[i] ?? '')
      const at = placeIn(source, stretch)
      const same = source.subarray(at, at + stretch.length)
      // 5 ms at either end may fade; every sample between is that of the source.
      const fade = 5 * samplesPerMs
      const body = stretch.subarray(fade, stretch.length - fade)
      expect(body.filter((sample, k) => sample !== same[fade + k])).toHaveLength(0)
      expect(Math.abs(rmsDbfs(stretch) - rmsDbfs(same))).toBeLessThan(0.1)
      expect(largestStep(stretch)).toBeLessThanOrEqual(largestStep(source))
      // All of it, except the interrupted turn.
      if (lines[i] !== 'museums') expect(Math.abs(source.length - at - stretch.length)).toBeLessThan(2_400)
    })
  })

  it('is silent within 20 ms of the interruption, until the next answer', () => {
    const cutAt = Math.round(atOf('interruption') * samplesPerMs)
    expect(rmsDbfs(call.right.subarray(cutAt - 100 * samplesPerMs, cutAt))).toBeGreaterThan(-40)
    const answerAt = stretches(call.right).at(-1)?.[0] ?? NaN
    const between = call.right.subarray(cutAt + 20 * samplesPerMs, answerAt)
    expect(between.length).toBeGreaterThan(1_000 * samplesPerMs)
    expect(between.filter((sample) => Math.abs(sample) >= 2 / 32_768)).toHaveLength(0)
    expect(call.result.reactions).toHaveLength(1)
  })

  it('plays no late audio after the interruption', () => {
    const types = call.log.map(({ message }) => message?.type)
    const late = types.slice(types.indexOf('interruption')).indexOf('response_audio')
    const stopped = types.slice(types.indexOf('interruption')).indexOf('speech_stopped')
    expect(late).toBeGreaterThan(0)
    expect(late).toBeLessThan(stopped)
    expect(call.result.staleTurns.size).toBe(0)
  })

  it('logs every message both ways with its time, from the session on', () => {
    const [, ...entries] = call.log
    const times = entries.map(({ atMs }) => atMs)
    expect(times).toEqual([...times].sort((a, b) => a - b))
    expect(entries.find(({ dir }) => dir === 'in')?.message?.type).toBe('session_started')
    expect(entries.filter(({ message }) => message?.type === 'tool_call_output')).toHaveLength(1)
    expect(entries.filter(({ message }) => message?.type === 'input_audio').length).toBeGreaterThan(1_200)
    expect(entries.at(-1)?.end).toEqual({ type: 'session-ended' })
  })
})

describe('runCall with failures', () => {
  it('keeps files and report when the user hangs up', async () => {
    const call = await renderCall({ hangUpAtMs: 2_000 })
    expect(call.result.end).toEqual({ type: 'hung-up' })
    expect(call.right.length / samplesPerMs).toBeGreaterThan(1_900)
    expect(call.log.at(-1)?.end).toEqual({ type: 'hung-up' })
    expect(call.reports).toHaveLength(1)
    expect(call.timersLeft).toBe(0)
    expect(checkCourse(expectedCourse(call.scenario.scenario), call.result)).toContain(
      'the call ended with "hung-up", expected the platform to end it',
    )
  })

  it('reports a refused token, and writes no file', async () => {
    const { result, log, right, reports, timersLeft } = await renderCall({ faults: { refuse: 401 } })
    expect(result).toMatchObject({ hasBegun: false, end: { type: 'refused', status: 401 } })
    expect([...log, ...right, ...reports]).toEqual([])
    expect(timersLeft).toBe(0)
  })

  it('reports a lost connection', async () => {
    const { result, timersLeft } = await renderCall({ faults: { close: { afterMs: 3_000, code: 1006 } } })
    expect(result).toMatchObject({ hasBegun: true, end: { type: 'lost', code: 1006 } })
    expect(timersLeft).toBe(0)
  })

  it('follows its scenario in spite of unknown and invalid messages', async () => {
    const { result, scenario, log } = await renderCall({
      faults: { unknownType: true, malformedJson: true, lateAudio: 5 },
    })
    expect(checkCourse(expectedCourse(scenario.scenario), result)).toEqual([])
    expect(result.failures).toEqual([])
    expect(log.filter((line) => line.invalid !== undefined).length).toBeGreaterThan(1)
  })

  it.each<Faults>([
    { snakeCaseTools: true, missingFlags: true },
    { emulatedStart: true, latencyMs: 150 },
    { stall: { afterMs: 1_500, forMs: 400 } },
  ])('follows its scenario on a platform with %j', async (faults) => {
    const { result, scenario, timersLeft } = await renderCall({ faults })
    expect(checkCourse(expectedCourse(scenario.scenario), result)).toEqual([])
    expect(timersLeft).toBe(0)
  })

  it('follows its scenario with a recording of another rate, in stereo and floats', async () => {
    const samples = fromPcm16(readVoice(await readFile(userFile), 'user.wav'))
    const loud = createResampler({ from: 24_000, to: 44_100 }).process(samples)
    const channels = [loud, loud.map((sample) => sample / 2)]
    const input = writeWav({ sampleRate: 44_100, encoding: 'float32', channels })
    const { result, scenario } = await renderCall({ input })
    expect(checkCourse(expectedCourse(scenario.scenario), result)).toEqual([])
  })

  it('reports a missing interruption when the user never speaks over the agent', async () => {
    const { result, scenario } = await renderCall({ userEndsAtMs: 12_000 })
    expect(result.end).toEqual({ type: 'hung-up' })
    expect(checkCourse(expectedCourse(scenario.scenario), result)).toContain(
      'the user interrupted the agent 0 times, expected 1',
    )
  })
})
