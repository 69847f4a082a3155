import Table from 'cli-table3'
import type { Report } from '../report.ts'
import type { Colors } from './screen.ts'

/** The table at the end of a call, drawn. */
export const drawReport = ({ turns, facts }: Report, { bold, dim }: Colors): string => {
  const style = { head: [], border: [], compact: true }
  const answers = new Table({ head: ['answer', 'first byte', 'first sound'].map(bold), style })
  answers.push(...turns.map(({ said, firstByte, firstSound }) => [said, firstByte, firstSound]))
  const whole = new Table({ style })
  whole.push(...facts.map(({ name, value }) => [bold(name), value]))
  const heading = dim("from the end of the user's speech to the answer")
  return [...(turns.length === 0 ? [] : [heading, answers.toString()]), whole.toString()].join('\n')
}
