import { drawCall } from './draw-call.ts'
import { drawReport } from './draw-report.ts'
import { fallBack } from './level-meter.ts'
import type { CallModel, View } from './model.ts'
import type { Screen } from './screen.ts'

/** A part of the terminal that is drawn over and over. */
export interface Canvas {
  /** Replaces what was drawn last. */
  draw(text: string): void
  /** Leaves what was drawn last where it is. */
  done(): void
  /** Adds text below. */
  print(text: string): void
  /** How the terminal is now; it may be made wider at any time. */
  screen(): Screen
}

/** No terminal is looked at more often. */
const drawEveryMs = 40

/** Draws a call on a terminal while it goes on. */
export const liveView = (title: string, canvas: Canvas): View => {
  let drawnAtMs = -Infinity
  let shown: CallModel | undefined
  const notes: string[] = []

  const draw = (model: CallModel, screen: Screen): void => {
    const hints = notes.map((note) => ` ${screen.colors.yellow(note)}`)
    canvas.draw([...drawCall(title, model, screen), ...hints].join('\n'))
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
      if (report !== undefined) canvas.print(`\n${drawReport(report, colors)}`)
    },
  }
}
