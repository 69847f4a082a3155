import type { Clock, Microphone } from '@vatel/core'
import { hum } from './sounds.ts'

const frameMs = 20

const voice = hum(120, frameMs)
const room = new Int16Array(voice.length).map((_, index) => (index % 2 === 0 ? 6 : -6))

/** Length of the user's speech at the push of a button, in milliseconds. */
const utteranceMs = 800

/** A simulated user who hums on request, in place of a person and a real microphone. */
export interface SimulatedUser {
  readonly openMicrophone: () => Microphone
  readonly speak: () => void
}

/** Makes one that keeps the time of a clock. */
export const simulateUser = (clock: Clock): SimulatedUser => {
  let silentFromMs = 0
  const openMicrophone = (): Microphone => {
    let timer: unknown
    const stop = () => clock.clearTimeout(timer)
    return {
      listen(listener) {
        const frame = () => {
          const atMs = clock.performance.now()
          timer = clock.setTimeout(frame, frameMs)
          listener({ pcm: atMs < silentFromMs ? voice : room, atMs })
        }
        timer = clock.setTimeout(frame, frameMs)
        return stop
      },
      close: stop,
    }
  }
  return {
    openMicrophone,
    speak: () => {
      silentFromMs = clock.performance.now() + utteranceMs
    },
  }
}
