import { withInside, type ChartState } from './chart.ts'

const handles = (state: ChartState, event: string): boolean =>
  state.transitions.some((transition) => transition.event === event)

const anywhere = (state: ChartState, event: string): boolean =>
  withInside(state).some((inside) => handles(inside, event))

/** The states that let an event pass, the outermost ones only; in parallel regions, one that takes it is enough. */
const passing = (state: ChartState, event: string): readonly ChartState[] => {
  if (handles(state, event)) return []
  if (!anywhere(state, event)) return [state]
  const inside = state.parallel ? state.states.filter((region) => anywhere(region, event)) : state.states
  return inside.flatMap((child) => passing(child, event))
}

/** Where an event changes nothing, as the ids of the outermost states that let it pass. */
export const ignoredIn = (chart: ChartState, event: string): readonly string[] =>
  passing(chart, event).map(({ id }) => id)

/** Where an event does something, as the ids of the states that take it. */
export const takenIn = (chart: ChartState, event: string): readonly string[] =>
  withInside(chart)
    .filter((state) => handles(state, event))
    .map(({ id }) => id)
