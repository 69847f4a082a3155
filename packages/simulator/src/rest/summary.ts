import type { CallHistory } from '../rules/call-record.ts'

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`

/** Sums a call up in two sentences, as its agent does when `summarize_calls` asks for it. */
export const summaryOf = ({ entries }: CallHistory): string => {
  const said = (role: string) => entries.filter((entry) => entry.role === role)
  const tools = entries.filter(({ type }) => type === 'tool_call')
  const first = said('user')[0]?.message
  const opening = first === undefined ? 'The user said nothing.' : `The user began with "${first}"`
  const counts = [counted(said('assistant').length, 'answer'), counted(tools.length, 'tool call')]
  return `${opening} In all: ${counts.join(', ')}.`
}
