import { withInside, type ChartState } from './chart.ts'

const listOf = ({ name, initial, states }: ChartState): readonly string[] => [
  `${initial ? '●' : ' '} ${name}`,
  ...states.map((state) => `  ${state.initial ? '●' : ' '} ${state.name}`),
]

/** Returns the nearest drawn state around a target, if there is one. */
const drawnTarget = (drawn: ReadonlySet<string>, target: string): readonly string[] => {
  if (drawn.has(target)) return [target]
  const around = target.slice(0, target.lastIndexOf('.'))
  return around.includes('.') ? drawnTarget(drawn, around) : []
}

/** Moves every arrow to a drawn state, and removes arrows to others. */
const withDrawnArrows = (state: ChartState, drawn: ReadonlySet<string>): ChartState => ({
  ...state,
  transitions: state.transitions.flatMap((transition) => {
    const targets = transition.targets.flatMap((target) => drawnTarget(drawn, target))
    return transition.targets.length > 0 && targets.length === 0 ? [] : [{ ...transition, targets }]
  }),
  states: state.states.map((inside) => withDrawnArrows(inside, drawn)),
})

const onlyDrawn = (chart: ChartState): ChartState =>
  withDrawnArrows(chart, new Set(withInside(chart).map(({ id }) => id)))

const fold = (region: ChartState): ChartState => ({
  ...region,
  states: [],
  transitions: [],
  folded: region.states.flatMap(listOf),
})

/** Returns the regions of a chart: the states inside its parallel states. */
export const regionsOf = (chart: ChartState): readonly ChartState[] =>
  withInside(chart).flatMap(({ parallel, states }) => (parallel ? states : []))

/** Returns a chart with its regions folded into lists. */
export const overviewOf = (chart: ChartState): ChartState => {
  const foldIn = (state: ChartState): ChartState => ({
    ...state,
    states: state.parallel ? state.states.map(fold) : state.states.map(foldIn),
  })
  return onlyDrawn(foldIn(chart))
}

/** Returns a chart of one region alone. */
export const closeUpOf = (chart: ChartState, region: ChartState): ChartState =>
  onlyDrawn({ ...chart, transitions: [], states: [region] })
