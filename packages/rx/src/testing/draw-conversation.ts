import { type CallOptions, type Clock, createClient, type Microphone } from '@vatel/core'
import { ignoreElements, merge, type Observable, of, share, Subject, switchMap, takeUntil } from 'rxjs'
import type { Call } from '../call.ts'
import { connectCall, type ConnectCallOptions } from '../connect-call.ts'
import { microphoneFrames } from '../microphone-frames.ts'
import { sendAudio } from '../operators/send-audio.ts'
import { characterMs, type Conversation } from './conversation.ts'
import { type AsyncSimulation, simulateAsync } from './draw-async.ts'
import type { AssertEqual } from './draw.ts'
import { type ConversationScenario, scenarioOf } from './drawn-script.ts'
import { drawnMicrophone } from './drawn-voice.ts'

/** What a drawn conversation asks of the simulator; `simulatePlatform` of `@vatel/simulator` fits. */
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

/** What a test of a drawn conversation is given. */
export interface SimulatedConversation extends AsyncSimulation {
  /** The call, with the user's voice in it; one, however many subscribe. */
  readonly call$: Observable<Call>
  /** Reaches the simulated platform, to call it with code of your own. */
  readonly line: ConnectCallOptions
  /** What hears the drawn user, for code of your own. */
  readonly microphone: Microphone
}

/**
 * Holds a conversation with the simulator in drawn time: the user speaks where the drawing says so, the simulator hears
 * it, answers, is interrupted and asks for tools, and each character of the expectations is 100 ms. The call is hung up
 * when the drawing ends.
 *
 * The simulator is an argument, so that this package does not depend on it.
 *
 * @example
 * import { simulatePlatform } from '@vatel/simulator'
 *
 * await simulateConversation(assertEqual, simulatePlatform, conversation, ({ call$, expectObservable }) => {
 *   const words$ = call$.pipe(switchMap((call) => call.inputAudioTranscript$), filter((said) => said.is_final))
 *   expectObservable(words$.pipe(map((said) => said.transcript))).toBe('---------w', { w: 'What time is it?' })
 * })
 */
export const simulateConversation = async <Faults = never>(
  assertEqual: AssertEqual,
  simulatePlatform: SimulatePlatform<Faults>,
  conversation: Conversation<Faults>,
  test: (drawn: SimulatedConversation) => void,
): Promise<void> => {
  const over$ = new Subject<void>()
  const characters = conversation.user.trimStart().length
  let minting: Promise<unknown> = Promise.resolve()
  const realTime = () => minting.catch(() => undefined)
  await simulateAsync(assertEqual, { characters, characterMs, realTime }, (drawing) => {
    const { clock } = drawing
    const script = scenarioOf(conversation)
    const { faults } = conversation
    const platform = simulatePlatform({
      scenario: script,
      clock,
      ...(faults === undefined ? {} : { faults }),
    })
    const { apiKey, url: baseUrl, fetch, WebSocket, agentId } = platform
    // The key opens nothing but the simulator, so a test may run in a browser too.
    const client = createClient({ apiKey, baseUrl, fetch, clock, exposeApiKeyInBrowser: true })
    const token = () => {
      const minted = client.session.generateToken({ agent_id: agentId })
      minting = minted
      return minted.then((session) => session.token)
    }
    const line: ConnectCallOptions = { token, baseUrl, WebSocket, clock }
    const microphone = drawnMicrophone(conversation, clock)
    const withVoice = (call: Call) =>
      merge(of(call), sendAudio(microphoneFrames(microphone))(call).pipe(ignoreElements()))
    const call$ = connectCall(line).pipe(switchMap(withVoice), takeUntil(over$), share())
    test({ ...drawing, call$, line, microphone })
  })
  over$.next()
}
