import { countLeft, hooks, opened } from './opened.ts'
import { encodeBase64 } from '@vatel/audio'
import { simulatePlatform, type SimulatedPlatformOptions } from '@vatel/simulator'
import {
  createVoiceCall,
  recordCall,
  type VoiceCall,
  type VoiceCallOptions,
  type VoiceCallSnapshot,
} from '../../src/index.ts'

/** Its speech is synthesized once. */
const { scenario } = simulatePlatform()

/** Creates a platform in the page, whose open sockets are counted. */
const createPlatform = (options: SimulatedPlatformOptions = {}) => {
  const platform = simulatePlatform({ scenario, ...options })
  const { WebSocket } = platform
  const CountedSocket = new Proxy(WebSocket, {
    construct: (target, given: ConstructorParameters<typeof WebSocket>) => {
      const socket = new target(...given)
      opened.sockets.add(socket)
      if (!(socket instanceof EventTarget)) throw new Error('the socket of the simulator is no EventTarget')
      socket.addEventListener('close', () => opened.sockets.delete(socket))
      return socket
    },
  })
  return { ...platform, WebSocket: CountedSocket }
}

/** Creates a voice call with a platform in the page. */
const createCall = (
  options: Partial<VoiceCallOptions> = {},
  platform: SimulatedPlatformOptions = {},
): VoiceCall =>
  createVoiceCall({ token: createPlatform(platform), audio: { workletUrl: '/voice.js' }, ...options })

/** The longest wait, far beyond what a busy machine takes. */
const maxWaitMs = 120_000

/** Waits for a condition; `describeState` says in the error how it is instead. */
const until = async (holds: () => boolean, describeState: () => unknown = () => ''): Promise<void> => {
  const endsAtMs = performance.now() + maxWaitMs
  while (!holds()) {
    if (performance.now() > endsAtMs)
      throw new Error(`waited in vain for ${holds.toString()}: ${JSON.stringify(describeState())}`)
    await new Promise((resolve) => requestAnimationFrame(resolve))
  }
}

/** Waits for a snapshot; resolves with it. */
const untilCall = async (
  call: VoiceCall,
  isWanted: (snapshot: VoiceCallSnapshot) => boolean,
): Promise<VoiceCallSnapshot> => {
  await until(() => isWanted(call.getSnapshot()), call.getSnapshot)
  return call.getSnapshot()
}

/** Waits until nothing is left of what was opened since the page was loaded. */
const untilAllClosed = (): Promise<void> =>
  until(
    () => Object.values(countLeft()).every((count) => count === 0),
    () => [countLeft(), opened.listeners],
  )

/** Resolves in the microtask, task or frame with this number. */
const afterSteps = async (steps: number): Promise<void> => {
  for (let step = 0; step < steps; step += 1) {
    const { port1, port2 } = new MessageChannel()
    await new Promise((resolve) => {
      port1.onmessage = resolve
      port2.postMessage(undefined)
    })
    port1.close()
  }
}

/** Creates the stream of a silent microphone; the context of its source is not counted. */
const silentStream = (): MediaStream => {
  const context = new AudioContext()
  opened.contexts.splice(opened.contexts.indexOf(context), 1)
  return context.createMediaStreamDestination().stream
}

/** Creates the stream of a microphone that hears a tone; the context of its source is not counted. */
const toneStream = (): MediaStream => {
  const context = new AudioContext()
  opened.contexts.splice(opened.contexts.indexOf(context), 1)
  const destination = context.createMediaStreamDestination()
  const oscillator = new OscillatorNode(context, { frequency: 600 })
  oscillator.connect(new GainNode(context, { gain: 0.2 })).connect(destination)
  oscillator.start()
  return destination.stream
}

/** Tools of test pages, in their global `voicePage`. */
export const tools = {
  afterSteps,
  countLeft,
  createCall,
  createPlatform,
  encodeBase64,
  hooks,
  opened,
  recordCall,
  silentStream,
  toneStream,
  until,
  untilAllClosed,
  untilCall,
}

declare global {
  var voicePage: typeof tools
}
globalThis.voicePage = tools
