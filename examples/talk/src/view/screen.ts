import type { createColors } from 'picocolors'

/** Turns text into coloured text, or leaves it alone where colours are off. */
export type Colors = ReturnType<typeof createColors>

/** What a picture is drawn for. */
export interface Screen {
  readonly columns: number
  readonly rows: number
  readonly colors: Colors
}
