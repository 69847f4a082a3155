import type { Report } from '../report.ts'
import { phaseNames, type CallModel, type View } from './model.ts'
import { visibleText } from './visible-text.ts'
import { formatDbfs, formatSeconds, formatToolCall, type Entry } from './words.ts'

/** Interval of the lines about levels and buffer while something is audible. */
const levelEveryMs = 2_000

const line = (name: string, text: string): string => `${name.padEnd(7)} ${text}`

/** Lines of an entry, as far as they are final. */
const entryLines = (entry: Entry, isSettled: boolean): readonly string[] => {
  switch (entry.who) {
    case 'user':
      return entry.final || isSettled ? [line('user', entry.text)] : []
    case 'agent': {
      const { heardText, unheardText, interrupted } = entry
      if (!isSettled) return []
      const unheard = unheardText === '' ? '' : `[not heard: ${unheardText.trim()}]`
      const end = interrupted && unheard === '' ? '[interrupted]' : unheard
      return [line('agent', [heardText, end].filter((text) => text !== '').join(' '))]
    }
    case 'tool':
      return [
        line('tool', formatToolCall(entry)),
        ...(entry.output === undefined ? [] : [line('tool', `${entry.toolName} gave ${entry.output}`)]),
      ]
  }
}

/** Number of lines printed for each entry, by its index among those of the same side. */
type PrintedLines = Map<string, number>

const isSettled = (entry: Entry, { phase }: CallModel): boolean => {
  if (phase === 'ended') return true
  if (entry.who !== 'agent') return false
  return entry.interrupted || (entry.final && entry.unheardText === '' && phase !== 'agentSpeaking')
}

const newLines = (model: CallModel, printed: PrintedLines): readonly string[] => {
  const count = { user: 0, agent: 0, tool: 0 }
  return model.transcript
    .filter((entry) => entry.who === 'tool' || entry.text !== '')
    .flatMap((entry) => {
      const key = `${entry.who} ${count[entry.who]++}`
      const lines = entryLines(entry, isSettled(entry, model))
      const fresh = lines.slice(printed.get(key) ?? 0)
      if (fresh.length > 0) printed.set(key, lines.length)
      return fresh
    })
}

const levelLine = ({ userDbfs, agentDbfs, bufferedMs }: CallModel): string =>
  line(
    'level',
    `user ${formatDbfs(userDbfs)}, agent ${formatDbfs(agentDbfs)}, ${formatSeconds(bufferedMs)} in the playback buffer`,
  )

/** Creates a view that prints a call as lines, each with the time since the start: for logs, pipes and `--plain`. */
export const plainView = (printLine: (text: string) => void): View => {
  const print = (text: string) => printLine(visibleText(text))
  const printed: PrintedLines = new Map()
  let last: CallModel | undefined
  let levelAtMs = 0

  const stamped = (atMs: number, text: string) => print(`${(atMs / 1_000).toFixed(2).padStart(6)} s  ${text}`)

  const show = (model: CallModel): void => {
    const { atMs, phase, transcript } = model
    if (phase !== last?.phase || transcript !== last.transcript)
      for (const text of newLines(model, printed)) stamped(atMs, text)
    if (phase !== last?.phase) stamped(atMs, line('phase', phaseNames[phase]))
    const sounds = Number.isFinite(model.userDbfs) || Number.isFinite(model.agentDbfs)
    if (sounds && atMs >= levelAtMs) {
      stamped(atMs, levelLine(model))
      levelAtMs = atMs + levelEveryMs
    }
    last = model
  }

  return {
    note: print,
    show,
    finish: (report) => (report === undefined ? [] : reportLines(report)).forEach(print),
  }
}

/** Formats the report as lines. */
const reportLines = ({ turns, facts }: Report): readonly string[] => [
  ...turns.map(
    ({ said, firstByte, firstSound }) =>
      `answer "${said}": first byte after ${firstByte}, first sound after ${firstSound}`,
  ),
  ...facts.map(({ name, value }) => `${name}: ${value}`),
]
