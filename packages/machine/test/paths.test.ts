import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { StateValue } from 'xstate'
import { allStates, allTransitions, takeNotes } from './coverage.ts'
import { explore, type Step } from './explore.ts'
import { expectTruth } from './invariants.ts'
import { says } from './messages.ts'
import { setStage, type Cast, type Stage } from './stage.ts'
import { stimuli } from './stimuli.ts'

/** Every promise that can settle without time passing has settled after this. */
const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 40; turn += 1) await Promise.resolve()
}

const pass = async ({ clock }: Stage, ms: number): Promise<void> => {
  clock.tick(ms)
  await settle()
}

const notes = takeNotes()
const places = explore()

const take = async (stage: Stage, { stimulus, leadsTo }: Step, ends: number): Promise<void> => {
  const written = stage.speaker.written.length
  const { act, ms = 0 } = stimuli[stimulus] ?? { act: () => undefined }
  act(stage)
  await settle()
  await pass(stage, ms)
  expect(stage.actor.getSnapshot().value).toEqual(leadsTo)
  if (stimulus === 'interrupt' || stimulus === 'the platform is interrupted')
    expect(stage.speaker.written).toHaveLength(written)
  expectTruth(stage, ends)
}

const play = async (steps: readonly Step[], cast: Cast = 'everything'): Promise<Stage> => {
  const stage = setStage(cast, notes.inspect)
  let ends = 0
  let at: StateValue = 'idle'
  for (const [index, step] of steps.entries()) {
    if (step.leadsTo === 'ended' && at !== 'ended') ends += 1
    at = step.leadsTo
    try {
      await take(stage, step, ends)
    } catch (error) {
      const path = steps.slice(0, index + 1).map(({ stimulus }) => stimulus)
      throw new Error(`after: ${path.join(', ')}`, { cause: error })
    }
  }
  return stage
}

const wayTo = (name: string): readonly Step[] => places.find((place) => place.name === name)?.way ?? []
const listening = '{active:{floor:{listening:quiet},tools:idle,microphone:live,sound:open}}'

describe('every short path', () => {
  it.each(places)(
    'leads to $name, and on from there as the chart says',
    async ({ way, staying, leaving }) => {
      await play([...way, ...staying])
      for (const step of leaving) await play([...way, step])
    },
  )
})

describe('the paths beside them', () => {
  it('answers each of two tools once', async () => {
    const stage = await play(wayTo(listening))
    stimuli['a tool is called']?.act(stage)
    stimuli['another tool is called']?.act(stage)
    await settle()
    for (const id of ['tool-1', 'tool-2']) {
      expect(stage.actor.getSnapshot().hasTag('tool-pending')).toBe(true)
      stage.runs.get(id)?.('done')
      await settle()
      expectTruth(stage, 0)
    }
    expect(stage.actor.getSnapshot().hasTag('tool-pending')).toBe(false)
  })

  it('sees somebody else answer the tools when it has none', async () => {
    const stage = await play([...wayTo(listening).filter(({ stimulus }) => stimulus === 'call')], 'no tools')
    stimuli['begins']?.act(stage)
    await settle()
    for (const id of ['a', 'b']) stage.puppet()?.say(says.tool(id))
    await settle()
    for (const id of ['b', 'a']) {
      expect(stage.actor.getSnapshot().hasTag('tool-pending')).toBe(true)
      stage.connections.at(-1)?.sendToolOutput(id, 'sun')
      expectTruth(stage, 0)
    }
    expect(stage.actor.getSnapshot().hasTag('tool-pending')).toBe(false)
    expect(stage.actor.getSnapshot().context.tools).toMatchObject([
      { status: 'answered' },
      { status: 'answered' },
    ])
  })

  it('has its microphone off when it was given none', async () => {
    const stage = await play([{ stimulus: 'call', leadsTo: { connecting: 'unmuted' } }], 'no microphone')
    stimuli['begins']?.act(stage)
    await settle()
    expect(stage.actor.getSnapshot().matches({ active: { microphone: 'off' } })).toBe(true)
    expect(stage.actor.getSnapshot().hasTag('can-mute')).toBe(false)
    expectTruth(stage, 0)
  })

  it('ends without the last words when the speaker never plays them', async () => {
    const stage = await play(wayTo('lastWords'))
    await pass(stage, 2_000)
    expect(stage.actor.getSnapshot().matches('ended')).toBe(true)
    expectTruth(stage, 1)
  })

  it.each(['hangUp', 'says goodbye and ends'])(
    'tells of a microphone that cannot be closed: %s',
    async (end) => {
      const stage = await play(wayTo(listening))
      const cause = new Error('stuck')
      stage.microphones.at(-1)?.breakDown(cause)
      stimuli[end]?.act(stage)
      await settle()
      expect(stage.emitted).toContainEqual({
        type: 'trouble',
        error: expect.objectContaining({ _tag: 'DeviceFailed', device: 'microphone', cause }) as Error,
      })
    },
  )
})

describe('all of them together', () => {
  it('enter every state', () => {
    expect(allStates.filter((state) => !notes.states.has(state))).toEqual([])
  })

  it('take every transition', () => {
    expect(allTransitions.filter((transition) => !notes.transitions.has(transition))).toEqual([])
  })

  it('are as many as the README says', async () => {
    const readme = await readFile(join(__dirname, '../README.md'), 'utf8')
    expect(readme).toContain(
      `${places.length} configurations of ${allStates.length} states by ${allTransitions.length} transitions`,
    )
  })
})
