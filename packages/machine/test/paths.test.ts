import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Faults } from '@vatel/simulator'
import { allStates, allTransitions, recordCoverage } from './coverage.ts'
import { explore, type Step } from './explore.ts'
import { brokenInvariants } from './invariants.ts'
import { message } from './messages.ts'
import { settle } from './simulated-time.ts'
import type { SimulatedCall } from './simulated-call.ts'
import { happen, startWalk, type Mileage } from './walk.ts'

jest.setTimeout(300_000)

const notes = recordCoverage()
const mileage: Mileage = { steps: 0, simulated: 0 }
const places = explore()
/** The steps to take from each place. */
const left = new Map(places.map(({ name, steps }) => [name, [...steps]]))
const steps = [...left.values()].flat().length

/** Faults of the simulator that change no path. */
const faults: readonly Faults[] = [
  {},
  { lateAudio: 2 },
  { snakeCaseTools: true },
  { missingFlags: true },
  { emulatedStart: true },
  { unknownType: true },
  { malformedJson: true },
  { latencyMs: 20 },
]

/** Number of steps after which a new walk begins: a failure should report a short path. */
const longestWalk = 60

/** Returns the coverage in the words of the README. */
const count = (): string => {
  const configurations = new Set(places.map(({ name }) => name.replace(/ and a tool .*/, ''))).size
  return [
    `${allStates.length} of ${allStates.length} states in ${configurations} configurations`,
    `${allTransitions.length} of ${allTransitions.length} transitions`,
    `${places.length} of ${places.length} short paths`,
    `${steps} steps from where they lead`,
  ].join(', ')
}

const wayTo = (name: string): readonly Step[] => places.find((place) => place.name === name)?.way ?? []
const listening =
  '{active:{floor:{listening:quiet},tools:idle,microphone:live,input:live,sound:open,output:running,link:live}}'

interface WalkOptions extends Partial<Pick<Parameters<typeof startWalk>[0], 'lacks' | 'faults'>> {
  /** True when the path was walked before. */
  readonly known?: boolean
}
const speaking =
  '{active:{floor:{agentSpeaking:quiet},tools:idle,microphone:live,input:live,sound:open,output:running,link:live}}'

const walk = async (way: readonly Step[], { lacks, faults: wrong = {}, known = false }: WalkOptions = {}) => {
  const walking = startWalk({
    ...(lacks === undefined ? {} : { lacks }),
    faults: wrong,
    inspect: notes.inspect,
    mileage,
  })
  for (const step of way) await walking.take(step, known)
  return walking
}

describe('every short path', () => {
  it.each(places.map(({ name, way }, index) => ({ name, way, wrong: faults[index % faults.length] ?? {} })))(
    'leads to $name, and its steps follow the chart, with $wrong',
    async ({ name, way, wrong }) => {
      let known = false
      do {
        const walking = await walk(way, { faults: wrong, known })
        known = true
        for (
          let step = left.get(walking.place())?.shift();
          step !== undefined && walking.length() < longestWalk;
          step = left.get(walking.place())?.shift()
        )
          await walking.take(step)
      } while ((left.get(name)?.length ?? 0) > 0)
    },
  )

  it('is the same with each fault', async () => {
    for (const wrong of faults.slice(1)) await walk(wayTo(listening), { faults: wrong })
  })
})

describe('other paths', () => {
  const begin = async (call: SimulatedCall) => {
    await happen(call, 'begins')
    await settle()
  }

  it('answers each of two tools once', async () => {
    const { call } = await walk(wayTo(listening))
    await happen(call, 'a tool is called')
    await happen(call, 'another tool is called')
    for (const id of ['tool-1', 'tool-2']) {
      expect(call.actor.getSnapshot().hasTag('tool-pending')).toBe(true)
      call.runs.get(id)?.('done')
      await settle()
      expect(await brokenInvariants(call, 0)).toEqual([])
    }
    expect(call.actor.getSnapshot().hasTag('tool-pending')).toBe(false)
  })

  it('follows tool calls that somebody else answers', async () => {
    const { call } = await walk(wayTo('{connecting:unmuted}'), { lacks: 'tools' })
    await begin(call)
    for (const id of ['a', 'b']) call.socket()?.receive(message.tool(id))
    await settle()
    for (const id of ['b', 'a']) {
      expect(call.actor.getSnapshot().hasTag('tool-pending')).toBe(true)
      call.connections.at(-1)?.sendToolOutput(id, 'sun')
      await settle()
      expect(await brokenInvariants(call, 0)).toEqual([])
    }
    expect(call.actor.getSnapshot().hasTag('tool-pending')).toBe(false)
    expect(call.actor.getSnapshot().context.tools).toMatchObject([
      { status: 'answered' },
      { status: 'answered' },
    ])
  })

  it('has the tag of a late tool until that tool is done', async () => {
    const { call } = await walk(wayTo(listening))
    const isLate = () => call.actor.getSnapshot().hasTag('tool-overdue')
    await happen(call, 'a tool is late')
    await happen(call, 'another tool is called')
    expect(isLate()).toBe(true)
    call.runs.get('tool-1')?.('done')
    await settle()
    expect(isLate()).toBe(false)
    expect(call.actor.getSnapshot().hasTag('tool-pending')).toBe(true)
    expect(await brokenInvariants(call, 0)).toEqual([])
  })

  it('has its microphone off without a microphone', async () => {
    const { call } = await walk(wayTo('{connecting:unmuted}'), { lacks: 'microphone' })
    await begin(call)
    expect(call.actor.getSnapshot().matches({ active: { microphone: 'off' } })).toBe(true)
    expect(call.actor.getSnapshot().hasTag('can-mute')).toBe(false)
    expect(await brokenInvariants(call, 0)).toEqual([])
  })

  it('keeps the words that were heard when the call ends', async () => {
    const { call } = await walk(wayTo(speaking))
    call.speaker.reportFlushes()
    await happen(call, 'hangUp')
    expect(await brokenInvariants(call, 1)).toEqual([])
  })

  it('ends without the last words when the speaker never plays them', async () => {
    const { call } = await walk(wayTo('lastWords'))
    await call.clock.tickAsync(2_000)
    expect(call.actor.getSnapshot().matches('ended')).toBe(true)
    expect(await brokenInvariants(call, 1)).toEqual([])
  })

  it.each([
    ['{connecting:unmuted}', 'hangUp'],
    ['{connecting:unmuted}', 'is refused'],
    [listening, 'hangUp'],
    [listening, 'message goodbye and ends'],
  ])('reports a microphone that cannot be closed: %s, %s', async (place, end) => {
    const { call } = await walk(wayTo(place))
    const cause = new Error('stuck')
    call.microphones.at(-1)?.failToClose(cause)
    await happen(call, end)
    expect(call.emitted).toContainEqual({
      type: 'call.error',
      error: expect.objectContaining({ _tag: 'DeviceFailedError', device: 'microphone', cause }) as Error,
    })
  })
})

describe('all paths together', () => {
  it('leave no step out', () => {
    expect([...left.values()].flat()).toEqual([])
  })

  it('enter every state', () => {
    expect(allStates.filter((state) => !notes.states.has(state))).toEqual([])
  })

  it('take every transition', () => {
    expect(allTransitions.filter((transition) => !notes.transitions.has(transition))).toEqual([])
  })

  it('are caused by the rules of the simulator at least a thousand times', () => {
    expect(mileage.simulated).toBeGreaterThanOrEqual(1_000)
  })

  it(`match the README: ${count()}`, async () => {
    const readme = await readFile(join(__dirname, '../README.md'), 'utf8')
    expect(readme).toContain(count())
  })
})
