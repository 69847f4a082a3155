import { createFramer, pcm16FromBytes, pcm16ToBytes, createVirtualSpeaker } from '@vatel/audio'
import type { Clock, Microphone, MicrophoneFrame } from '@vatel/core'
import { CannotStart } from '../failures.ts'
import type { OpenDevices } from './devices.ts'
import { startSox, type SoxProcess } from './sox-process.ts'
import { speakerFrameMs } from './virtual.ts'

const wire = ['-t', 'raw', '-r', '24000', '-e', 'signed-integer', '-b', '16', '-c', '1', '-']
const quietly = ['-q', '--buffer', '960']
const frameMs = 20

/** A loudspeaker that stands still must not make this program grow. */
const maxWaitingBytes = 48_000

interface SoxMicrophone extends Microphone {
  /** Resolves with the first sound. */
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

/** Resolves when the microphone gives its first sound; rejects when one of the two programs ends before. */
const bothWork = (microphone: SoxMicrophone, rec: SoxProcess, play: SoxProcess): Promise<void> =>
  Promise.race([
    microphone.sounding,
    rec.ended.then((complaint) =>
      Promise.reject(new CannotStart(`no microphone to listen to: ${complaint}`)),
    ),
    play.ended.then((complaint) =>
      Promise.reject(new CannotStart(`no loudspeaker to play to: ${complaint}`)),
    ),
  ])

/** This machine's microphone and loudspeaker, through SoX's `rec` and `play`. */
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
        rec.ended.then((complaint) => `the microphone stopped: ${complaint}`),
        play.ended.then((complaint) => `the loudspeaker stopped: ${complaint}`),
      ]),
      close: async () => {
        speaker.close()
        await stop()
      },
    }
  }
