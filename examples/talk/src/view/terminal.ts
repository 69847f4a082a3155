import { createLogUpdate } from 'log-update'
import pc from 'picocolors'
import type { Canvas } from './live.ts'

const isSet = (text: string | undefined): boolean => text !== undefined && text !== ''

/** Tells whether a stream can be drawn on: a terminal that moves its cursor and has a size. */
export const canDraw = ({ isTTY, columns, rows }: NodeJS.WriteStream, { TERM }: NodeJS.ProcessEnv): boolean =>
  isTTY && columns > 0 && rows > 0 && TERM !== 'dumb'

/** The terminal at the end of a stream, without colours where `NO_COLOR` is set (no-color.org). */
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
