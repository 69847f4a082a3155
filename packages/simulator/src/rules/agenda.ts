/** An action with a due time. */
export interface Due<A> {
  readonly atMs: number
  readonly action: A
}

/** Actions in order of their due time; actions of the same time keep the order in which they were added. */
export type Agenda<A> = readonly Due<A>[]

/** Inserts actions by their due time. */
export const addDue = <A>(agenda: Agenda<A>, dues: readonly Due<A>[]): Agenda<A> => {
  if (dues.length === 0) return agenda
  const isInOrder = dues.length === 1 && (agenda.at(-1)?.atMs ?? -Infinity) <= (dues[0]?.atMs ?? Infinity)
  const all = [...agenda, ...dues]
  return isInOrder ? all : all.sort((one, other) => one.atMs - other.atMs)
}

/** Removes the first action that is due by `nowMs`. */
export const takeDue = <A>(
  agenda: Agenda<A>,
  nowMs: number,
): { readonly due: Due<A>; readonly rest: Agenda<A> } | undefined => {
  const due = agenda[0]
  return due === undefined || due.atMs > nowMs ? undefined : { due, rest: agenda.slice(1) }
}

/** Splits an agenda into the actions that are due by `nowMs` and the rest. */
export const splitDue = <A>(
  agenda: Agenda<A>,
  nowMs: number,
): { readonly due: Agenda<A>; readonly rest: Agenda<A> } => {
  const at = agenda.findIndex(({ atMs }) => atMs > nowMs)
  return at < 0 ? { due: agenda, rest: [] } : { due: agenda.slice(0, at), rest: agenda.slice(at) }
}
