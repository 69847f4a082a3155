import type { VoiceCallSnapshot } from '../src/index.ts'
import { sentences, words, type ElementTexts } from '../src/texts.ts'
import { createStubCall, moments } from './stub-call.ts'

/** A language that has all texts, and no letter of English. */
const other = Object.fromEntries(
  Object.entries({ ...sentences, ...words }).map(([name, text]) => [
    name,
    text.replace(/\{\w+\}|[a-z]/gi, (each) => (each.startsWith('{') ? each : 'ж')),
  ]),
) as unknown as ElementTexts

const toolLabels = { get_weather: { asking: 'жж?', running: 'жж…', done: 'жж' } }

/** What the tests have no other word for: the app gives these. */
const given = JSON.stringify(moments, (name, value: unknown) =>
  name === 'end' || name === 'problems' ? undefined : value,
)

type Problem = VoiceCallSnapshot['problems'][number]

const problem = (type: Problem['type'], reason?: string): Problem => ({
  type,
  text: 'English',
  ...(reason !== undefined && {
    error: Object.assign(new Error(reason), {
      _tag: 'DeviceFailedError',
      device: type.startsWith('speaker') ? 'speaker' : 'microphone',
      reason,
    }),
  }),
})

const problems: readonly Problem[] = [
  problem('microphone-denied', 'denied'),
  problem('microphone-unavailable', 'in-use'),
  problem('speaker-unavailable', 'failed'),
  problem('microphone-lost'),
  problem('microphone-silent'),
  problem('microphone-muted-by-system'),
  problem('speaker-lost'),
  problem('needs-gesture'),
  problem('sound-interrupted'),
  problem('line-suspect'),
  problem('invalid-message'),
]

const refused = (status: number) => ({ type: 'refused', status, message: '' })

const reasons = [
  { type: 'hung-up' },
  { type: 'session-ended' },
  { type: 'session-ended', beforeStart: true },
  { type: 'lost' },
  { type: 'timed-out' },
  ...[401, 404, 418, 429, 500].map(refused),
  ...['UnreachableError', 'TimeoutError', 'InvalidArgumentError', 'AnyError'].map((_tag) => ({
    type: 'failed',
    error: { _tag },
  })),
  ...['denied', 'in-use', 'not-found', 'ended', 'insecure-context', 'unsupported', 'aborted', 'failed'].map(
    (reason) => ({ type: 'failed', error: problem('microphone-unavailable', reason).error }),
  ),
]

const shown: readonly Partial<VoiceCallSnapshot>[] = [
  ...Object.values(moments),
  ...problems.map((each) => ({ ...moments.listening, problems: [each] })),
  { ...moments.listening, isPaused: true },
  { ...moments.listening, devices: { microphones: [], speakers: [] } },
  ...(['error', 'cancelled', 'declined', 'pending'] as const).map((status) => ({
    ...moments.tool,
    tools: moments.tool.tools.map((tool) => ({ ...tool, status })),
  })),
  ...reasons.map((reason) => ({
    ...moments.ended,
    end: { reason, text: 'English' } as unknown as VoiceCallSnapshot['end'],
  })),
]

/** Returns what is read or shown below a root: texts, names and hints. */
const textsIn = (root: ParentNode): readonly string[] =>
  [...root.querySelectorAll('*')].flatMap((element) => [
    ...(element.shadowRoot === null ? [] : textsIn(element.shadowRoot)),
    ...['aria-label', 'title', 'aria-valuetext', 'alt'].map((name) => element.getAttribute(name) ?? ''),
    ...[...element.childNodes].flatMap((node) => (node.nodeType === 3 ? [node.textContent ?? ''] : [])),
  ])

const elements = [
  ['vatel-call', { showsDevices: true }],
  ['vatel-call', { floating: true, open: true }],
  ['vatel-call', { floating: true }],
  ['vatel-transcript', {}],
  ['vatel-captions', {}],
  ['vatel-status', {}],
  ['vatel-devices', {}],
  ['vatel-visualizer', {}],
] as const

/** What is read or shown where a text stands: its places may have anything. */
const shownAs = (text: string): RegExp =>
  new RegExp(`^${text.replace(/[.?()]/g, '\\$&').replace(/\{\w+\}/g, '.+')}$`)

/** Returns the names of the texts that a call without a fault shows in English beside those that are given. */
export const findMissingTexts = async (texts: Partial<ElementTexts>): Promise<readonly string[]> => {
  const english = Object.entries({ ...sentences, ...words }).filter(([name]) => !Object.hasOwn(texts, name))
  const names = new Set<string>()
  const normal = Object.entries(moments).filter(([name]) => name !== 'refused')
  for (const [tag, properties] of elements) {
    const call = createStubCall()
    const element = Object.assign(document.createElement(tag), properties, { texts, toolLabels, call })
    document.querySelector('#root')?.replaceChildren(element)
    for (const [, moment] of normal) {
      call.show(moment)
      await element.updateComplete
      for (const text of textsIn(document.querySelector('#root') ?? document))
        for (const [name, pattern] of english) if (shownAs(pattern).test(text.trim())) names.add(name)
    }
  }
  return [...names]
}

/** Shows each element in each moment, problem and end in another language; returns the English that is left. */
export const findEnglish = async (): Promise<readonly string[]> => {
  const left = new Set<string>()
  for (const [tag, properties] of elements) {
    const call = createStubCall()
    const element = Object.assign(document.createElement(tag), properties, { texts: other, toolLabels, call })
    document.querySelector('#root')?.replaceChildren(element)
    for (const moment of shown) {
      call.show(moments.idle)
      await element.updateComplete
      call.show(moments.connecting)
      await element.updateComplete
      call.show(moment)
      await element.updateComplete
      for (const text of textsIn(document.querySelector('#root') ?? document)) {
        const own = text.replace(/^ж+: /, '').trim()
        if (/[a-z]/i.test(own) && !given.includes(own)) left.add(`${tag}: ${own}`)
      }
    }
  }
  return [...left]
}
