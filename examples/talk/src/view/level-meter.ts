import type { Colors } from './screen.ts'

/** The quietest sound that a meter shows. */
const floorDbfs = -60

/** How quickly a meter falls back, so that the eye can follow it. */
const fallDbPerMs = 0.06

/** A level that jumps up with the sound and falls back slowly. */
export const fallBack = (shownDbfs: number, dbfs: number, elapsedMs: number): number =>
  Math.max(dbfs, shownDbfs - elapsedMs * fallDbPerMs, floorDbfs)

const toShare = (dbfs: number): number => Math.max(0, Math.min(1, 1 - dbfs / floorDbfs))

/** A bar of `width` columns, full at 1 and empty at 0, drawn to half a column. */
const bar = (share: number, width: number): string => {
  const halves = Math.round(Math.max(0, Math.min(1, share)) * width * 2)
  return '━'.repeat(halves >> 1) + (halves % 2 === 1 ? '╸' : '')
}

const withTrack = (drawn: string, painted: string, width: number, { dim }: Colors): string =>
  painted + dim('─'.repeat(width - drawn.length))

/** A level in dBFS as a bar that is green, yellow from -18 and red from -6 dBFS on. */
export const levelBar = (dbfs: number, width: number, colors: Colors): string => {
  const { green, yellow, red } = colors
  const drawn = bar(toShare(dbfs), width)
  const high = Math.round(toShare(-18) * width)
  const tooHigh = Math.round(toShare(-6) * width)
  const painted = green(drawn.slice(0, high)) + yellow(drawn.slice(high, tooHigh)) + red(drawn.slice(tooHigh))
  return withTrack(drawn, painted, width, colors)
}

/** A share from 0 to 1 as a blue bar. */
export const shareBar = (share: number, width: number, colors: Colors): string => {
  const drawn = bar(share, width)
  return withTrack(drawn, colors.blue(drawn), width, colors)
}
