import type { AgentAudio, Microphone, MicrophoneFrame, PlaybackEvent, Speaker } from '@vatel/core'

/** A microphone that reads PCM16 at 24 kHz from a stream of bytes, such as the output of a program. */
export const streamMicrophone = (stream: NodeJS.ReadableStream): Microphone => {
  const listeners = new Set<(frame: MicrophoneFrame) => void>()
  let half = Buffer.alloc(0)
  const read = (bytes: Buffer): void => {
    // A chunk of a stream may end within a sample.
    const all = Buffer.concat([half, bytes])
    const length = all.length - (all.length % 2)
    half = all.subarray(length)
    const pcm = new Int16Array(new Uint8Array(all.subarray(0, length)).buffer)
    for (const listener of listeners) listener({ pcm, atMs: performance.now() })
  }
  stream.on('data', read)
  return {
    listen: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    close: () => stream.off('data', read),
  }
}

/** A speaker that reports each chunk as heard when it is written. */
export const instantSpeaker = (play: (audio: AgentAudio) => void): Speaker => {
  const listeners = new Set<(event: PlaybackEvent) => void>()
  let turn = { turnId: '', heardSamples: 0 }
  const report = (type: PlaybackEvent['type']): void => {
    for (const listener of listeners) listener({ type, ...turn, atMs: performance.now() })
  }
  return {
    write: (audio) => {
      play(audio)
      // The samples of each turn are counted by themselves.
      if (audio.turnId !== turn.turnId) {
        turn = { turnId: audio.turnId, heardSamples: 0 }
        report('started')
      }
      turn = { ...turn, heardSamples: turn.heardSamples + audio.pcm.length }
      report('drained')
    },
    flush: () => undefined,
    listen: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
