import type { VisualizerKind } from '../src/elements/index.ts'
import { createMeters, type MeterName } from '../src/meters.ts'
import { agent, createStubCall, moments, user } from './stub-call.ts'

/** Plays a voice-like sound, silently: harmonics of 140 Hz whose loudness changes four times a second. */
const playVoice = () => {
  const context = new AudioContext()
  const voice = new OscillatorNode(context, { type: 'sawtooth', frequency: 140 })
  const syllables = new OscillatorNode(context, { frequency: 4 })
  const loudness = new GainNode(context, { gain: 0.12 })
  const analyser = new AnalyserNode(context, { fftSize: 1_024, smoothingTimeConstant: 0 })
  syllables.connect(new GainNode(context, { gain: 0.1 })).connect(loudness.gain)
  voice
    .connect(loudness)
    .connect(analyser)
    .connect(new GainNode(context, { gain: 0 }))
    .connect(context.destination)
  voice.start()
  syllables.start()
  return { context, analyser }
}

/** Shows a visualizer alone in the page, with the real meters of a sound. `voice` is who is heard. */
export const showVisualizer = async (
  kind: VisualizerKind,
  moment: keyof typeof moments,
  voice?: MeterName,
): Promise<void> => {
  const { context, analyser } = playVoice()
  // A device has its level at hand: the worklet sends it.
  const dbfsOf = (name: MeterName): number =>
    name === voice ? -22 + 10 * Math.sin(performance.now() / 40) : -Infinity
  const metering = createMeters({
    userDbfs: () => dbfsOf('user'),
    agentDbfs: () => dbfsOf('agent'),
    readSpectrum: (name, bins) => {
      if (name !== voice) return 0
      analyser.getByteFrequencyData(bins as Uint8Array<ArrayBuffer>)
      return context.sampleRate / analyser.fftSize
    },
    nowMs: () => performance.now(),
  })
  metering.start()
  const call = Object.assign(createStubCall(), { meters: metering.meters })
  const element = Object.assign(document.createElement('vatel-visualizer'), { kind, call })
  document.querySelector('#root')?.replaceChildren(element)
  call.show(moments[moment])
  await element.updateComplete
}

/** Shows an element that turns by an animation of the compositor, without any code that runs meanwhile. */
export const showTurning = (): void => {
  const element = document.createElement('div')
  Object.assign(element.style, { inlineSize: '11rem', blockSize: '11rem', background: 'currentColor' })
  document.querySelector('#root')?.replaceChildren(element)
  element.animate({ rotate: ['0turn', '1turn'] }, { duration: 4_000, iterations: Infinity })
}

/** Times between animation frames, in milliseconds. */
const frameTimes = async (frames: number, each: (frame: number) => void): Promise<readonly number[]> => {
  const times: number[] = []
  let before = await new Promise<number>((resolve) => requestAnimationFrame(resolve))
  for (let frame = 0; frame < frames; frame++) {
    each(frame)
    const now = await new Promise<number>((resolve) => requestAnimationFrame(resolve))
    times.push(now - before)
    before = now
  }
  return times
}

const words =
  'It is sunny today, twenty-one degrees, and the castle on the hill has the best view of the city.'.split(
    ' ',
  )

/** Returns so many lines of a conversation, of one to four sentences. */
const conversation = (count: number) =>
  Array.from({ length: count }, (_, at) =>
    at % 2 === 0
      ? user(`Question ${at}: ${words.slice(0, 5 + (at % 9)).join(' ')}`)
      : agent(Array.from({ length: 1 + (at % 4) }, () => words.join(' ')).join(' ')),
  )

/** Shows a transcript of so many lines, and returns the milliseconds until it is rendered. */
export const showTranscript = async (count: number): Promise<number> => {
  const call = createStubCall()
  const element = Object.assign(document.createElement('vatel-transcript'), { call })
  document.querySelector('#root')?.replaceChildren(element)
  await element.updateComplete
  const transcript = conversation(count)
  const startMs = performance.now()
  call.show({ ...moments.speaking, transcript })
  await element.updateComplete
  element.scrollToLatest()
  const renderedMs = performance.now() - startMs
  Object.assign(globalThis, { call })
  return renderedMs
}

/** Scrolls a transcript by so many pixels a frame, and returns the times between frames. */
export const scrollFrames = (frames: number, pixels: number): Promise<readonly number[]> => {
  const log = document.querySelector('vatel-transcript')?.shadowRoot?.querySelector('.log')
  return frameTimes(frames, () => log?.scrollBy(0, pixels))
}

/** Lets an agent say one more word in each frame, and returns the times between frames. */
export const streamFrames = (frames: number): Promise<readonly number[]> => {
  const { call } = globalThis as unknown as { readonly call: ReturnType<typeof createStubCall> }
  const lines = call.getSnapshot().transcript
  const text = Array.from({ length: frames }, (_, at) => words[at % words.length] ?? '')
  return frameTimes(frames, (frame) =>
    call.show({
      transcript: [
        ...lines,
        agent(text.slice(0, frame + 1).join(' '), ` ${text.slice(frame + 1).join(' ')}`),
      ],
    }),
  )
}
