import { createFramer, createVirtualSpeaker, pcm16FromBytes, pcm16ToBytes } from '@vatel/audio'
import { sampleRate, type Clock, type Microphone, type MicrophoneFrame } from '@vatel/core'
import { CannotStart } from '../failures.ts'
import type { OpenDevices } from './devices.ts'
import { startSox, type SoxProcess } from './sox-process.ts'
import { speakerFrameMs } from './virtual.ts'

const wire = ['-t', 'raw', '-r', String(sampleRate), '-e', 'signed-integer', '-b', '16', '-c', '1', '-']
const quietly = ['-q', '--buffer', '960']
const frameMs = 20

/** Limit of the data that waits for a stalled loudspeaker. */
const maxWaitingBytes = 48_000

interface SoxMicrophone extends Microphone {
  /** Resolves with the first audio. */
  readonly sounding: Promise<void>
}

const soxMicrophone = (
  rec: SoxProcess,
  clock: Clock,
  onFrame: (frame: MicrophoneFrame) => void,
): SoxMicrophone => {
  const listeners = new Set<(frame: MicrophoneFrame) => void>()
  const framer = createFramer()
  let oddByte = new Uint8Array(0)
  let startMs: number | undefined

  rec.stdout.on('data', (chunk: Uint8Array) => {
    const bytes = new Uint8Array(oddByte.length + chunk.length)
    bytes.set(oddByte)
    bytes.set(chunk, oddByte.length)
    const whole = bytes.length & ~1
    oddByte = bytes.slice(whole)
    startMs ??= clock.performance.now() - frameMs
    for (const { pcm, atMs } of framer.push(pcm16FromBytes(bytes.subarray(0, whole)))) {
      if (listeners.size === 0) continue
      const frame = { pcm, atMs: startMs + atMs }
      onFrame(frame)
      for (const listener of [...listeners]) listener(frame)
    }
  })
  return {
    sounding: new Promise((resolve) => rec.stdout.once('data', () => resolve())),
    listen: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: () => {
      listeners.clear()
      void rec.stop()
    },
  }
}

/** Resolves with the first audio of the microphone; rejects if one of the two programs ends before. */
const bothWork = (microphone: SoxMicrophone, rec: SoxProcess, play: SoxProcess): Promise<void> =>
  Promise.race([
    microphone.sounding,
    rec.ended.then((errorLine) =>
      Promise.reject(new CannotStart(`no microphone to listen to: ${errorLine}`)),
    ),
    play.ended.then((errorLine) =>
      Promise.reject(new CannotStart(`no loudspeaker to play to: ${errorLine}`)),
    ),
  ])

/** Opens this machine's microphone and loudspeaker through SoX's `rec` and `play`. */
export const soxDevices =
  (clock: Clock): OpenDevices =>
  async ({ onUser, onAgent }) => {
    const play = await startSox('play', [...quietly, ...wire])
    const rec = await startSox('rec', [...quietly, ...wire])
    const stop = async () => {
      await Promise.all([rec.stop(), play.stop()])
    }
    const microphone = soxMicrophone(rec, clock, onUser)
    try {
      await bothWork(microphone, rec, play)
    } catch (error) {
      await stop()
      throw error
    }
    const speaker = createVirtualSpeaker({
      clock,
      frameMs: speakerFrameMs,
      onFrame: (pcm, atMs) => {
        onAgent(pcm, atMs)
        if (play.stdin.writableLength < maxWaitingBytes) play.stdin.write(pcm16ToBytes(pcm))
      },
    })
    return {
      microphone,
      speaker,
      userIsDone: () => false,
      broken: Promise.race([
        rec.ended.then((errorLine) => `the microphone stopped: ${errorLine}`),
        play.ended.then((errorLine) => `the loudspeaker stopped: ${errorLine}`),
      ]),
      close: async () => {
        speaker.close()
        await stop()
      },
    }
  }
