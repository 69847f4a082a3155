import { type CallOptions, type Clock, createClient, type Microphone } from '@vatel/core'
import { ignoreElements, merge, type Observable, of, share, Subject, switchMap, takeUntil } from 'rxjs'
import type { Call } from '../call.ts'
import { connectCall, type ConnectCallOptions } from '../connect-call.ts'
import { microphoneFrames, sendAudio } from '../operators/send-audio.ts'
import {
  characterMs,
  type Conversation,
  type ConversationScenario,
  scenarioOf,
  simulateMicrophone,
} from './conversation-scenario.ts'
import { type AssertEqual, type AsyncSimulation, simulateAsync } from './simulate.ts'

/** Creates a simulated platform; `simulatePlatform` of `@vatel/simulator` fits. */
export type SimulatePlatform<Faults> = (options: {
  readonly scenario: ConversationScenario
  readonly clock: Clock
  readonly faults?: Faults
}) => {
  readonly url: string
  readonly apiKey: string
  readonly agentId: string
  readonly fetch: typeof fetch
  readonly WebSocket: NonNullable<CallOptions['WebSocket']>
}

/** Arguments of a test of a simulated conversation. */
export interface SimulatedConversation extends AsyncSimulation {
  /** The call, with the user's voice in it; shared by all subscribers. */
  readonly call$: Observable<Call>
  /** Options of `connectCall` that reach the simulated platform, for calls of your own. */
  readonly line: ConnectCallOptions
  /** The microphone that hears the simulated user, for calls of your own. */
  readonly microphone: Microphone
}

/**
 * Holds a conversation with the simulator in virtual time: the user speaks where the marble diagram says so; the
 * simulator hears it, answers, is interrupted and calls tools. Each character of the expectations is 100 ms. The call is
 * hung up at the end of the diagram.
 *
 * The simulator is an argument, so that this package does not depend on it.
 *
 * @example
 * import { simulatePlatform } from '@vatel/simulator'
 *
 * await simulateConversation(assertEqual, simulatePlatform, conversation, ({ call$, expectObservable }) => {
 *   const words$ = call$.pipe(switchMap((call) => call.inputAudioTranscript$), filter(({ is_final }) => is_final))
 *   expectObservable(words$.pipe(map(({ transcript }) => transcript))).toBe('---------w', { w: 'What time is it?' })
 * })
 */
export const simulateConversation = async <Faults = never>(
  assertEqual: AssertEqual,
  simulatePlatform: SimulatePlatform<Faults>,
  conversation: Conversation<Faults>,
  test: (simulation: SimulatedConversation) => void,
): Promise<void> => {
  const end$ = new Subject<void>()
  const characters = conversation.user.trimStart().length
  let minting: Promise<unknown> = Promise.resolve()
  const realTime = () => minting.catch(() => undefined)
  await simulateAsync(assertEqual, { characters, characterMs, realTime }, (simulation) => {
    const { clock } = simulation
    const scenario = scenarioOf(conversation)
    const { faults } = conversation
    const platform = simulatePlatform({
      scenario,
      clock,
      ...(faults === undefined ? {} : { faults }),
    })
    const { apiKey, url: baseUrl, fetch, WebSocket, agentId } = platform
    // The key opens only the simulator, so the test may run in a browser too.
    const client = createClient({ apiKey, baseUrl, fetch, clock, exposeApiKeyInBrowser: true })
    const token = () => {
      const minted = client.session.generateToken({ agent_id: agentId })
      minting = minted
      return minted.then((session) => session.token)
    }
    const line: ConnectCallOptions = { token, baseUrl, WebSocket, clock }
    const microphone = simulateMicrophone(conversation, clock)
    const withVoice = (call: Call) =>
      merge(of(call), sendAudio(microphoneFrames(microphone))(call).pipe(ignoreElements()))
    const call$ = connectCall(line).pipe(switchMap(withVoice), takeUntil(end$), share())
    test({ ...simulation, call$, line, microphone })
  })
  end$.next()
}
