import type { TurnLatency } from '@vatel/core'
import { html, svg, type TemplateResult } from 'lit'

const width = 360
const height = 160
const left = 48
const bottom = 24
const top = 24
/** Answers that are shown. */
const shownAnswers = 8
/** Steps of the axis, in milliseconds; the first with which the axis has at most four. */
const steps = [250, 500, 1_000, 2_500, 5_000, 10_000, 30_000] as const

const describe = ({ firstByteMs, firstSoundMs }: TurnLatency, at: number): string =>
  `answer ${at + 1}: first byte after ${Math.round(firstByteMs)} ms${
    firstSoundMs === undefined ? '' : `, first sound after ${Math.round(firstSoundMs)} ms`
  }`

const bar = (name: string, x: number, y: number, wide: number) =>
  svg`<rect class=${name} x=${x} y=${y} width=${wide} height=${Math.max(0, height - bottom - y)} rx="2.5"/>`

/** Renders the time to the first byte and to the first sound of each answer, in milliseconds. */
export const renderLatency = (turns: readonly TurnLatency[]): TemplateResult => {
  const shown = turns.slice(-shownAnswers)
  const longest = Math.max(
    500,
    ...shown.map(({ firstSoundMs = 0, firstByteMs }) => Math.max(firstSoundMs, firstByteMs)),
  )
  const step = steps.find((each) => longest / each <= 4) ?? 60_000
  const end = Math.ceil(longest / step) * step
  const y = (value: number) => height - bottom - (value / end) * (height - bottom - top)
  const slot = (width - left - 8) / Math.max(4, shown.length)
  const wide = Math.min(18, slot * 0.3)
  const ticks = Array.from({ length: Math.round(end / step) + 1 }, (_, at) => at * step)
  return html`<figure class="latency">
    <svg
      viewBox="0 0 ${width} ${height}"
      role="img"
      aria-label=${shown.length === 0 ? 'No answer yet' : shown.map(describe).join('; ')}
    >
      ${ticks.map(
        (tick) =>
          svg`<line class="grid" x1=${left} x2=${width} y1=${y(tick)} y2=${y(tick)}/>
            <text class="tick" x=${left - 6} y=${y(tick) + 4} text-anchor="end">${tick}</text>`,
      )}
      <text class="unit" x=${left - 6} y="11" text-anchor="end">ms</text>
      <text class="unit" x=${left - 6} y=${height - 6} text-anchor="end">answer</text>
      ${shown.map((turn, at) => {
        const middle = left + 8 + slot * (at + 0.5)
        return svg`<g>
          ${bar('byte', middle - wide - 1, y(turn.firstByteMs), wide)}
          ${turn.firstSoundMs === undefined ? '' : bar('sound', middle + 1, y(turn.firstSoundMs), wide)}
          <text class="tick" x=${middle} y=${height - 6} text-anchor="middle">${at + 1}</text>
        </g>`
      })}
      ${
        shown.length === 0
          ? svg`<text class="nothing" x=${(width + left) / 2} y=${height / 2} text-anchor="middle">Two bars for each answer</text>`
          : ''
      }
    </svg>
    <figcaption aria-hidden="true">
      <span><i class="byte"></i>first byte</span><span><i class="sound"></i>first sound heard</span>
    </figcaption>
  </figure>`
}
