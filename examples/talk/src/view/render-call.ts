import type { Transcript } from '@vatel/core'
import type { Phase } from '@vatel/machine'
import Table from 'cli-table3'
import { phaseNames, type CallModel } from './model.ts'
import type { Colors, Screen } from './terminal.ts'
import { visibleText } from './visible-text.ts'
import { formatDbfs, formatSeconds, formatToolCall, type Entry } from './words.ts'

/** Phases in the order of a call, with their colours. */
const phases: readonly (readonly [Phase, 'yellow' | 'cyan' | 'magenta' | 'red' | 'green'])[] = [
  ['connecting', 'yellow'],
  ['listening', 'cyan'],
  ['agentSpeaking', 'magenta'],
  ['toolPending', 'yellow'],
  ['interrupted', 'red'],
  ['ended', 'green'],
]

const wholeWidth = phases.reduce((width, [phase]) => width + phaseNames[phase].length + 2, 2)

const draw = ([phase, color]: (typeof phases)[number], isLit: boolean, colors: Colors): string => {
  const words = ` ${phaseNames[phase]} `
  if (!isLit) return colors.dim(words)
  return colors.isColorSupported
    ? colors.inverse(colors.bold(colors[color](words)))
    : `[${phaseNames[phase]}]`
}

/** Renders all phases side by side, the current one lit; where space is short, only the current one. */
const phaseLine = (present: Phase, { columns, colors }: Screen): string => {
  const shown = phases.filter(([phase]) => phase === present || wholeWidth <= columns)
  return ` ${shown.map((lamp) => draw(lamp, lamp[0] === present, colors)).join('')}`
}

/** Lowest level that a meter shows. */
const floorDbfs = -60

/** Fall rate of a meter. */
const fallDbPerMs = 0.06

/** Peak meter: rises with the sound and falls slowly. */
export const fallBack = (shownDbfs: number, dbfs: number, elapsedMs: number): number =>
  Math.max(dbfs, shownDbfs - elapsedMs * fallDbPerMs, floorDbfs)

const toShare = (dbfs: number): number => Math.max(0, Math.min(1, 1 - dbfs / floorDbfs))

/** Renders a bar of `width` columns, full at 1, empty at 0, to half a column. */
const bar = (share: number, width: number): string => {
  const halves = Math.round(Math.max(0, Math.min(1, share)) * width * 2)
  return '━'.repeat(halves >> 1) + (halves % 2 === 1 ? '╸' : '')
}

const withTrack = (drawn: string, painted: string, width: number, { dim }: Colors): string =>
  painted + dim('─'.repeat(width - drawn.length))

/** Renders a level in dBFS as a bar that is green, yellow from -18 and red from -6 dBFS on. */
const levelBar = (dbfs: number, width: number, colors: Colors): string => {
  const { green, yellow, red } = colors
  const drawn = bar(toShare(dbfs), width)
  const high = Math.round(toShare(-18) * width)
  const tooHigh = Math.round(toShare(-6) * width)
  const painted = green(drawn.slice(0, high)) + yellow(drawn.slice(high, tooHigh)) + red(drawn.slice(tooHigh))
  return withTrack(drawn, painted, width, colors)
}

/** Renders a share from 0 to 1 as a blue bar. */
const shareBar = (share: number, width: number, colors: Colors): string => {
  const drawn = bar(share, width)
  return withTrack(drawn, colors.blue(drawn), width, colors)
}

const noLines = {
  ...{ top: '', 'top-mid': '', 'top-left': '', 'top-right': '' },
  ...{ bottom: '', 'bottom-mid': '', 'bottom-left': '', 'bottom-right': '' },
  ...{ left: '', 'left-mid': '', mid: '', 'mid-mid': '', right: '', 'right-mid': '', middle: '' },
}

