import { schema, tool, type Tools } from '@vatel/core'
import { delay } from '../../../examples/voice-ui/src/call/delay.ts'
import { agent, linesOf, otherwise, pace, sentences, stop, story, weather } from './live-scenarios.ts'

/** A setting of a live block. */
export type Control = { readonly id: string; readonly label: string } & (
  | {
      readonly kind: 'range'
      readonly value: number
      readonly min: number
      readonly max: number
      readonly step: number
      readonly unit: string
    }
  | { readonly kind: 'choice'; readonly value: string; readonly options: readonly string[] }
  | { readonly kind: 'check'; readonly value: boolean }
)

/** Values of the settings, by id. */
export type Values = Readonly<Record<string, string | number | boolean>>

/** A live block of a guide: a scenario, and what a reader can change of it. */
export interface Block {
  /** The sentence that says what to try. */
  readonly hint: string
  readonly controls: readonly Control[]
  /** The scenario of the simulator as JSON, with its faults. */
  readonly scenario: (values: Values) => object
  readonly tools?: (values: Values) => Tools
  readonly interruptAfterMs?: (values: Values) => number
  readonly pushToTalk?: boolean
  /** Shows the elements of `@vatel/voice/elements`. */
  readonly captions?: boolean
}

const secondsOf = (id: string, label: string, value: number, max: number): Control => ({
  id,
  label,
  kind: 'range',
  value,
  min: 0.5,
  max,
  step: 0.5,
  unit: 's',
})
const milliseconds = (id: string, label: string, value: number, max: number): Control => ({
  id,
  label,
  kind: 'range',
  value,
  min: 0,
  max,
  step: 50,
  unit: 'ms',
})

/** The live blocks, by the name that a guide gives. */
export const blocks = {
  tools: {
    hint: 'Choose what the tool returns, and hear what the agent makes of it. A tool that takes longer than its deadline, or throws, sends an error.',
    controls: [
      {
        id: 'output',
        label: 'The tool returns',
        kind: 'choice',
        value: 'sunny, 21 degrees',
        options: ['sunny, 21 degrees', 'rain, 12 degrees', 'an error'],
      },
      milliseconds('takes', 'It takes', 500, 5_000),
      milliseconds('deadline', 'Its deadline', 3_000, 5_000),
      { id: 'ask', label: 'Ask me first', kind: 'check', value: false },
    ],
    scenario: () => ({
      name: 'weather',
      agent,
      pace,
      thinkMs: 350,
      lines: linesOf('greeting', 'sunny', 'rainy', 'sorry', 'pardon'),
      opening: 'greeting',
      turns: [weather],
      otherwise,
    }),
    tools: ({ output, takes, deadline, ask }) => ({
      get_weather: tool({
        args: schema.object({ city: schema.string }),
        run: async ({ city }, { signal }) => {
          await delay(Number(takes), signal)
          if (output === 'an error') throw new Error('the weather service does not answer')
          return `${String(output)} in ${city}`
        },
        timeoutMs: Math.max(1, Number(deadline)),
        ...(ask === true && { approval: 'ask' }),
      }),
    }),
  },
  conversation: {
    hint: 'The user interrupts a long answer. Choose the moment, and look where the line is split: the words behind it were sent, but nobody heard them.',
    controls: [secondsOf('after', 'The user interrupts after', 3, 10)],
    scenario: () => story({}),
    interruptAfterMs: ({ after }) => Number(after) * 1_000,
  },
  interruptions: {
    hint: 'The user interrupts, and the network still delivers chunks of the cancelled answer. They are not played. Raise the duration of voice that counts as an interruption, and hear how long the agent goes on.',
    controls: [
      secondsOf('after', 'The user interrupts after', 2, 10),
      {
        id: 'late',
        label: 'Late chunks',
        kind: 'range',
        value: 2,
        min: 0,
        max: 10,
        step: 1,
        unit: '× 200 ms',
      },
      {
        id: 'start',
        label: 'Voice that interrupts',
        kind: 'range',
        value: 0.2,
        min: 0.1,
        max: 1.5,
        step: 0.1,
        unit: 's',
      },
      { id: 'reused', label: 'The next answer has the id of the cancelled one', kind: 'check', value: false },
    ],
    scenario: ({ late, start, reused }) =>
      story(
        { ...(Number(late) > 0 && { lateAudio: late }), ...(reused === true && { reusedTurn: true }) },
        Number(start),
      ),
    interruptAfterMs: ({ after }) => Number(after) * 1_000,
  },
  'push-to-talk': {
    hint: 'Hold the button while the user speaks, or hold the space key on it. Release it early, and the agent hears the beginning only.',
    controls: [],
    pushToTalk: true,
    scenario: () => ({
      name: 'push-to-talk',
      agent,
      pace,
      thinkMs: 300,
      lines: linesOf('greeting', 'sunny', 'pardon'),
      opening: 'greeting',
      turns: [{ user: weather?.user, say: 'sunny' }],
      otherwise,
    }),
  },
  captions: {
    hint: 'The captions show the words of the agent as they are heard. Choose a line, and make it larger.',
    captions: true,
    controls: [
      {
        id: 'line',
        label: 'The agent says',
        kind: 'choice',
        value: 'greeting',
        options: ['greeting', 'museums'],
      },
      {
        id: 'size',
        label: 'Size',
        kind: 'range',
        value: 20,
        min: 14,
        max: 40,
        step: 1,
        unit: 'px',
      },
    ],
    scenario: ({ line }) => ({
      name: 'captions',
      agent,
      pace,
      thinkMs: 300,
      lines: linesOf('greeting', 'museums', 'pardon'),
      opening: line,
      turns: [],
      otherwise,
    }),
  },
  'bad-networks': {
    hint: 'Make the network worse, and hear what the jitter buffer makes of it. Then break the line: the call ends once, with a reason.',
    controls: [
      milliseconds('latency', 'Latency', 0, 1_000),
      milliseconds('jitter', 'Jitter', 0, 1_000),
      milliseconds('stall', 'A stall of', 0, 5_000),
      milliseconds('break', 'The line breaks after (0: never)', 0, 10_000),
    ],
    scenario: ({ latency, jitter, stall, break: after }) =>
      story({
        ...(Number(latency) > 0 && { latencyMs: latency }),
        ...(Number(jitter) > 0 && { jitterMs: jitter }),
        ...(Number(stall) > 0 && { stall: { afterMs: 2_500, forMs: stall } }),
        ...(Number(after) > 0 && { close: { afterMs: after, code: 1006 } }),
      }),
  },
  languages: {
    hint: 'The user interrupts the agent, and the line is split between two words of its script. A synthetic voice speaks: it has the pace of speech, and no words.',
    controls: [
      {
        id: 'language',
        label: 'The agent says',
        kind: 'choice',
        value: 'Japanese',
        options: Object.keys(sentences),
      },
      secondsOf('after', 'The user interrupts after', 1.5, 5),
    ],
    scenario: ({ language }) => ({
      name: 'languages',
      agent,
      pace,
      thinkMs: 300,
      lines: { ...linesOf('goodbye', 'pardon'), sentence: { text: sentences[String(language)] } },
      opening: 'sentence',
      turns: [stop],
      otherwise,
    }),
    interruptAfterMs: ({ after }) => Number(after) * 1_000,
  },
} as const satisfies Readonly<Record<string, Block>>

/** Name of a live block. */
export type BlockName = keyof typeof blocks
