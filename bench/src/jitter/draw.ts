import { sampleRate } from './sources.ts'
import type { Track, TurnMeasures } from './measure.ts'
import type { Trace, TracedTurn } from './traces.ts'

const width = 760
const height = 260
const left = 48
const right = 20
const top = 34
const bottom = 34
const pointsAtMost = 500

interface Point {
  readonly seconds: number
  readonly delayMs: number
  readonly levelMs: number
}

const pointsOf = (turn: TracedTurn, track: readonly Track[], every: number): readonly Point[] => {
  const firstMs = turn.chunks[0]?.atMs ?? 0
  let next = 0
  let arrivedMs = 0
  return track
    .filter((_, i) => i % every === 0)
    .map(({ atMs, placeMs }) => {
      for (; (turn.chunks[next]?.atMs ?? Infinity) <= atMs; next++)
        arrivedMs += ((turn.chunks[next]?.samples ?? 0) * 1_000) / sampleRate
      return { seconds: atMs / 1_000, delayMs: atMs - firstMs - placeMs, levelMs: arrivedMs - placeMs }
    })
}

/** A round number at or above a value. */
const ceiling = (value: number): number => {
  const unit = 10 ** Math.floor(Math.log10(value))
  return ([1, 2, 4, 8].find((times) => times * unit >= value) ?? 10) * unit
}

const line = (points: readonly (readonly [number, number])[]): string =>
  points.map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join('')

const style = `text{font:12px system-ui,sans-serif;fill:#444}.grid{stroke:#8884}.delay{stroke:#0b62c4}.level{stroke:#c77700;stroke-opacity:.7}.pause{stroke:#d01c2a;stroke-width:3}path{fill:none;stroke-width:1.5}
@media(prefers-color-scheme:dark){text{fill:#ccc}.delay{stroke:#6db3ff}.level{stroke:#ffb84d}}`

/** Draws delay and level over the first seconds of a trace, with its pauses, as an SVG. */
export const draw = (trace: Trace, measured: readonly TurnMeasures[], seconds: number): string => {
  const shown = trace.turns.flatMap((turn) => {
    const its = measured[turn.id]
    const track = its?.track.filter(({ atMs }) => atMs <= seconds * 1_000) ?? []
    return its && track.length > 0 ? [{ turn, track, pauses: its.pauses }] : []
  })
  const steps = shown.reduce((sum, { track }) => sum + track.length, 0)
  const every = Math.max(1, Math.ceil(steps / pointsAtMost))
  const turns = shown.map(({ turn, track, pauses }) => ({
    points: pointsOf(turn, track, every),
    pauses: pauses.filter(({ fromMs }) => fromMs <= seconds * 1_000),
  }))
  const points = turns.flatMap((turn) => turn.points)
  const highest = ceiling(Math.max(20, ...points.map(({ delayMs, levelMs }) => Math.max(delayMs, levelMs))))
  const x = (at: number): number => left + (at / seconds) * (width - left - right)
  const y = (ms: number): number => height - bottom - (Math.max(0, ms) / highest) * (height - top - bottom)

  const grid = [0, 0.25, 0.5, 0.75, 1].map((share) => {
    const ms = share * highest
    return `<path class="grid" d="M${left} ${y(ms).toFixed(1)}H${width - right}"/><text x="${left - 6}" y="${(y(ms) + 4).toFixed(1)}" text-anchor="end">${ms}</text>`
  })
  const ticks = [0, 0.25, 0.5, 0.75, 1].map((share) => {
    const at = share * seconds
    return `<text x="${x(at).toFixed(1)}" y="${height - 14}" text-anchor="middle">${at.toFixed(0)} s</text>`
  })
  const lines = turns.map(
    ({ points: of }) =>
      `<path class="level" d="${line(of.map((point) => [x(point.seconds), y(point.levelMs)]))}"/><path class="delay" d="${line(of.map((point) => [x(point.seconds), y(point.delayMs)]))}"/>`,
  )
  const pauses = turns
    .flatMap((turn) => turn.pauses)
    .map(({ fromMs, lastsMs }) => {
      const from = x(fromMs / 1_000)
      return `<path class="pause" d="M${from.toFixed(1)} ${height - bottom}h${Math.max(2, x((fromMs + lastsMs) / 1_000) - from).toFixed(1)}"/>`
    })
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="Delay and buffered audio over time, trace ${trace.name}">`,
    `<style>${style}</style>`,
    `<text x="${left}" y="18">${trace.name}: <tspan class="key">delay behind the first arrival (blue), audio buffered (orange), in ms; pauses (red)</tspan></text>`,
    ...grid,
    ...ticks,
    ...lines,
    ...pauses,
    '</svg>',
    '',
  ].join('\n')
}