const agentWords = (entry: Extract<Entry, { readonly who: 'agent' }>, colors: Colors): string => {
  const { interrupted } = entry
  const [heardText, unheardText] = [visibleText(entry.heardText), visibleText(entry.unheardText)]
  if (unheardText === '') return heardText
  if (!interrupted) return heardText + (colors.isColorSupported ? colors.dim(unheardText) : ' ...')
  return colors.isColorSupported
    ? heardText + colors.red('—') + colors.dim(colors.strikethrough(unheardText))
    : `${heardText} [not heard: ${unheardText.trim()}]`
}

const row = (entry: Entry, colors: Colors): readonly [string, string] => {
  switch (entry.who) {
    case 'user':
      return [colors.cyan('you'), entry.final ? visibleText(entry.text) : colors.dim(visibleText(entry.text))]
    case 'agent':
      return [colors.magenta('agent'), agentWords(entry, colors)]
    case 'tool':
      return [
        colors.yellow('tool'),
        `${visibleText(formatToolCall(entry))} ${colors.yellow('→')} ${entry.output === undefined ? colors.dim('running') : visibleText(entry.output)}`,
      ]
  }
}

/** Renders the transcript, a paragraph for each turn: heard text plain, unheard text struck out, pending text dim. */
const renderTranscript = (transcript: Transcript, { columns, colors }: Screen): readonly string[] => {
  if (transcript.length === 0) return []
  const table = new Table({
    chars: noLines,
    colWidths: [8, Math.max(20, columns - 10)],
    wordWrap: true,
    style: { 'padding-left': 1, 'padding-right': 0, head: [], border: [] },
  })
  table.push(...transcript.map((entry) => [...row(entry, colors)]))
  return table.toString().split('\n')
}

const frameMs = 20

/** Full scale of the playback buffer's bar. */
const fullBufferMs = 5_000

/** Columns for the name before a bar and the figure after it. */
const besideBar = 20

/** Formats minutes, seconds and tenths. */
const formatClock = (atMs: number): string => {
  const tenths = Math.floor(atMs / 100)
  const two = (count: number): string => String(count).padStart(2, '0')
  return `${two(Math.floor(tenths / 600))}:${two(Math.floor((tenths % 600) / 10))}.${tenths % 10}`
}

const headLine = (title: string, atMs: number, { columns, colors }: Screen): string => {
  const name = 'vatel talk'
  const time = formatClock(atMs)
  const room = Math.max(0, columns - name.length - time.length - 6)
  return ` ${colors.bold(name)}  ${colors.dim(visibleText(title).slice(0, room).padEnd(room))}  ${time}`
}

const meters = ({ userDbfs, agentDbfs, bufferedMs }: CallModel, { columns, colors }: Screen) => {
  const width = Math.max(10, columns - besideBar)
  return [
    ` ${colors.cyan('you')}    ${levelBar(userDbfs, width, colors)} ${formatDbfs(userDbfs)}`,
    ` ${colors.magenta('agent')}  ${levelBar(agentDbfs, width, colors)} ${formatDbfs(agentDbfs)}`,
    ` buffer ${shareBar(bufferedMs / fullBufferMs, width, colors)} ${formatSeconds(bufferedMs)}`,
  ]
}

const footLine = ({ phase, sentMs, droppedMs }: CallModel, { colors }: Screen): string => {
  const frames = `${Math.round(sentMs / frameMs)} frames sent, ${Math.round(droppedMs / frameMs)} dropped.`
  return colors.dim(` ${frames}${phase === 'ended' ? '' : '  Ctrl-C hangs up.'}`)
}

/** Renders a call line by line; of a long transcript it keeps the latest lines. */
export const renderCall = (title: string, model: CallModel, screen: Screen): readonly string[] => {
  const head = ['', headLine(title, model.atMs, screen), '', phaseLine(model.phase, screen), '']
  const top = [...head, ...meters(model, screen), '']
  const bottom = ['', footLine(model, screen)]
  const room = Math.max(1, screen.rows - top.length - bottom.length - 1)
  return [
    ...top,
    // Every entry takes a line at least: more of them would not be seen.
    ...renderTranscript(model.transcript.slice(-room), screen).slice(-room),
    ...bottom,
  ]
}
