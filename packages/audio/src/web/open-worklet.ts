import { WorkletNotLoadedError } from '../errors/worklet-not-loaded.ts'
import type { WorkletUrl } from './opening.ts'

/**
 * Loads a worklet into a context and makes a node of it, of one channel in and out.
 *
 * @throws {WorkletNotLoadedError} when there is no such worklet at that URL, or the page may not load it.
 */
export const openWorklet = async (
  context: AudioContext,
  name: string,
  place: WorkletUrl,
): Promise<AudioWorkletNode> => {
  const url = typeof place === 'string' ? place : place.href
  try {
    await context.audioWorklet.addModule(url)
    return new AudioWorkletNode(context, name, {
      numberOfInputs: 1,
      numberOfOutputs: 1,
      outputChannelCount: [1],
      channelCount: 1,
      channelCountMode: 'explicit',
    })
  } catch (cause) {
    throw new WorkletNotLoadedError(url, cause)
  }
}
