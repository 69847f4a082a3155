import { drawTranscript } from './draw-transcript.ts'
import { levelBar, shareBar } from './level-meter.ts'
import type { CallModel } from './model.ts'
import { phaseLine } from './phase-line.ts'
import type { Screen } from './screen.ts'
import { dbfsWords, secondsWords } from './words.ts'

const frameMs = 20

/** The playout buffer's bar is full at this. */
const fullBufferMs = 5_000

/** Room for the name before a bar and the figure after it. */
const besideBar = 20

/** Minutes, seconds and tenths. */
const clockWords = (atMs: number): string => {
  const tenths = Math.floor(atMs / 100)
  const two = (count: number): string => String(count).padStart(2, '0')
  return `${two(Math.floor(tenths / 600))}:${two(Math.floor((tenths % 600) / 10))}.${tenths % 10}`
}

const headLine = (title: string, atMs: number, { columns, colors }: Screen): string => {
  const name = 'vatel talk'
  const time = clockWords(atMs)
  const room = Math.max(0, columns - name.length - time.length - 6)
  return ` ${colors.bold(name)}  ${colors.dim(title.slice(0, room).padEnd(room))}  ${time}`
}

const meters = ({ userDbfs, agentDbfs, bufferedMs }: CallModel, { columns, colors }: Screen) => {
  const width = Math.max(10, columns - besideBar)
  return [
    ` ${colors.cyan('you')}    ${levelBar(userDbfs, width, colors)} ${dbfsWords(userDbfs)}`,
    ` ${colors.magenta('agent')}  ${levelBar(agentDbfs, width, colors)} ${dbfsWords(agentDbfs)}`,
    ` buffer ${shareBar(bufferedMs / fullBufferMs, width, colors)} ${secondsWords(bufferedMs)}`,
  ]
}

const footLine = ({ phase, sentMs, droppedMs }: CallModel, { colors }: Screen): string => {
  const frames = `${Math.round(sentMs / frameMs)} frames sent, ${Math.round(droppedMs / frameMs)} dropped.`
  return colors.dim(` ${frames}${phase === 'ended' ? '' : '  Ctrl-C hangs up.'}`)
}

/** The picture of a call at one moment, line by line; its transcript keeps the latest lines where room is short. */
export const drawCall = (title: string, model: CallModel, screen: Screen): readonly string[] => {
  const head = ['', headLine(title, model.atMs, screen), '', phaseLine(model.phase, screen), '']
  const top = [...head, ...meters(model, screen), '']
  const bottom = ['', footLine(model, screen)]
  const room = Math.max(1, screen.rows - top.length - bottom.length - 1)
  return [...top, ...drawTranscript(model.transcript, screen).slice(-room), ...bottom]
}
