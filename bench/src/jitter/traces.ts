import { lteNetwork, steadyNetwork, tcpLossNetwork, wifiNetwork, type Network } from './networks.ts'
import { between, createRandom, type Random } from './random.ts'
import { realTimeFrames, sampleRate, synthesisedSpeech, type Sent } from './sources.ts'

/** Audio as it arrives. */
export interface Chunk {
  readonly atMs: number
  readonly samples: number
}

/** One turn of speech: what arrives when, and when it is cut off, if it is. */
export interface TracedTurn {
  readonly id: number
  readonly chunks: readonly Chunk[]
  readonly flushAtMs?: number
}

/** The arrivals of one call. */
export interface Trace {
  readonly name: string
  readonly about: string
  readonly turns: readonly TracedTurn[]
}

type Turn = Omit<TracedTurn, 'id'>

interface Recipe {
  readonly name: string
  readonly about: string
  readonly turns: number
  readonly network: (random: Random) => Network
  readonly turn: (random: Random, startMs: number, network: Network) => Turn
}

/** Duration of a turn. */
export const mediaMsOf = ({ chunks }: Turn): number =>
  (chunks.reduce((sum, { samples }) => sum + samples, 0) * 1_000) / sampleRate

/** In order, as a stream transport delivers: nothing overtakes. */
const arrive = (sent: readonly Sent[], network: Network): readonly Chunk[] => {
  let lastMs = -1
  return sent.map(({ sentMs, samples }) => {
    lastMs = Math.max(lastMs, sentMs + network(sentMs))
    return { atMs: lastMs, samples }
  })
}

const spoken =
  (seconds: number, ppm = 0): Recipe['turn'] =>
  (_, startMs, network) => ({ chunks: arrive(realTimeFrames(startMs, seconds, ppm), network) })

const fastSpeech = { speed: 3, chunkMs: 200, gapMs: [50, 700] } as const
const slowSpeech = { speed: 1.1, chunkMs: 100, gapMs: [0, 150] } as const

const synthesised =
  (how: typeof fastSpeech | typeof slowSpeech): Recipe['turn'] =>
  (random, startMs, network) => ({ chunks: arrive(synthesisedSpeech(random, startMs, how), network) })

/** Cut off 0.4 to 3 s after its first audio; what was on its way keeps coming for 300 ms. */
const cutOff: Recipe['turn'] = (random, startMs, network) => {
  const { chunks } = synthesised(fastSpeech)(random, startMs, network)
  const flushAtMs = (chunks[0]?.atMs ?? 0) + between(random, 400, 3_000)
  return { chunks: chunks.filter(({ atMs }) => atMs < flushAtMs + 300), flushAtMs }
}

const recipes: readonly Recipe[] = [
  {
    name: 'steady',
    about: '20 ms frames in real time over a wire',
    turns: 20,
    network: steadyNetwork,
    turn: spoken(8),
  },
  {
    name: 'wifi',
    about: '20 ms frames in real time, held for 30 to 150 ms now and then',
    turns: 40,
    network: wifiNetwork,
    turn: spoken(8),
  },
  {
    name: 'lte',
    about: '20 ms frames in real time, stalls of 200 to 600 ms about eight a minute',
    turns: 40,
    network: lteNetwork,
    turn: spoken(8),
  },
  {
    name: 'tcploss',
    about: '20 ms frames in real time, 0.4 % of segments lost at 60 ms round trip',
    turns: 40,
    network: tcpLossNetwork,
    turn: spoken(8),
  },
  {
    name: 'tts3x',
    about: 'synthesis three times as fast as speech in 200 ms chunks, gaps of 50 to 700 ms, Wi-Fi',
    turns: 40,
    network: wifiNetwork,
    turn: synthesised(fastSpeech),
  },
  {
    name: 'tts1.1x',
    about: 'synthesis hardly faster than speech in 100 ms chunks, gaps of 0 to 150 ms, LTE',
    turns: 40,
    network: lteNetwork,
    turn: synthesised(slowSpeech),
  },
  {
    name: 'drift+200',
    about: 'one turn of ten minutes from a clock 200 ppm fast, Wi-Fi',
    turns: 1,
    network: wifiNetwork,
    turn: spoken(600, 200),
  },
  {
    name: 'drift-200',
    about: 'one turn of ten minutes from a clock 200 ppm slow, Wi-Fi',
    turns: 1,
    network: wifiNetwork,
    turn: spoken(600, -200),
  },
  {
    name: 'flush',
    about: 'tts3x, interrupted after 0.4 to 3 s while more is on its way',
    turns: 60,
    network: wifiNetwork,
    turn: cutOff,
  },
]

const follow = (recipe: Recipe, seed: number, turnCount: number): Trace => {
  const random = createRandom(seed)
  const turns: TracedTurn[] = []
  let startMs = 500
  let network: Network | undefined
  for (let id = 0; id < turnCount; id++) {
    network ??= recipe.network(random)
    const turn = recipe.turn(random, startMs, network)
    turns.push({ id, ...turn })
    const firstMs = turn.chunks[0]?.atMs ?? startMs
    const lastMs = turn.chunks.at(-1)?.atMs ?? startMs
    startMs =
      turn.flushAtMs === undefined
        ? Math.max(lastMs, firstMs + mediaMsOf(turn)) + between(random, 2_500, 4_000)
        : turn.flushAtMs + between(random, 350, 850)
  }
  return { name: recipe.name, about: recipe.about, turns }
}

/** The nine traces of a set, the same ones each time; `mostTurns` makes them shorter. */
export const makeTraces = (seedOffset: number, mostTurns = Infinity): readonly Trace[] =>
  recipes.map((recipe, i) => {
    // Both drifts take the same seed: they differ by the clock alone.
    const seed = 11 + i - (i > 6 ? 1 : 0) + seedOffset
    return follow(recipe, seed, Math.min(recipe.turns, mostTurns))
  })
