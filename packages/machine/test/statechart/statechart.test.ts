import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { callMachine } from '../../src/call-machine.ts'
import { callTags } from '../../src/call-setup.ts'
import { readChart, withInside } from './chart.ts'
import { eventMeanings } from './event-meanings.ts'
import { ignoredIn } from './handled.ts'
import { ignored } from './ignored.ts'
import { pageNames, writePages } from './pages.ts'
import { stateMeanings } from './state-meanings.ts'

const chart = readChart(callMachine)
const docs = join(__dirname, '../../../../docs')

describe('the documented statechart', () => {
  const pages = writePages()

  it.each(pageNames)('is generated from the present machine: docs/%s', async (name) => {
    expect(await readFile(join(docs, name), 'utf8')).toBe((await pages)[name])
  })

  it('has the meaning of every state, and of no other', () => {
    const states = withInside(chart).slice(1)
    expect(states.map(({ id }) => id.replace('call.', '')).sort()).toEqual(Object.keys(stateMeanings).sort())
  })

  it('has the tags of the machine, no more and no fewer', () => {
    const used = new Set(withInside(chart).flatMap(({ tags }) => tags))
    expect([...used].sort()).toEqual(Object.keys(callTags).sort())
  })

  it('has the events of the machine, no more and no fewer', () => {
    const taken = callMachine.events.filter((event) => !event.startsWith('xstate.'))
    expect(taken.sort()).toEqual(Object.keys(eventMeanings).sort())
  })

  it.each(Object.entries(ignored))(
    'ignores %s in the documented states, and in no other',
    (event, places) => {
      expect(ignoredIn(chart, event).toSorted()).toEqual(places.flatMap(({ where }) => where).sort())
    },
  )
})
