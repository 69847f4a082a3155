import type { CallModel, CallStep } from './call-state.ts'

/** Goes one step further, and gives what both steps did. */
export const andThen = ({ state, out }: CallStep, go: (state: CallModel) => CallStep): CallStep => {
  const next = go(state)
  return out.length === 0 ? next : { state: next.state, out: [...out, ...next.out] }
}
