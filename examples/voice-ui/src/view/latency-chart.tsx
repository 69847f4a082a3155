import type { TurnLatency } from '@vatel/core'

const width = 320
const height = 96
/** Room under the bars for the number of the turn. */
const foot = 16
/** What a bar of full height stands for at least, in milliseconds: small numbers then look small. */
const leastScaleMs = 1_000

const describe = ({ firstByteMs, firstSoundMs: firstSoundMs }: TurnLatency) =>
  firstSoundMs === undefined
    ? `first byte after ${firstByteMs.toFixed(0)} ms`
    : `heard after ${firstSoundMs.toFixed(0)} ms`

/** How long the agent took to be heard after the user had finished speaking, a bar for each turn. */
export const LatencyChart = ({ turns }: { readonly turns: readonly TurnLatency[] }) => {
  const shown = turns.slice(-12)
  const longest = Math.max(
    leastScaleMs,
    ...shown.map(({ firstSoundMs: firstSoundMs = 0, firstByteMs }) => Math.max(firstSoundMs, firstByteMs)),
  )
  const step = width / Math.max(6, shown.length)
  const high = (ms: number) => (ms / longest) * (height - foot - 12)
  return (
    <figure className="card latency">
      <figcaption>Answer after the end of your speech</figcaption>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={
          shown.length === 0
            ? 'No answer yet'
            : shown.map((turn, index) => `answer ${index + 1}: ${describe(turn)}`).join(', ')
        }
      >
        <line className="axis" x1="0" x2={width} y1={height - foot} y2={height - foot} />
        {shown.length === 0 && (
          <text className="nothing" x={width / 2} y={height / 2}>
            A bar for each answer
          </text>
        )}
        {shown.map((turn, index) => {
          const total = turn.firstSoundMs ?? turn.firstByteMs
          const x = index * step + step * 0.2
          return (
            <g key={turn.turnId}>
              <rect
                className="heard"
                x={x}
                width={step * 0.6}
                y={height - foot - high(total)}
                height={high(total)}
                rx="3"
              />
              <rect
                className="byte"
                x={x}
                width={step * 0.6}
                y={height - foot - high(turn.firstByteMs)}
                height={high(turn.firstByteMs)}
                rx="3"
              />
              <text x={x + step * 0.3} y={height - foot - high(total) - 3}>
                {total.toFixed(0)}
              </text>
              <text x={x + step * 0.3} y={height - 3}>
                {index + 1}
              </text>
            </g>
          )
        })}
      </svg>
      <p className="legend" aria-hidden="true">
        <span>
          <i className="byte" />
          first byte, in ms
        </span>
        <span>
          <i className="heard" />
          first sound, in ms
        </span>
      </p>
    </figure>
  )
}
