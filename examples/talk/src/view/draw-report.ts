import Table from 'cli-table3'
import type { Report } from '../report.ts'
import type { Colors } from './screen.ts'

/** The table at the end of a call, drawn. */
export const drawReport = ({ turns, facts }: Report, { bold, dim }: Colors): string => {
  const style = { head: [], border: [] }
  const answers = new Table({ head: ['turn', 'first byte', 'first sound'].map(bold), style })
  answers.push(...turns.map(({ turnId, firstByte, firstSound }) => [turnId, firstByte, firstSound]))
  const whole = new Table({ style })
  whole.push(...facts.map(({ name, value }) => [bold(name), value]))
  const heading = dim("from the end of the user's speech to the answer")
  return [...(turns.length === 0 ? [] : [heading, answers.toString()]), whole.toString()].join('\n')
}
