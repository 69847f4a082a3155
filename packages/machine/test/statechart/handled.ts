import { withInside, type ChartState } from './chart.ts'

const handles = (state: ChartState, event: string): boolean =>
  state.transitions.some((transition) => transition.event === event)

const anywhere = (state: ChartState, event: string): boolean =>
  withInside(state).some((inside) => handles(inside, event))

/** Returns the outermost states that ignore an event. Of parallel regions, one that handles it is enough. */
const passing = (state: ChartState, event: string): readonly ChartState[] => {
  if (handles(state, event)) return []
  if (!anywhere(state, event)) return [state]
  const inside = state.parallel ? state.states.filter((region) => anywhere(region, event)) : state.states
  return inside.flatMap((child) => passing(child, event))
}

/** Returns the ids of the outermost states that ignore an event. */
export const ignoredIn = (chart: ChartState, event: string): readonly string[] =>
  passing(chart, event).map(({ id }) => id)

/** Returns the ids of the states that handle an event. */
export const takenIn = (chart: ChartState, event: string): readonly string[] =>
  withInside(chart)
    .filter((state) => handles(state, event))
    .map(({ id }) => id)
