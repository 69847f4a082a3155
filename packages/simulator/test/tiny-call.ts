import type { Due } from '../src/rules/agenda.ts'
import type { CallInput, CallModel, CallOutput, CallSettings } from '../src/rules/call/call-model.ts'
import { prepareCall, stepCall } from '../src/rules/call/session.ts'
import type { Faults } from '../src/rules/faults/faults.ts'
import { buildScenario, type LoadedScenario } from '../src/rules/scenario/loaded-scenario.ts'
import type { Scenario } from '../src/rules/scenario/scenario.ts'

const agentId = '00000000-0000-4000-8000-000000000001'

/** A voice of `ms` milliseconds: a sawtooth at 150 Hz. */
export const voice = (ms: number): Int16Array =>
  Int16Array.from({ length: ms * 24 }, (_, i) => ((i % 160) / 160 - 0.5) * 16_000)

/** Silence of `ms` milliseconds. */
export const silence = (ms: number): Int16Array => new Int16Array(ms * 24)

const scenario: Scenario = {
  name: 'tiny',
  agent: { id: agentId, name: 'Tiny', vad_settings: { start_secs: 0.1, stop_secs: 0.3 } },
  pace: { chunkMs: 200, chunksPerBurst: 3, burstEveryMs: 200 },
  thinkMs: 320,
  lines: {
    hello: { text: 'Hello.', speech: '' },
    long: { text: 'One two three four five six seven eight nine ten.', speech: '' },
    good: { text: 'Good.', speech: '' },
    sorry: { text: 'Sorry.', speech: '' },
    bye: { text: 'Bye.', speech: '' },
  },
  opening: 'hello',
  turns: [
    { user: 'Talk for a long time please.', say: 'long' },
    {
      user: 'Use the tool.',
      call: {
        tool: 'use',
        arguments: [
          {
            name: 'city',
            type: 'resolved',
            dataType: 'string',
            description: 'Where',
            required: true,
            value: 'Paris',
          },
        ],
        answers: [{ matches: '^ok', say: 'good' }],
        otherwise: 'sorry',
      },
    },
    { user: 'Goodbye.', say: 'bye', end: true },
  ],
  otherwise: { user: 'More.', say: 'sorry' },
}

/** A scenario whose lines last 0.5 s, except `long`, which lasts 6 s. */
export const tinyScenario: LoadedScenario = buildScenario(
  scenario,
  new Map(Object.keys(scenario.lines).map((name) => [name, silence(name === 'long' ? 6_000 : 500)])),
)

/**
 * Microphone of its user: an utterance at 1 s, one over the long line at 3 s, and the last at 6 s. The call ends at
 * about 8 s.
 */
export const tinyMicrophone = (): Int16Array => {
  const pcm = new Int16Array(10_000 * 24)
  for (const atMs of [1_000, 3_000, 6_000]) pcm.set(voice(500), atMs * 24)
  return pcm
}

/** A call under test. */
export interface TinyCall {
  readonly state: CallModel
  readonly out: readonly Due<CallOutput>[]
  /** Types of the outputs, with their times. */
  readonly log: readonly string[]
  /** Applies an input at a time. */
  give(input: CallInput, atMs: number): void
  /** Sends microphone audio from a time on, in frames of 20 ms that arrive when they are full. */
  hear(pcm: Int16Array, fromMs: number): void
  wait(untilMs: number): void
}

/** Begins a call of the tiny scenario, or of another, at 0 ms. */
export const tinyCall = (
  faults: Faults = {},
  settings: CallSettings = {},
  scenario: LoadedScenario = tinyScenario,
): TinyCall => {
  let state = prepareCall({ id: '00000000-0000-4000-8000-0000000000ca', scenario, faults, settings })
  const out: Due<CallOutput>[] = []
  const give = (input: CallInput, atMs: number) => {
    const step = stepCall(state, input, atMs)
    state = step.state
    out.push(...step.out)
  }
  give({ type: 'opened' }, 0)
  return {
    get state() {
      return state
    },
    out,
    get log() {
      return out.map(({ atMs, action }) => `${atMs} ${action.type}`)
    },
    give,
    hear: (pcm, fromMs) => {
      for (let at = 0; at < pcm.length; at += 480)
        give({ type: 'audio', pcm: pcm.subarray(at, at + 480) }, fromMs + at / 24 + 20)
    },
    wait: (untilMs) => give({ type: 'wake' }, untilMs),
  }
}
