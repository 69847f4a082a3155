import { drawTranscript } from './draw-transcript.ts'
import { bar, levelBar } from './level-meter.ts'
import type { Phase } from '@vatel/machine'
import { phaseWords, type CallModel } from './model.ts'
import type { Colors, Screen } from './screen.ts'
import { dbfsWords, secondsWords } from './words.ts'

/** The playout buffer's bar is full at this. */
const fullBufferMs = 5_000

/** Room for the name before a bar and the figure after it. */
const besideBar = 20

const phases: readonly Phase[] = [
  'connecting',
  'listening',
  'agentSpeaking',
  'toolPending',
  'interrupted',
  'ended',
]

const paintOf: Readonly<Record<Phase, 'yellow' | 'cyan' | 'magenta' | 'red' | 'green'>> = {
  connecting: 'yellow',
  listening: 'cyan',
  agentSpeaking: 'magenta',
  toolPending: 'yellow',
  interrupted: 'red',
  ended: 'green',
}

const lit = (phase: Phase, colors: Colors): string =>
  colors.isColorSupported
    ? colors.inverse(colors.bold(colors[paintOf[phase]](` ${phaseWords[phase]} `)))
    : `[${phaseWords[phase]}]`

/** All phases side by side, the present one lit; where there is no room for all, the present one alone. */
const phaseLine = (present: Phase, { columns, colors }: Screen): string => {
  const width = phases.reduce((sum, phase) => sum + phaseWords[phase].length + 2, 2)
  const shown = width <= columns ? phases : [present]
  return ` ${shown.map((phase) => (phase === present ? lit(phase, colors) : colors.dim(` ${phaseWords[phase]} `))).join('')}`
}

const clockWords = (atMs: number): string => {
  const seconds = atMs / 1_000
  const minutes = Math.floor(seconds / 60)
  return `${String(minutes).padStart(2, '0')}:${(seconds - minutes * 60).toFixed(1).padStart(4, '0')}`
}

/** The picture of a call at one moment, line by line; its transcript keeps the latest lines where room is short. */
export const drawCall = (title: string, model: CallModel, screen: Screen): readonly string[] => {
  const { columns, rows, colors } = screen
  const { atMs, phase, transcript, userDbfs, agentDbfs, bufferedMs, sentMs, droppedMs } = model
  const width = Math.max(10, columns - besideBar)
  const head = ` ${colors.bold('vatel talk')}  ${colors.dim(title)}`
  const time = clockWords(atMs)
  const gap = Math.max(1, columns - ` vatel talk  ${title}`.length - time.length - 1)
  const top = [
    '',
    `${head}${' '.repeat(gap)}${time}`,
    '',
    phaseLine(phase, screen),
    '',
    ` ${colors.cyan('you')}    ${levelBar(userDbfs, width, colors)} ${dbfsWords(userDbfs)}`,
    ` ${colors.magenta('agent')}  ${levelBar(agentDbfs, width, colors)} ${dbfsWords(agentDbfs)}`,
    ` buffer ${colors.blue(bar(bufferedMs / fullBufferMs, width))} ${secondsWords(bufferedMs)}`,
    '',
  ]
  const bottom = [
    '',
    colors.dim(
      ` ${Math.round(sentMs / 20)} frames sent, ${Math.round(droppedMs / 20)} dropped.  Ctrl-C hangs up.`,
    ),
  ]
  const room = Math.max(1, rows - top.length - bottom.length - 1)
  return [...top, ...drawTranscript(transcript, screen).slice(-room), ...bottom]
}
