/** Something that is due at a moment. */
export interface Due<A> {
  readonly atMs: number
  readonly action: A
}

/** What is due, soonest first; what was added first comes first among equals. */
export type Agenda<A> = readonly Due<A>[]

/** Adds what is due, each in its place. */
export const addDue = <A>(agenda: Agenda<A>, dues: readonly Due<A>[]): Agenda<A> => {
  if (dues.length === 0) return agenda
  const isInOrder = dues.length === 1 && (agenda.at(-1)?.atMs ?? -Infinity) <= (dues[0]?.atMs ?? Infinity)
  const all = [...agenda, ...dues]
  return isInOrder ? all : all.sort((one, other) => one.atMs - other.atMs)
}

/** Takes the first of what is due by now. */
export const takeDue = <A>(
  agenda: Agenda<A>,
  nowMs: number,
): { readonly due: Due<A>; readonly rest: Agenda<A> } | undefined => {
  const due = agenda[0]
  return due === undefined || due.atMs > nowMs ? undefined : { due, rest: agenda.slice(1) }
}

/** Parts what is due by now from what is not yet. */
export const splitDue = <A>(
  agenda: Agenda<A>,
  nowMs: number,
): { readonly due: Agenda<A>; readonly rest: Agenda<A> } => {
  const at = agenda.findIndex(({ atMs }) => atMs > nowMs)
  return at < 0 ? { due: agenda, rest: [] } : { due: agenda.slice(0, at), rest: agenda.slice(at) }
}
