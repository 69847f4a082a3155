import type { ElkNode } from 'elkjs'
import type { ChartState, ChartTransition } from './chart.ts'

/** A monospaced font, whose letters are 0.6 em wide: text has the same width in every viewer. */
export const font = { size: 12, letterWidth: 7.25, lineHeight: 17 } as const

/** A line of text in a box. */
export interface Line {
  readonly text: string
  readonly kind: 'name' | 'tags' | 'inside'
}

/** Returns the width of a text. */
export const widthOf = (text: string): number => text.length * font.letterWidth

const spell = ({ event, guard, actions }: ChartTransition): string =>
  [
    event,
    guard === undefined ? '' : ` [${guard}]`,
    actions.length === 0 ? '' : ` / ${actions.join(', ')}`,
  ].join('')

/** Returns the lines in a state's box: its name, tags, actors and internal transitions. */
export const linesOf = ({
  name,
  initial,
  tags,
  actors,
  transitions,
  folded,
}: ChartState): readonly Line[] => [
  { text: `${initial ? '● ' : ''}${name}`, kind: 'name' },
  ...tags.map((tag) => ({ text: `#${tag}`, kind: 'tags' as const })),
  ...actors.map((actor) => ({ text: `runs ${actor}`, kind: 'inside' as const })),
  ...transitions
    .filter(({ targets }) => targets.length === 0)
    .map((transition) => ({ text: spell(transition), kind: 'inside' as const })),
  ...folded.map((text) => ({ text, kind: 'inside' as const })),
]

/** Returns the labels of the arrows from a state, by target. */
export const arrowsOf = (state: ChartState): ReadonlyMap<string, readonly string[]> => {
  const arrows = new Map<string, readonly string[]>()
  for (const transition of state.transitions)
    for (const target of transition.targets)
      arrows.set(target, [...(arrows.get(target) ?? []), spell(transition)])
  return arrows
}

const margin = 12

/** Returns a state as a box for the layout, with the boxes inside it. */
export const boxOf = (state: ChartState): ElkNode => {
  const lines = linesOf(state)
  const width = Math.max(...lines.map(({ text }) => widthOf(text))) + 2 * margin
  const height = lines.length * font.lineHeight + margin
  const inside = state.states.map(boxOf)
  return {
    id: state.id,
    width,
    height,
    ...(inside.length === 0
      ? {}
      : {
          children: inside,
          layoutOptions: {
            'elk.padding': `[top=${height + 4},left=${margin},bottom=${margin},right=${2 * margin}]`,
            'elk.nodeSize.constraints': 'MINIMUM_SIZE',
            'elk.nodeSize.minimum': `(${width},${height})`,
          },
        }),
  }
}
