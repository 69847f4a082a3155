import { sampleRate } from './sources.ts'
import { signalOf } from './signal.ts'
import type { Trace } from './traces.ts'

/** A player under test: takes audio as it arrives, and returns sound on request. */
export interface Player {
  readonly push: (pcm: Int16Array, turnId: string, nowMs: number) => void
  readonly end?: (turnId: string, nowMs: number) => void
  readonly pull: (out: Float32Array, nowMs: number) => void
  readonly flush: (nowMs: number) => void
}

/** A player by name, new for each trace. */
export interface PlayerKind {
  readonly name: string
  readonly create: () => Player
}

/** Samples that a player is asked for at a time: a render quantum of Web Audio. */
export const quantum = 128

interface Happening {
  readonly atMs: number
  readonly run: (player: Player) => void
}

const happeningsOf = (trace: Trace): readonly Happening[] =>
  trace.turns
    .flatMap(({ id, chunks, flushAtMs }) => {
      let place = 0
      const arrivals = chunks.map(({ atMs, samples }, i): Happening => {
        const from = place
        place += samples
        return {
          atMs,
          run: (player) => {
            player.push(signalOf(id, from, samples), String(id), atMs)
            if (i === chunks.length - 1) player.end?.(String(id), atMs)
          },
        }
      })
      const flushes: readonly Happening[] =
        flushAtMs === undefined ? [] : [{ atMs: flushAtMs, run: (player) => player.flush(flushAtMs) }]
      return [...arrivals, ...flushes]
    })
    .sort((a, b) => a.atMs - b.atMs)

/** Plays a trace through a player; gives all that it sounded from time 0 on. */
export const play = (trace: Trace, player: Player): Float32Array => {
  const happenings = happeningsOf(trace)
  const endMs = (happenings.at(-1)?.atMs ?? 0) + 12_000
  const sound = new Float32Array(Math.ceil((endMs * sampleRate) / 1_000 / quantum) * quantum)
  let next = 0
  for (let from = 0; from < sound.length; from += quantum) {
    const nowMs = (from * 1_000) / sampleRate
    for (; (happenings[next]?.atMs ?? Infinity) <= nowMs; next++) happenings[next]?.run(player)
    player.pull(sound.subarray(from, from + quantum), nowMs)
  }
  return sound
}
