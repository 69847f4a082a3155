import { font, linesOf } from './boxes.ts'
import { withInside, type ChartState } from './chart.ts'
import { layOut, type PlacedArrow, type PlacedBox } from './layout.ts'

const style = `
  text { font: ${font.size}px ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace; fill: #1b1f24;
    white-space: pre; paint-order: stroke; stroke: #f6f8fa; stroke-width: 4px; stroke-linejoin: round }
  .name { font-weight: 700 } .tags { fill: #0a6640 } .inside { fill: #57606a } .label { fill: #0b4f9e }
  .page { fill: #ffffff } .state { fill: #f6f8fa; stroke: #57606a } .region { stroke-dasharray: 5 4 }
  .arrow { fill: none; stroke: #0b4f9e } .head { fill: #0b4f9e }
  @media (prefers-color-scheme: dark) {
    text { fill: #e6edf3; stroke: #161b22 } .tags { fill: #56d364 } .inside { fill: #9da7b1 } .label { fill: #79c0ff }
    .page { fill: #0d1117 } .state { fill: #161b22; stroke: #8b949e } .arrow { stroke: #79c0ff } .head { fill: #79c0ff }
  }`

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
const round = (value: number): string => String(Math.round(value * 10) / 10)

/** Draws the frame and the texts of a state. Frames lie below the arrows, and texts above them. */
const drawState = (state: ChartState, box: PlacedBox, inRegion: boolean) => {
  const { x, y, width, height } = box
  const frame = `<rect class="state${inRegion ? ' region' : ''}" x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" rx="6"/>`
  const texts = linesOf(state).map(
    ({ text, kind }, index) =>
      `<text class="${kind}" x="${round(x + 12)}" y="${round(y + 18 + index * font.lineHeight)}">${escape(text)}</text>`,
  )
  return { frame, texts }
}

const drawArrow = ({ points }: PlacedArrow): string =>
  `<path class="arrow" marker-end="url(#head)" d="M${points.map(({ x, y }) => `${round(x)} ${round(y)}`).join('L')}"/>`

const drawLabel = ({ label }: PlacedArrow): readonly string[] =>
  label.lines.map(
    (line, index) =>
      `<text class="label" x="${round(label.x + 4)}" y="${round(label.y + 13 + index * font.lineHeight)}">${escape(line)}</text>`,
  )

/** Returns the ids of the regions: inside a parallel state, or alone in a close-up. */
const regionIds = ({ id, parallel, states }: ChartState): readonly string[] =>
  parallel || (states.length === 1 && !id.includes('.')) ? states.map((state) => state.id) : []

/** Draws a chart as an SVG that reads on light and on dark pages. */
export const drawPicture = async (chart: ChartState, title: string): Promise<string> => {
  const { width, height, boxes, arrows } = await layOut(chart)
  const regions = new Set(withInside(chart).flatMap((state) => regionIds(state)))
  const byId = new Map(boxes.map((box) => [box.id, box]))
  const states = withInside(chart).flatMap((state) => {
    const box = byId.get(state.id)
    return box === undefined ? [] : [drawState(state, box, regions.has(state.id))]
  })
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escape(title)}">`,
    `<style>${style}\n</style>`,
    '<defs><marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path class="head" d="M0 0L8 4L0 8z"/></marker></defs>',
    `<rect class="page" width="${width}" height="${height}"/>`,
    ...states.map(({ frame }) => frame),
    ...arrows.map(drawArrow),
    ...states.flatMap(({ texts }) => texts),
    ...arrows.flatMap(drawLabel),
    '</svg>\n',
  ].join('\n')
}
