/** One line of a plot. */
export interface Line {
  readonly name: string
  readonly points: readonly (readonly [x: number, y: number])[]
}

/** A stretch of an axis, with a label at each step. */
export interface Axis {
  readonly from: number
  readonly to: number
  readonly step: number
  readonly unit: string
}

/** One frame of a picture. */
export interface Panel {
  readonly title: string
  readonly x: Axis
  readonly y: Axis
  readonly lines: readonly Line[]
}

const width = 760
const height = 280
const left = 56
const right = 12
const top = 34
const bottom = 34

const style = `text{font:12px system-ui,sans-serif;fill:#444}.grid{stroke:#8884}.line0{stroke:#0b62c4}.line1{stroke:#c77700}path{fill:none;stroke-width:1.5}
@media(prefers-color-scheme:dark){text{fill:#ccc}.line0{stroke:#6db3ff}.line1{stroke:#ffb84d}}`

const ticks = ({ from, to, step }: Axis): readonly number[] =>
  Array.from({ length: Math.round((to - from) / step) + 1 }, (_, i) => from + i * step)

const label = (value: number, { step }: Axis): string =>
  value.toFixed(Math.max(0, -Math.floor(Math.log10(step) + 1e-9)))

const drawPanel = ({ title, x, y, lines }: Panel, offset: number): readonly string[] => {
  const placeX = (at: number): number => left + ((at - x.from) / (x.to - x.from)) * (width - left - right)
  const placeY = (at: number): number =>
    offset +
    height -
    bottom -
    ((Math.min(Math.max(at, y.from), y.to) - y.from) / (y.to - y.from)) * (height - top - bottom)
  const across = ticks(y).map((at) => {
    const place = placeY(at).toFixed(1)
    return `<path class="grid" d="M${left} ${place}H${width - right}"/><text x="${left - 6}" y="${(Number(place) + 4).toFixed(1)}" text-anchor="end">${label(at, y)}</text>`
  })
  const below = ticks(x).map((at) => {
    const place = placeX(at).toFixed(1)
    return `<path class="grid" d="M${place} ${offset + top}V${offset + height - bottom}"/><text x="${place}" y="${offset + height - 16}" text-anchor="middle">${label(at, x)}</text>`
  })
  const drawn = lines.map(({ points }, i) => {
    const path = points.map(
      ([at, value], k) => `${k === 0 ? 'M' : 'L'}${placeX(at).toFixed(1)} ${placeY(value).toFixed(1)}`,
    )
    return `<path class="line${i}" d="${path.join('')}"/>`
  })
  return [
    `<text x="${left}" y="${offset + 18}">${title}</text>`,
    `<text x="${width - right}" y="${offset + 18}" text-anchor="end">${x.unit}</text>`,
    ...across,
    ...below,
    ...drawn,
  ]
}

/** Draws panels one below the other as an SVG. */
export const plot = (name: string, panels: readonly Panel[]): string =>
  [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${panels.length * height}" role="img" aria-label="${name}">`,
    `<style>${style}</style>`,
    ...panels.flatMap((panel, i) => drawPanel(panel, i * height)),
    '</svg>',
    '',
  ].join('\n')
