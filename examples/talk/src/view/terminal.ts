import { createLogUpdate } from 'log-update'
import pc, { type createColors } from 'picocolors'
import type { Canvas } from './live.ts'

/** Functions that colour text, or return it unchanged where colours are off. */
export type Colors = ReturnType<typeof createColors>

/** Size and colours to render for. */
export interface Screen {
  readonly columns: number
  readonly rows: number
  readonly colors: Colors
}

const isSet = (text: string | undefined): boolean => text !== undefined && text !== ''

/** Returns true for a terminal that can move its cursor and has a size. */
export const canRender = (
  { isTTY, columns, rows }: NodeJS.WriteStream,
  { TERM }: NodeJS.ProcessEnv,
): boolean => isTTY && columns > 0 && rows > 0 && TERM !== 'dumb'

/** Creates a canvas at the end of a stream, without colours where `NO_COLOR` is set (no-color.org). */
export const terminalCanvas = (stream: NodeJS.WriteStream, env: NodeJS.ProcessEnv): Canvas => {
  const draw = createLogUpdate(stream)
  const colors = pc.createColors(!isSet(env['NO_COLOR']))
  return {
    draw,
    done: () => draw.done(),
    print: (text) => stream.write(`${text}\n`),
    screen: () => ({ columns: Math.min(stream.columns, 110), rows: stream.rows, colors }),
  }
}
