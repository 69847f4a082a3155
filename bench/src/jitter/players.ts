import { createJitterBuffer } from '@vatel/audio'
import type { Player, PlayerKind } from './play.ts'
import { sampleRate } from './sources.ts'

const perMs = sampleRate / 1_000

/** Chunks in order, and what was cut off: what all the peers need. */
const createStore = () => {
  let chunks: Int16Array[] = []
  let head = 0
  let samples = 0
  let cut = -1
  let turn = -1
  return {
    bufferedMs: () => samples / perMs,
    add: (pcm: Int16Array, turnId: string): 'refused' | 'new turn' | 'same turn' => {
      const id = Number(turnId)
      if (id <= cut) return 'refused'
      const isNew = id !== turn
      turn = id
      chunks.push(pcm)
      samples += pcm.length
      return isNew ? 'new turn' : 'same turn'
    },
    take: (): number => {
      const [chunk] = chunks
      const value = (chunk?.[head] ?? 0) / 32_768
      head++
      samples--
      if (chunk && head >= chunk.length) {
        chunks.shift()
        head = 0
      }
      return value
    },
    isEmpty: () => samples === 0,
    flush: () => {
      cut = turn
      chunks = []
      head = 0
      samples = 0
    },
  }
}

/** Plays what is there and falls silent when nothing is: what web players without a buffer do. */
const createUnbuffered = (): Player => {
  const store = createStore()
  return {
    push: (pcm, turnId) => void store.add(pcm, turnId),
    pull: (out) => {
      for (let i = 0; i < out.length; i++) out[i] = store.isEmpty() ? 0 : store.take()
    },
    flush: store.flush,
  }
}

/** Waits until so much is buffered or has gone by, at the start and after each underrun. */
const createFixed = (delayMs: number): Player => {
  const store = createStore()
  let playing = false
  let isFinal = false
  let since = NaN
  return {
    push: (pcm, turnId) => {
      if (store.add(pcm, turnId) !== 'new turn') return
      playing = false
      isFinal = false
      since = NaN
    },
    end: () => {
      isFinal = true
    },
    pull: (out, nowMs) => {
      if (!playing && !store.isEmpty()) {
        if (Number.isNaN(since)) since = nowMs
        playing = isFinal || store.bufferedMs() >= delayMs || nowMs - since >= delayMs
      }
      for (let i = 0; i < out.length; i++) {
        if (playing && store.isEmpty()) {
          playing = false
          since = NaN
        }
        out[i] = playing ? store.take() : 0
      }
    },
    flush: () => {
      store.flush()
      playing = false
    },
  }
}

/** The target level of WebRTC's NetEq: the 0.95 quantile of relative delay in steps of 20 ms, forgotten by 0.983. */
const createNetEqTarget = () => {
  const shares = new Float64Array(100)
  let recent: { readonly atMs: number; readonly lateness: number }[] = []
  let mediaMs = 0
  let rounds = 0
  let worst = 0
  let roundSince = NaN
  let target = 80
  return {
    targetMs: () => target,
    newTurn: () => {
      mediaMs = 0
      recent = []
    },
    arrived: (samples: number, atMs: number) => {
      const lateness = atMs - mediaMs
      mediaMs += samples / perMs
      recent = [...recent.filter((one) => one.atMs >= atMs - 2_000), { atMs, lateness }]
      worst = Math.max(worst, lateness - Math.min(...recent.map((one) => one.lateness)))
      if (Number.isNaN(roundSince)) roundSince = atMs
      if (atMs - roundSince <= 500) return
      const bucket = Math.min(99, Math.floor(worst / 20))
      rounds++
      const forget = Math.min(0.983, 1 - 2 / (rounds + 1))
      let sum = 0
      let quantile = -1
      for (let i = 0; i < 100; i++) {
        shares[i] = (shares[i] ?? 0) * forget + (i === bucket ? 1 - forget : 0)
        sum += shares[i] ?? 0
        if (quantile < 0 && sum >= 0.95) quantile = i
      }
      target = (quantile + 1) * 20
      worst = 0
      roundSince = atMs
    },
  }
}

/** Keeps the level at NetEq's target by playing 12 % faster or slower. */
const createNetEqLike = (): Player => {
  const store = createStore()
  const level = createNetEqTarget()
  let playing = false
  let isFinal = false
  let since = NaN
  let phase = 0
  let value = 0
  return {
    push: (pcm, turnId, nowMs) => {
      const added = store.add(pcm, turnId)
      if (added === 'refused') return
      if (added === 'new turn') {
        level.newTurn()
        playing = false
        isFinal = false
        since = NaN
      }
      level.arrived(pcm.length, nowMs)
    },
    end: () => {
      isFinal = true
    },
    pull: (out, nowMs) => {
      const target = level.targetMs()
      if (!playing && !store.isEmpty()) {
        if (Number.isNaN(since)) since = nowMs
        playing = isFinal || store.bufferedMs() >= target || nowMs - since >= target
      }
      const buffered = store.bufferedMs()
      const rate = isFinal ? 1 : buffered > 1.25 * target + 60 ? 1.12 : buffered < 0.5 * target ? 0.88 : 1
      for (let i = 0; i < out.length; i++) {
        for (phase += playing ? rate : 0; phase >= 1 && !store.isEmpty(); phase--) value = store.take()
        if (phase >= 1) {
          playing = false
          since = NaN
          phase = 0
        }
        out[i] = playing ? value : 0
      }
    },
    flush: () => {
      store.flush()
      playing = false
      phase = 0
    },
  }
}

/** This project's jitter buffer. */
export const ours: PlayerKind = { name: '@vatel/audio', create: () => createJitterBuffer({ sampleRate }) }

/** Players to compare with. */
export const peers: readonly PlayerKind[] = [
  { name: 'no buffer', create: createUnbuffered },
  { name: 'fixed 100 ms', create: () => createFixed(100) },
  { name: 'fixed 200 ms', create: () => createFixed(200) },
  { name: 'fixed 400 ms', create: () => createFixed(400) },
  { name: 'like NetEq', create: createNetEqLike },
]
