import { callTags } from '../../src/tags.ts'
import { withInside, type ChartState } from './chart.ts'
import { eventMeanings } from './event-meanings.ts'
import { takenIn } from './handled.ts'
import { ignored } from './ignored.ts'

type Row = readonly string[]

const code = (text: string): string => `\`${text}\``
const codes = (texts: readonly string[]): string => texts.map(code).join(' ')
const short = (id: string): string => id.replace(/^call\./, '')

/** As prettier aligns it, so that the page needs no formatting. */
const table = (head: Row, rows: readonly Row[]): string => {
  const widths = head.map((_, column) =>
    Math.max(3, ...[head, ...rows].map((row) => row[column]?.length ?? 0)),
  )
  const line = (cells: Row): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n')
}

const stateRows = (chart: ChartState): readonly Row[] =>
  withInside(chart)
    .slice(1)
    .map(({ id, description, tags, actors }) => [code(short(id)), description, codes(tags), codes(actors)])

const eventRows = (chart: ChartState): readonly Row[] =>
  Object.entries(eventMeanings).map(([event, [origin, meaning]]) => [
    code(event),
    origin,
    meaning,
    codes(takenIn(chart, event).map(short)),
  ])

const tagRows = (chart: ChartState): readonly Row[] =>
  Object.entries(callTags).map(([tag, meaning]) => [
    code(tag),
    meaning,
    codes(
      withInside(chart)
        .filter(({ tags }) => tags.includes(tag))
        .map(({ id }) => short(id)),
    ),
  ])

const ignoredRows = (): readonly Row[] =>
  Object.entries(ignored).flatMap(([event, places]) =>
    places.map(({ where, why }) => [code(event), codes(where.map(short)), why]),
  )

/** Writes what the chart says as a page of tables. */
export const writeTables = (
  chart: ChartState,
  regions: readonly ChartState[],
): string => `<!-- Written by \`pnpm docs:statechart\` from the machine. Change the machine, not this page. -->

# The statechart of a call

![The statechart of a call](statechart.svg)

A \`●\` marks where a state begins, a dashed frame a region that runs beside the others, and \`#\` a tag. Words along an arrow are the event, its \`[guard]\`, and what is \`/ done\`; an arrow without an event is taken as soon as its guard holds.

${regions.map(({ name, description }) => `## The region \`${name}\`\n\n${description}\n\n![The region ${name}](statechart/${name}.svg)`).join('\n\n')}

## States

${table(['State', 'What it means', 'Tags', 'Actors'], stateRows(chart))}

## Tags

Ask \`snapshot.hasTag(…)\`: tags outlive a change in the names of states.

${table(['Tag', 'What it means', 'States'], tagRows(chart))}

## Events

The interface sends the first ten. The others come from the actors of the machine; those of the platform keep the names they have on the wire. What an event tells of the transcript and the latencies is kept before any state is asked, once the session has begun; \`conversation\` tells nothing else.

${table(['Event', 'From', 'What it says', 'Taken in'], eventRows(chart))}

## What is ignored, where, and why

${table(['Event', 'Ignored in', 'Why'], ignoredRows())}
`
