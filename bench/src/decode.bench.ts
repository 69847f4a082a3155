import { decodeServerMessage } from '@vatel/core/fp'
import { serverData } from '@vatel/core'
import * as t from 'io-ts'
import { timeCandidates, type Candidate, type Timing } from './codec/measure.ts'
import { makeChunks } from './codec/speech.ts'

const audio = (chunkBytes: number) => (chunk: number) =>
  JSON.stringify({
    type: 'response_audio',
    data: { turn_id: 'turn-1', audio: makeChunks(chunkBytes)[chunk]?.text, is_final: false },
  })

const words = 'It is eighteen degrees in Paris and the sun is out. Shall I tell you about tomorrow as well?'
const text = (length: number) =>
  JSON.stringify({
    type: 'response_text',
    data: { turn_id: 'turn-1', text: words.slice(length), is_final: true },
  })

const eight = [0, 1, 2, 3, 4, 5, 6, 7] as const
const messages = [
  { name: '20 ms frame', goal: 0.85, texts: eight.map(audio(960)) },
  { name: '200 ms frame', goal: 0.95, texts: eight.map(audio(9_600)) },
  { name: 'text', goal: 0.7, texts: eight.map(text) },
]

const message = <K extends keyof typeof serverData>(type: K) =>
  t.type({ type: t.literal(type), data: serverData[type] })

/** Common decoder of a union: it tries the members in turn, and each builds a report. */
const Union = t.union([
  message('session_started'),
  message('response_audio'),
  message('response_text'),
  message('input_audio_transcript'),
  message('speech_started'),
  message('speech_stopped'),
  message('interruption'),
  message('tool_call'),
  message('session_ended'),
])

const ours = 'ours'
const bare = 'JSON.parse'
const union = 'io-ts union.decode'

// Each gives a text that is there already, so that nothing but the reading is timed.
const candidates: readonly Candidate<string>[] = [
  { name: bare, run: (json) => (JSON.parse(json) === null ? 'null' : 'object') },
  { name: ours, run: (json) => decodeServerMessage(json)._tag },
  { name: union, run: (json) => Union.decode(JSON.parse(json))._tag },
]

const us = (timings: readonly Timing[], name: string): number =>
  timings.find((timing) => timing.name === name)?.chunkUs ?? NaN

console.log(
  `Node ${process.version}, median of 31 rounds in one process; ratios to bare ${bare}, higher is faster\n`,
)
console.log(`| message | ${ours} | ${union} | µs bare | goal for ${ours} | |`)
console.log('| --- | --: | --: | --: | --: | --- |')
for (const { name, goal, texts } of messages) {
  const [first = '', ...rest] = texts
  const timings = timeCandidates(candidates, [first, ...rest], first.length, 31)
  const ratio = (candidate: string) => us(timings, bare) / us(timings, candidate)
  const row = [
    name,
    ratio(ours).toFixed(2),
    ratio(union).toFixed(2),
    us(timings, bare).toFixed(2),
    `≥ ${String(goal)}`,
    ratio(ours) >= goal ? 'reached' : 'MISSED',
  ]
  console.log(`| ${row.join(' | ')} |`)
}
