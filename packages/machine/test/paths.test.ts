import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Faults } from '@vatel/simulator'
import { allStates, allTransitions, takeNotes } from './coverage.ts'
import { explore, type Step } from './explore.ts'
import { brokenPromises } from './invariants.ts'
import { says } from './messages.ts'
import { settle } from './simulated-time.ts'
import type { Stage } from './stage.ts'
import { happen, startWalk, type Mileage } from './walk.ts'

jest.setTimeout(60_000)

const notes = takeNotes()
const mileage: Mileage = { steps: 0, simulated: 0 }
const places = explore()
/** The steps to take from each place. */
const left = new Map(places.map(({ name, steps }) => [name, [...steps]]))
const steps = [...left.values()].flat().length

/** What the simulator may do wrong without leading anywhere else. */
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

/** A walk that has gone on for so long ends, and another begins: a failure should have a short story. */
const longestWalk = 60

/** What was covered, in the words of the README. */
const count = (): string => {
  const configurations = new Set(places.map(({ name }) => name.replace(' and a tool runs', ''))).size
  return [
    `${allStates.length} of ${allStates.length} states in ${configurations} configurations`,
    `${allTransitions.length} of ${allTransitions.length} transitions`,
    `${places.length} of ${places.length} short paths`,
    `${steps} steps from where they lead`,
  ].join(', ')
}

const wayTo = (name: string): readonly Step[] => places.find((place) => place.name === name)?.way ?? []
const listening =
  '{active:{floor:{listening:quiet},tools:idle,microphone:live,sound:open,output:running,link:live}}'

interface WalkOptions extends Partial<Pick<Parameters<typeof startWalk>[0], 'cast' | 'faults'>> {
  /** Whether the way was walked before. */
  readonly known?: boolean
}
const speaking =
  '{active:{floor:{agentSpeaking:quiet},tools:idle,microphone:live,sound:open,output:running,link:live}}'

const walk = async (way: readonly Step[], { cast, faults: wrong = {}, known = false }: WalkOptions = {}) => {
  const walking = startWalk({
    ...(cast === undefined ? {} : { cast }),
    faults: wrong,
    inspect: notes.inspect,
    mileage,
  })
  for (const step of way) await walking.take(step, known)
  return walking
}

describe('every short path', () => {
  it.each(places.map(({ name, way }, index) => ({ name, way, wrong: faults[index % faults.length] ?? {} })))(
    'leads to $name, and on from there as the chart says, with $wrong',
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

  it('is as long as it is with any fault', async () => {
    for (const wrong of faults.slice(1)) await walk(wayTo(listening), { faults: wrong })
  })
})

describe('the paths beside them', () => {
  const begin = async (stage: Stage) => {
    await happen(stage, 'begins')
    await settle()
  }

  it('answers each of two tools once', async () => {
    const { stage } = await walk(wayTo(listening))
    await happen(stage, 'a tool is called')
    await happen(stage, 'another tool is called')
    for (const id of ['tool-1', 'tool-2']) {
      expect(stage.actor.getSnapshot().hasTag('tool-pending')).toBe(true)
      stage.runs.get(id)?.('done')
      await settle()
      expect(await brokenPromises(stage, 0)).toEqual([])
    }
    expect(stage.actor.getSnapshot().hasTag('tool-pending')).toBe(false)
  })

  it('sees somebody else answer the tools when it has none', async () => {
    const { stage } = await walk(wayTo('{connecting:unmuted}'), { cast: 'no tools' })
    await begin(stage)
    for (const id of ['a', 'b']) stage.line()?.say(says.tool(id))
    await settle()
    for (const id of ['b', 'a']) {
      expect(stage.actor.getSnapshot().hasTag('tool-pending')).toBe(true)
      stage.connections.at(-1)?.sendToolOutput(id, 'sun')
      await settle()
      expect(await brokenPromises(stage, 0)).toEqual([])
    }
    expect(stage.actor.getSnapshot().hasTag('tool-pending')).toBe(false)
    expect(stage.actor.getSnapshot().context.tools).toMatchObject([
      { status: 'answered' },
      { status: 'answered' },
    ])
  })

  it('has its microphone off when it was given none', async () => {
    const { stage } = await walk(wayTo('{connecting:unmuted}'), { cast: 'no microphone' })
    await begin(stage)
    expect(stage.actor.getSnapshot().matches({ active: { microphone: 'off' } })).toBe(true)
    expect(stage.actor.getSnapshot().hasTag('can-mute')).toBe(false)
    expect(await brokenPromises(stage, 0)).toEqual([])
  })

  it('keeps what was heard when the end cuts it', async () => {
    const { stage } = await walk(wayTo(speaking))
    stage.speaker.tellFlushes()
    await happen(stage, 'hangUp')
    expect(await brokenPromises(stage, 1)).toEqual([])
  })

  it('ends without the last words when the speaker never plays them', async () => {
    const { stage } = await walk(wayTo('lastWords'))
    await stage.clock.tickAsync(2_000)
    expect(stage.actor.getSnapshot().matches('ended')).toBe(true)
    expect(await brokenPromises(stage, 1)).toEqual([])
  })

  it.each([
    ['{connecting:unmuted}', 'hangUp'],
    ['{connecting:unmuted}', 'is refused'],
    [listening, 'hangUp'],
    [listening, 'says goodbye and ends'],
  ])('tells of a microphone that cannot be closed: %s, %s', async (place, end) => {
    const { stage } = await walk(wayTo(place))
    const cause = new Error('stuck')
    stage.microphones.at(-1)?.breakDown(cause)
    await happen(stage, end)
    expect(stage.emitted).toContainEqual({
      type: 'call.error',
      error: expect.objectContaining({ _tag: 'DeviceFailedError', device: 'microphone', cause }) as Error,
    })
  })
})

describe('all of them together', () => {
  it('leave no step out', () => {
    expect([...left.values()].flat()).toEqual([])
  })

  it('enter every state', () => {
    expect(allStates.filter((state) => !notes.states.has(state))).toEqual([])
  })

  it('take every transition', () => {
    expect(allTransitions.filter((transition) => !notes.transitions.has(transition))).toEqual([])
  })

  it('are brought about by the rules of the simulator a thousand times', () => {
    expect(mileage.simulated).toBeGreaterThanOrEqual(1_000)
  })

  it(`are as many as the README says: ${count()}`, async () => {
    const readme = await readFile(join(__dirname, '../README.md'), 'utf8')
    expect(readme).toContain(count())
  })
})
