import { createVirtualSpeaker } from '@vatel/audio'
import { createClient, initialTranscript, type Transcript } from '@vatel/core'
import { type SimulatedPlatform, simulatePlatform } from '@vatel/simulator'
import { concat, defer, EMPTY, ignoreElements, map, switchMap, tap } from 'rxjs'
import {
  bargeIn,
  CallFailedError,
  connectCall,
  playInto,
  redial,
  storedCall,
  transcript,
} from '../src/index.ts'
import { simulateConversation, type SimulatedConversation } from '../src/testing/index.ts'
import { assertEqual } from './simulate.ts'

const turns = {
  w: { words: 'Count', answer: 'one two three four five six seven eight nine ten' },
  x: { words: 'Stop', answer: 'Goodbye', ends: true },
}
const user = '----------wwwwwwww-----------------xxxxxx-----------------'

describe('a simulated call', () => {
  it('is ducked and interrupted where the user speaks over it', async () => {
    const expected = '-----------(df)---------------------(df)---------------|'
    const conversation = { user, turns, greeting: 'one two three four five six' }
    await simulateConversation(
      assertEqual,
      simulatePlatform,
      conversation,
      ({ call$, clock, expectObservable }) => {
        const actions$ = call$.pipe(
          switchMap((call) =>
            bargeIn(playInto(createVirtualSpeaker({ clock }), { clock })(call), { clock })(call),
          ),
          map(({ type }) => type.slice(0, 1)),
        )
        expectObservable(actions$).toBe(expected)
      },
    )
  })

  it('is replaced by one new call when the connection is lost', async () => {
    const faults = { close: { afterMs: 6_000, code: 1006 } }
    const conversation = { user: '-'.repeat(130), turns: {}, greeting: 'Hello', faults }
    const cut = new CallFailedError({ type: 'lost', code: 1006, reason: '' })
    await simulateConversation(
      assertEqual,
      simulatePlatform,
      conversation,
      ({ line, clock, expectObservable }) => {
        const replaced$ = connectCall(line).pipe(
          redial({ clock, random: () => 0 }),
          map(({ replaces }) => replaces?.reason.type ?? 'none'),
        )
        expectObservable(replaced$).toBe('n 61ms l 59ms #', { n: 'none', l: 'lost' }, cut)
      },
    )
  })

  it('is stored as it was seen, except for a line added to the seen transcript', async () => {
    let platform: SimulatedPlatform | undefined
    const simulate: typeof simulatePlatform = (options) => (platform = simulatePlatform(options))
    let seen: Transcript = initialTranscript
    let callId = ''
    const storedAfter = ({ call$, clock }: SimulatedConversation) =>
      defer(() => {
        if (platform === undefined) return EMPTY
        const { apiKey, url: baseUrl, fetch, agentId } = platform
        const client = createClient({ apiKey, baseUrl, fetch, clock })
        const summarized$ = defer(() => client.agents.update(agentId, { summarize_calls: true }))
        const lines$ = call$.pipe(
          tap(({ connection }) => void connection.started.then(({ id }) => (callId = id))),
          switchMap(transcript()),
          tap((lines) => (seen = lines)),
        )
        const stored$ = defer(() => {
          const more = [...seen, { who: 'user', text: 'And you', final: true } as const]
          return storedCall(client, callId, { clock, seen: more })
        })
        return concat(summarized$.pipe(ignoreElements()), lines$.pipe(ignoreElements()), stored$)
      })
    await simulateConversation(assertEqual, simulate, { user, turns, greeting: 'Hello' }, (simulation) => {
      const found$ = storedAfter(simulation).pipe(
        map(({ stored: { summary, cost }, missing, difference }) => ({ summary, cost, missing, difference })),
      )
      const unstored = [{ who: 'user', text: 'And you' }]
      const difference = { changed: [], unseen: [], unstored }
      const summary = 'The user began with "Count" In all: 3 answers, 0 tool calls.'
      simulation.expectObservable(found$).toBe('-'.repeat(55) + '(s|)', {
        s: { summary, cost: 0.006, missing: [], difference },
      })
    })
    expect(seen).toHaveLength(5)
  })
})
