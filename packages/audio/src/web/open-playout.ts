import { SpeakerUnavailableError } from '../errors/speaker-unavailable.ts'
import { createCleanup } from './cleanup.ts'
import { speakerFault } from './faults.ts'
import { openWorklet } from './open-worklet.ts'
import { closeContext, startContext, takeContext } from './sound-contexts.ts'
import type { SpeakerOptions } from './web-speaker.ts'
import { playerUrl } from './worklet-urls.ts'

/** The context, the worklet in it, and the volume behind that. */
export interface Playout {
  readonly context: AudioContext
  readonly port: MessagePort
  readonly volume: AudioParam
}

/** With what not every browser has, and the types of browsers therefore leave out. */
type ChoosingContext = AudioContext & { readonly setSinkId?: (deviceId: string) => Promise<void> }

/** Sends the sound of a context to a device. @throws {SpeakerUnavailableError} */
export const sendTo = async (context: ChoosingContext, deviceId: string): Promise<void> => {
  if (context.setSinkId === undefined) throw new SpeakerUnavailableError('unsupported')
  try {
    await context.setSinkId(deviceId)
  } catch (error) {
    throw speakerFault(error)
  }
}

/**
 * Opens what a speaker plays through. Whatever has been opened when it fails, or is called off, is closed again.
 *
 * @throws {SpeakerUnavailableError}
 * @throws {WorkletNotLoadedError}
 */
export const openPlayout = async (options: SpeakerOptions): Promise<Playout> => {
  const { deviceId, workletUrl = playerUrl(), signal } = options
  const cleanup = createCleanup()
  const stopIfAborted = () => {
    if (signal?.aborted === true) throw new SpeakerUnavailableError('aborted', signal.reason)
  }
  try {
    stopIfAborted()
    if (!('AudioWorkletNode' in globalThis)) throw new SpeakerUnavailableError('unsupported')
    const context = takeContext()
    cleanup.add(() => closeContext(context))
    const running = startContext(context)
    if (deviceId !== undefined) await sendTo(context, deviceId)
    const node = await openWorklet(context, 'vatel-player', workletUrl)
    const gain = context.createGain()
    node.connect(gain).connect(context.destination)
    await running
    stopIfAborted()
    return { context, port: node.port, volume: gain.gain }
  } catch (error) {
    cleanup.run()
    throw speakerFault(error)
  }
}
