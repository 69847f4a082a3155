import Table from 'cli-table3'
import type { Report } from '../report.ts'
import type { CallModel, View } from './model.ts'
import { fallBack, renderCall } from './render-call.ts'
import type { Colors, Screen } from './terminal.ts'
import { visibleText } from './visible-text.ts'

/** Renders the report as a table. */
const renderReport = ({ turns, facts }: Report, { bold, dim }: Colors): string => {
  const style = { head: [], border: [], compact: true }
  const answers = new Table({ head: ['answer', 'first byte', 'first sound'].map(bold), style })
  answers.push(...turns.map(({ said, firstByte, firstSound }) => [visibleText(said), firstByte, firstSound]))
  const whole = new Table({ style })
  whole.push(...facts.map(({ name, value }) => [bold(name), visibleText(value)]))
  const heading = dim("from the end of the user's speech to the answer")
  return [...(turns.length === 0 ? [] : [heading, answers.toString()]), whole.toString()].join('\n')
}

/** A part of the terminal that is redrawn. */
export interface Canvas {
  /** Replaces the last drawing. */
  draw(text: string): void
  /** Keeps the last drawing on the screen. */
  done(): void
  /** Prints text below the drawing. */
  print(text: string): void
  /** Size and colours of the terminal now. */
  screen(): Screen
}

/** Minimum interval between two drawings. */
const drawEveryMs = 40

/** Number of the latest notes below the picture. */
const keptNotes = 5

/** Creates a view that redraws a call on a terminal. */
export const liveView = (title: string, canvas: Canvas): View => {
  let drawnAtMs = -Infinity
  let shown: CallModel | undefined
  const notes: string[] = []

  const draw = (model: CallModel, screen: Screen): void => {
    const hints = notes.map((note) => ` ${screen.colors.yellow(visibleText(note))}`)
    canvas.draw([...renderCall(title, model, screen), ...hints].join('\n'))
  }

  const smooth = (model: CallModel): CallModel => {
    const elapsedMs = model.atMs - (shown?.atMs ?? 0)
    return {
      ...model,
      userDbfs: fallBack(shown?.userDbfs ?? -Infinity, model.userDbfs, elapsedMs),
      agentDbfs: fallBack(shown?.agentDbfs ?? -Infinity, model.agentDbfs, elapsedMs),
    }
  }

  return {
    note: (sentence) => {
      notes.push(sentence)
      if (notes.length > keptNotes) notes.shift()
    },
    show: (model) => {
      if (model.atMs - drawnAtMs < drawEveryMs && model.phase === shown?.phase) return
      drawnAtMs = model.atMs
      shown = smooth(model)
      draw(shown, canvas.screen())
    },
    finish: (report) => {
      const { colors, columns } = canvas.screen()
      if (shown !== undefined) draw(shown, { colors, columns, rows: Infinity })
      canvas.done()
      if (report !== undefined) canvas.print(`\n${renderReport(report, colors)}`)
    },
  }
}
